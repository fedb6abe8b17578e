"""What happens to submissions: saved, submitted, withdrawn, decided, rendered."""

import hashlib
import logging
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.module_loading import import_string

from cms.conference import mails, permissions, queries
from cms.conference.enums import (
    TRANSITIONS,
    ManuscriptKind,
    SubmissionEvent,
    SubmissionState,
    Verdict,
)
from cms.conference.exceptions import SubmissionIncomplete, UploadRefused
from cms.conference.models import (
    Author,
    Call,
    Decision,
    HistoryEntry,
    Manuscript,
    OutgoingMail,
    Submission,
    SubmissionText,
)
from cms.press import operations as press
from cms.press.queries import explain

logger = logging.getLogger(__name__)

KIND_OF_SUFFIX = {
    ".docx": ManuscriptKind.DOCX,
    ".odt": ManuscriptKind.ODT,
    ".md": ManuscriptKind.MARKDOWN,
    ".markdown": ManuscriptKind.MARKDOWN,
    ".zip": ManuscriptKind.ZIP,
}
VERDICTS = {
    SubmissionEvent.ACCEPT: Verdict.ACCEPTED,
    SubmissionEvent.REJECT: Verdict.REJECTED,
}


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


@transaction.atomic
def apply(
    *,
    submission: Submission,
    event: SubmissionEvent,
    actor,
    now: datetime,
    content: Content | None = None,
    note: str = "",
) -> Submission:
    """Lead the submission through one event, with its log row and its mail.

    Raises:
        NotAllowed, TransitionImpossible, CallIsClosed: see `permissions.check`.
        SubmissionIncomplete: when something is missing that a submission needs.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    permissions.check(actor, submission, event, now)
    before = SubmissionState(submission.state)
    if content is not None and event in {SubmissionEvent.SAVE, SubmissionEvent.SUBMIT}:
        _write_content(submission, content)
        if submission.manuscript:
            _in_background("render_manuscript", manuscript_id=submission.manuscript.pk)
    if event == SubmissionEvent.SUBMIT:
        _check_complete(submission)
        submission.submitted_at = now
    if before == SubmissionState.SUBMITTED and event == SubmissionEvent.SAVE:
        _check_complete(submission)
    submission.state = TRANSITIONS[before, event].target
    submission.save()
    if event in VERDICTS:
        Decision.objects.create(
            submission=submission,
            verdict=VERDICTS[event],
            note=note,
            decided_by=actor,
            decided_at=now,
        )
    HistoryEntry.objects.create(
        submission=submission,
        event=event,
        from_state=before,
        to_state=submission.state,
        actor=actor,
        at=now,
    )
    if event != SubmissionEvent.SAVE:
        mails.compose(submission, event, note).save()
        _in_background("send_mails")
    return submission


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


def add_manuscript(
    *, submission: Submission, file: File, filename: str, actor, now: datetime
) -> Manuscript:
    """Keep the file as the submission's next version, and have it rendered.

    The same bytes sent again are the version that is there already.

    Raises:
        UploadRefused: when the file does not pass the gate.
        NotAllowed, TransitionImpossible, CallIsClosed: see `permissions.check`.
    """
    permissions.check(actor, submission, SubmissionEvent.SAVE, now)
    filename = plain_name(filename)
    if file.size > settings.MANUSCRIPT_MAX_BYTES:
        megabytes = settings.MANUSCRIPT_MAX_BYTES >> 20
        too_large = _finding("file-too-large", filename, megabytes=megabytes)
        raise UploadRefused([explain(finding=too_large)])
    findings = press.inspect_upload(file=file, filename=filename)
    kind = KIND_OF_SUFFIX.get(PurePosixPath(filename).suffix.lower())
    if kind is None and not findings:
        # The library reads more formats than the conference takes.
        findings = [explain(finding=_finding("file-unknown", filename))]
    if findings:
        raise UploadRefused(findings)
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        permissions.check(actor, submission, SubmissionEvent.SAVE, now)
        latest = submission.manuscript
        if latest and latest.sha256 == digest:
            return latest
        manuscript = Manuscript(
            submission=submission,
            version=latest.version + 1 if latest else 1,
            original_filename=filename,
            kind=kind,
            sha256=digest,
            bytes=file.size,
            uploaded_by=actor,
            uploaded_at=now,
        )
        manuscript.file.save(filename, file, save=False)
        manuscript.save()
        submission.save(update_fields=["updated_at"])
        _in_background("render_manuscript", manuscript_id=manuscript.pk)
    return manuscript


def render_manuscript(*, manuscript_id: int) -> None:
    """Have the press set the file with what is typed now, when it is the newest."""
    manuscript = Manuscript.objects.select_related("submission").get(pk=manuscript_id)
    submission = manuscript.submission
    if submission.manuscript == manuscript:
        order = queries.paper_order(submission, manuscript)
        press.make_rendition(
            order=order, rendition=press.request_rendition(order=order)
        )


def plain_name(filename: str) -> str:
    """Return the last part of a name, without controls, short enough to keep."""
    last = PurePosixPath(filename.replace("\\", "/")).name
    printable = "".join(letter for letter in last if letter.isprintable()).strip()
    suffix = PurePosixPath(printable).suffix[:12]
    stem = printable[: len(printable) - len(suffix)] if suffix else printable
    return f"{stem[: 200 - len(suffix)]}{suffix}"


def send_waiting_mails(*, now: datetime) -> int:
    """Send every mail that was not sent yet; one that fails stays for the next time."""
    waiting = OutgoingMail.objects.filter(sent_at=None).values_list("pk", flat=True)
    sent = 0
    for mail_id in list(waiting):
        try:
            sent += _send_mail(mail_id, now)
        except OSError:
            logger.exception("Mail %s was not sent.", mail_id)
    return sent


@transaction.atomic
def _send_mail(mail_id: int, now: datetime) -> bool:
    mail = OutgoingMail.objects.select_for_update().get(pk=mail_id)
    if mail.sent_at is not None:
        return False
    mails.send(mail)
    mail.sent_at = now
    mail.save(update_fields=["sent_at"])
    return True


def _finding(code: str, filename: str, **values: int) -> dict:
    """Return a finding of our own, as the press keeps its findings."""
    return {
        "code": code,
        "severity": "blocks",
        "where": filename,
        "values": values,
        "paper": "",
    }


def _write_content(submission: Submission, content: Content) -> None:
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


def _check_complete(submission: Submission) -> None:
    missing = missing_parts(submission)
    if missing:
        raise SubmissionIncomplete(missing)


def _in_background(task: str, **arguments) -> None:
    """Hand a task of this app to the worker once the transaction holds.

    By name, since tasks call operations and not the other way round.
    """
    enqueue = import_string(f"cms.conference.tasks.{task}").enqueue
    transaction.on_commit(partial(enqueue, **arguments))
