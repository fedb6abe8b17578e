"""Answers which grant profile holds for a request or a mail."""

from django.http import HttpRequest
from wagtail.models import Site

from cms.identity.models import GrantProfile


def grant_profile(request: HttpRequest | None = None) -> GrantProfile:
    """Return the profile of the request's site, the default site's, or the file's."""
    known = getattr(request, "_grant_profile", None)
    if known is not None:
        return known
    if request is not None:
        # Head, header and footer ask in turn; one look-up is enough.
        request._grant_profile = _profile(Site.find_for_request(request))
        return request._grant_profile
    return _profile(Site.objects.filter(is_default_site=True).first())


def _profile(site: Site | None) -> GrantProfile:
    profiles = GrantProfile.objects.select_related("emblem")
    stored = profiles.filter(site=site).prefetch_related("wordings").first()
    return stored or GrantProfile(site=site)
