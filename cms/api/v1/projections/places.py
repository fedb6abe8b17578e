"""What partners get of the site itself and of its languages."""

from django.urls import reverse
from django.utils.translation import get_language_info
from wagtail.models import Site

from cms.api.v1.addresses import Addresses
from cms.api.v1.projections.base import Projection
from cms.identity.queries import grant_profile


def site(row: Site, languages: list[str], to: Addresses) -> Projection:
    """Return the site with what must stand wherever its content is shown."""
    words = grant_profile().wording(to.locale)
    return {
        "id": str(row.pk),
        "served_locale": to.locale,
        "name": row.site_name or "COOP",
        "url": to.absolute(f"/{to.locale}/"),
        "locales": languages,
        "funding": {"statement": words.statement, "disclaimer": words.disclaimer},
        "oai_url": to.absolute(reverse("oai")),
        "sitemap_url": to.absolute("/sitemap.xml"),
        "api_url": to.of_resource("site", row.pk),
    }


def language(code: str, to: Addresses, default: str) -> Projection:
    """Return a language of the site."""
    info = get_language_info(code)
    return {
        "id": code,
        "served_locale": to.locale,
        "name": str(info["name_translated"]),
        "native_name": info["name_local"],
        "default": code == default,
        "url": to.absolute(f"/{code}/"),
        "api_url": to.of_resource("locale", code),
    }
