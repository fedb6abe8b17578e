"""What production holds of a person, and what stays when they leave."""

from datetime import datetime

from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.own_data import Chapter, Part
from cms.conference.models import ManuscriptFix
from cms.production.models import (
    Certification,
    EditorialChange,
    Proof,
    ProofComment,
    RecommendationMark,
)

ABOUT = "submission__code"


def collect(person: User) -> Part:
    """Return what the person certified, decided, answered and marked."""
    return Part(
        "production",
        {
            "certifications": list(
                _certified(person).values(
                    ABOUT, "name", "licence", "statement", "receipt", "certified_at"
                )
            ),
            "decisions": list(
                ManuscriptFix.objects.filter(decided_by=person).values(
                    ABOUT, "kind", "key", "values", "decided_at"
                )
            ),
            "changes": list(
                EditorialChange.objects.filter(answered_by=person).values(
                    ABOUT, "state", "answer", "answered_at"
                )
            ),
            "proofs": list(
                Proof.objects.filter(answered_by=person).values(
                    ABOUT, "number", "answer", "answered_at"
                )
            ),
            "comments": list(
                ProofComment.objects.filter(written_by=person).values(
                    f"proof__{ABOUT}", "page", "text", "written_at"
                )
            ),
            "recommendations": list(
                RecommendationMark.objects.filter(marked_by=person).values(
                    ABOUT, "words", "text", "target_group", "level", "marked_at"
                )
            ),
        },
    )


def explain(person: User) -> list[str]:
    """Say that what was certified stays: the book rests on it."""
    if not _certified(person).exists():
        return []
    return [
        _(
            "Your confirmations of licence and image rights stay, with the name in "
            "the by-line: the publication rests on them. Your e-mail address is "
            "removed from them."
        )
    ]


def erase(person: User, now: datetime) -> None:
    """Take the address out of what was certified; the name stays as printed."""
    _certified(person).forget()


def _certified(person: User):
    return Certification.objects.filter(email__iexact=person.email)


PRODUCTION = Chapter("production", collect, explain, erase)
