"""What is kept of somebody as a reviewer, and what goes when they leave."""

from datetime import datetime

from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.own_data import Chapter, Part
from cms.reviewing.models import Assignment, Reviewer

GONE = {"note": "", "affiliation": "", "expertise": "", "is_active": False}


def collect(person: User) -> Part:
    """Return what the person wrote and answered; nothing about authors."""
    tasks = (
        Assignment.objects.filter(reviewer__user=person, asked_at__isnull=False)
        .select_related("reviewer", "review")
        .prefetch_related("submission__texts", "review__scores__criterion__texts")
        .select_related("submission")
    )
    profile = Reviewer.objects.filter(user=person).values(
        "name", "email", "language", "affiliation", "expertise", "reading_languages"
    )
    return Part(
        "reviews",
        {"profile": profile.first(), "reviews": [_told(task) for task in tasks]},
    )


def explain(person: User) -> list[str]:
    """Say that reviews stay, without the name of who wrote them."""
    if not Reviewer.objects.filter(user=person).exists():
        return []
    return [
        _(
            "Your reviews stay, since decisions rest on them, but without your name "
            "and address. You are not asked for reviews any more."
        )
    ]


def erase(person: User, now: datetime) -> None:
    """Take name, address and profile out of the list of reviewers."""
    for reviewer in Reviewer.objects.filter(user=person):
        for name, value in GONE.items():
            setattr(reviewer, name, value)
        reviewer.name = _("former reviewer")
        reviewer.email = f"gone-{reviewer.pk}@invalid.example"
        reviewer.user = None
        reviewer.save()


def _told(task: Assignment) -> dict:
    review = getattr(task, "review", None)
    return {
        "paper": task.submission.title,
        "round": task.round,
        "state": task.state,
        "asked": task.asked_at,
        "due": task.due_at,
        "submitted": task.submitted_at,
        "declined_for": task.decline_reason,
        "suggestion": task.suggestion,
        "review": review
        and {
            "recommendation": review.recommendation,
            "for_the_author": review.text_for_author,
            "for_the_editors": review.text_for_editors,
            "scores": {
                score.criterion.label: score.value for score in review.scores.all()
            },
        },
    }


REVIEWS = Chapter("reviews", collect, explain, erase)
