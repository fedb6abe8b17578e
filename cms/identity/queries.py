"""Answers which grant profile holds for a request or a mail."""

from django.http import HttpRequest
from wagtail.models import Site

from cms.identity.models import GrantProfile


def grant_profile(request: HttpRequest | None = None) -> GrantProfile:
    """Return the profile of the request's site, the default site's, or the file's."""
    if request is not None:
        site = Site.find_for_request(request)
    else:
        site = Site.objects.filter(is_default_site=True).first()
    stored = GrantProfile.objects.filter(site=site).prefetch_related("wordings").first()
    return stored or GrantProfile(site=site)
