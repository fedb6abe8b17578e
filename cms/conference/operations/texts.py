"""Titles, abstracts and keywords are translated, reviewed and approved."""

from datetime import datetime

from django.db import transaction

from cms.conference.exceptions import TextOvertaken
from cms.conference.kinds import TextState
from cms.conference.models import Submission, SubmissionText
from cms.conference.operations.background import in_background
from cms.conference.operations.content import TEXT_FIELDS

BY_TRANSLATORS = frozenset({TextState.MACHINE, TextState.HUMAN, TextState.REVIEWED})


@transaction.atomic
def save_translation(
    *,
    submission: Submission,
    language: str,
    words: dict[str, str],
    state: TextState,
    seen: str,
    actor,
    now: datetime,
) -> SubmissionText:
    """Write a translation with its state; the author's approval is asked for anew.

    `seen` is the fingerprint of the text that the translator had before them.

    Raises:
        TextOvertaken: when the text is not any more what the translator has seen.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    row = submission.texts.filter(language=language).first()
    row = row or SubmissionText(submission=submission, language=language)
    if row.fingerprint != seen:
        raise TextOvertaken(language)
    for key in TEXT_FIELDS:
        setattr(row, key, words[key])
    source = submission.source_text
    row.state = TextState.MISSING if row.is_empty else state
    row.source_sha256 = source.fingerprint if source else ""
    row.changed_at = now
    row.changed_by = actor
    row.save()
    if submission.manuscript:
        in_background("render_manuscript", manuscript_id=submission.manuscript.pk)
    return row


@transaction.atomic
def approve_text(
    *, submission: Submission, language: str, seen: str, actor, now: datetime
) -> SubmissionText:
    """Note that the author approves a translation as it was shown.

    Raises:
        TextOvertaken: when it is not any more what was shown, or not there.
    """
    row = submission.texts.select_for_update().filter(language=language).first()
    if row is None or row.is_empty or row.fingerprint != seen:
        raise TextOvertaken(language)
    row.state = TextState.APPROVED
    row.changed_at = now
    row.changed_by = actor
    row.save(update_fields=["state", "changed_at", "changed_by"])
    return row
