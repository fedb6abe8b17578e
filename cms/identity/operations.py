"""Fills the grant profile from the grant file."""

from django.db import transaction
from wagtail.models import Site

from cms.identity.grant import file_wordings
from cms.identity.models import GrantProfile, GrantWording


@transaction.atomic
def adopt_grant_file(*, site: Site) -> GrantProfile:
    """Store the file's wordings for a site; what editors wrote stays."""
    profile = GrantProfile.for_site(site)
    written = set(profile.wordings.values_list("language", flat=True))
    GrantWording.objects.bulk_create(
        GrantWording(
            profile=profile,
            sort_order=place,
            language=wording.language,
            statement=wording.statement,
            disclaimer=wording.disclaimer,
        )
        for place, wording in enumerate(file_wordings())
        if wording.language not in written
    )
    return profile
