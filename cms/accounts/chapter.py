"""What the account itself knows of a person."""

from django.utils.translation import gettext as _

from cms.accounts import operations
from cms.accounts.models import AccountRecord, Acting, User
from cms.accounts.own_data import Chapter, Part


def collect(person: User) -> Part:
    """Return the account, the profile, and what was done to the account."""
    profile = getattr(person, "profile", None)
    return Part(
        "account",
        {
            "email": person.email,
            "name": person.name,
            "language": person.language,
            "date_joined": person.date_joined,
            "last_login": person.last_login,
            "roles": sorted(person.groups.values_list("name", flat=True)),
            "profile": profile
            and {
                "affiliation": profile.affiliation,
                "country": profile.country,
                "orcid": profile.orcid,
                "languages": profile.languages,
                "expertise": profile.expertise_list,
                "biographies": {
                    text.language: text.biography for text in profile.texts.all()
                },
            },
            "records": [
                {"at": record.at, "kind": record.kind, "detail": record.detail}
                for record in AccountRecord.objects.filter(person=person)
            ],
            "acted_for": [
                {"from": acting.began_at, "to": acting.ended_at, "why": acting.reason}
                for acting in Acting.objects.filter(person=person)
            ],
        },
    )


def explain(person: User) -> list[str]:
    """Say what becomes of the account."""
    return [
        _("Your name, e-mail address, password and profile are removed."),
        _("You are signed out everywhere, and nobody can sign in to the account."),
        _("The log of the account stays, without your name."),
    ]


ACCOUNT = Chapter("account", collect, explain, operations.erase_own_part)
