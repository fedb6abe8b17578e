"""The queue of those who translate titles, abstracts and keywords."""

from dataclasses import dataclass

from django.conf import settings

from cms.conference.enums import SubmissionState
from cms.conference.kinds import TextState
from cms.conference.models import Submission, SubmissionText

OVER = frozenset(
    {
        SubmissionState.DRAFT,
        SubmissionState.REJECTED,
        SubmissionState.WITHDRAWN,
        SubmissionState.CANCELED,
        SubmissionState.RETRACTED,
    }
)


@dataclass(frozen=True)
class Job:
    """One paper in one language into which it is translated.

    Translators see words and their state, never who wrote or sent them.
    """

    submission: Submission
    language: str
    text: SubmissionText | None

    @property
    def source(self) -> SubmissionText | None:
        return self.submission.source_text

    @property
    def state(self) -> TextState:
        return TextState(self.text.state) if self.has_words else TextState.MISSING

    @property
    def has_words(self) -> bool:
        return self.text is not None and not self.text.is_empty

    @property
    def is_stale(self) -> bool:
        """Whether the source has changed since the translation was made."""
        if not self.has_words or not self.text.source_sha256 or self.source is None:
            return False
        return self.text.source_sha256 != self.source.fingerprint

    @property
    def is_open(self) -> bool:
        """Whether there is something left to do."""
        return self.is_stale or self.state in {TextState.MISSING, TextState.MACHINE}


def papers():
    """Return the submissions whose texts are translated, with their texts."""
    return (
        Submission.objects.filter(submitted_at__isnull=False)
        .exclude(state__in=sorted(OVER))
        .prefetch_related("texts")
        .order_by("submitted_at", "pk")
    )


def jobs_of(submission: Submission) -> list[Job]:
    """Return a job for every language but that of the source."""
    texts = {text.language: text for text in submission.texts.all()}
    source = submission.source_text
    return [
        Job(submission, code, texts.get(code))
        for code, _name in settings.LANGUAGES
        if source is None or code != source.language
    ]
