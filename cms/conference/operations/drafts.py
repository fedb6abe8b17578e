"""Drafts are started, and what a speaker typed is written down."""

import uuid
from dataclasses import dataclass, field

from cms.conference import guards
from cms.conference.enums import (
    Guard,
)
from cms.conference.exceptions import SubmissionIncomplete
from cms.conference.models import (
    Author,
    Call,
    Submission,
    SubmissionText,
)


@dataclass(frozen=True)
class Content:
    """What a speaker types: each dict holds the fields of one row."""

    paper_language: str = ""
    texts: list[dict] = field(default_factory=list)
    authors: list[dict] = field(default_factory=list)


def start_submission(*, call: Call, submitter, form_key: uuid.UUID) -> Submission:
    """Return the draft of this form: a form that is sent twice makes one draft."""
    return Submission.objects.get_or_create(
        submitter=submitter, form_key=form_key, defaults={"call": call}
    )[0]


def missing_parts(submission: Submission) -> list[str]:
    """Name what a submission still needs before it can be sent."""
    missing = []
    if not submission.manuscripts.exists():
        missing.append("manuscript")
    if not submission.paper_language:
        missing.append("paper_language")
    if not submission.texts.exclude(title="").exclude(abstract="").exists():
        missing.append("texts")
    if not submission.authors.exists():
        missing.append("authors")
    return missing


def write_content(submission: Submission, content: Content) -> None:
    submission.paper_language = content.paper_language
    for text in content.texts:
        SubmissionText.objects.update_or_create(
            submission=submission,
            language=text["language"],
            defaults={key: text[key] for key in ("title", "abstract", "keywords")},
        )
    submission.authors.all().delete()
    Author.objects.bulk_create(
        Author(submission=submission, position=position, **author)
        for position, author in enumerate(content.authors, start=1)
    )


@guards.register(Guard.IS_COMPLETE)
def check_complete(attempt: guards.Attempt) -> None:
    """Refuse what lacks something that the book needs."""
    submission = attempt.submission
    missing = missing_parts(submission)
    if missing:
        raise SubmissionIncomplete(missing)
