"""What reviewers wrote: taken along; and what stays when they leave."""

import secrets
from datetime import datetime

from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.own_data import Chapter, Part
from cms.reviewing.models import Review, Reviewer

# Nobody's address: the name ends in a word that is reserved for this (RFC 2606).
ERASED_ADDRESS = "erased-{}@erased.invalid"


def collect(person: User) -> Part:
    """Return the reviews that the person wrote, and what the editors noted of them."""
    reviewers = Reviewer.objects.filter(user=person)
    reviews = Review.objects.filter(assignment__reviewer__user=person)
    return Part(
        "reviews",
        {
            "reviewer": list(
                reviewers.values(
                    "name", "email", "affiliation", "expertise", "reading_languages"
                )
            ),
            "reviews": list(
                reviews.values(
                    "assignment__uuid",
                    "assignment__round",
                    "assignment__state",
                    "assignment__submitted_at",
                    "recommendation",
                    "text_for_author",
                    "text_for_editors",
                )
            ),
        },
    )


def explain(person: User) -> list[str]:
    """Say that reviews stay without a name, if there are any."""
    if not Reviewer.objects.filter(user=person).exists():
        return []
    return [
        _("Your reviews stay, since decisions rest on them, but without your name.")
    ]


def erase(person: User, now: datetime) -> None:
    """Leave the reviews, and nothing that tells whose they are."""
    known = Reviewer.objects.filter(user=person)
    for reviewer in known | Reviewer.objects.filter(email__iexact=person.email):
        reviewer.user = None
        reviewer.name = "–"
        reviewer.email = ERASED_ADDRESS.format(secrets.token_hex(8))
        reviewer.affiliation = reviewer.expertise = reviewer.note = ""
        reviewer.is_active = False
        reviewer.save()


REVIEWS = Chapter("reviews", collect, explain, erase)
