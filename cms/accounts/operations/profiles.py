"""People say something of themselves."""

from django.db import transaction

from cms.accounts.models import Profile, ProfileText, User

FIELDS = ("affiliation", "country", "orcid", "languages", "expertise")


@transaction.atomic
def save_profile(
    *, person: User, name: str, language: str, biographies: dict[str, str], **said
) -> Profile:
    """Write what was said, and return it; by-lines that exist already stay as they are."""
    person.name = name.strip()
    person.language = language
    person.save(update_fields=["name", "language"])
    profile, _new = Profile.objects.update_or_create(
        person=person, defaults={field: said[field] for field in FIELDS}
    )
    for code, biography in biographies.items():
        ProfileText.objects.update_or_create(
            profile=profile, language=code, defaults={"biography": biography.strip()}
        )
    return profile
