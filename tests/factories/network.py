"""Partners and the page that lists them."""

from wagtail.models import Locale

from cms.network.enums import Country, PartnerKind
from cms.network.models import Partner, PartnersPage
from tests.factories.core import add_page
from tests.factories.home import front_page


def partners_page(language: str = "sl", **fields) -> PartnersPage:
    """Return the public partners page of that language."""
    fields = {"title": "Partnerji", "intro": "Devet ustanov.", **fields}
    return add_page(front_page(language), PartnersPage(**fields))


def partner(language: str = "sl", **fields) -> Partner:
    """Return a company of Slovenska Bistrica, in that language."""
    fields = {
        "name": "Aha Emmi, d. o. o.",
        "place": "Slovenska Bistrica",
        "country": Country.SLOVENIA,
        "kind": PartnerKind.COMPANY,
        "locale": Locale.objects.get(language_code=language),
        **fields,
    }
    return Partner.objects.create(**fields)
