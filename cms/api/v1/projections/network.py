"""What partners get of the project's partners."""

from cms.api.v1.addresses import Addresses
from cms.api.v1.projections.base import Projection
from cms.network.models import Partner


def partner(item: Partner, to: Addresses) -> Projection:
    """Return a partner."""
    return {
        "id": item.translation_key,
        "locale": item.locale.language_code,
        "served_locale": item.locale.language_code,
        "api_url": to.of_resource(
            "partner", item.translation_key, item.locale.language_code
        ),
        "name": item.name,
        "place": item.place,
        "country": item.country,
        "country_name": item.get_country_display(),
        "kind": item.kind,
        "kind_name": item.get_kind_display(),
        "is_lead": item.is_lead,
        "website": item.website,
        "description": item.description,
    }
