"""What is being typed is kept beside what is saved."""

from datetime import datetime

from django.db import transaction

from cms.conference.kinds import Step
from cms.conference.models import Submission, TypedStep

# Three abstracts and forty authors are far less.
LONGEST = 200_000


def keep_typed(
    *, submission: Submission, step: Step, typist: str, text: str, now: datetime
) -> bool:
    """Keep a step as the browser sent it; False when there is too much of it."""
    if len(text) > LONGEST:
        return False
    TypedStep.objects.update_or_create(
        submission=submission,
        step=step,
        typist=typist,
        defaults={"text": text, "typed_at": now},
    )
    return True


def forget_typed(*, submission: Submission, step: Step, typist: str) -> None:
    """Drop what was kept of a step: it is saved now."""
    with transaction.atomic():
        TypedStep.objects.filter(
            submission=submission, step=step, typist=typist
        ).delete()
