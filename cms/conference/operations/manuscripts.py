"""Files are kept as versions, and set by the press."""

import hashlib
from datetime import datetime
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files import File
from django.db import transaction

from cms.conference import permissions, queries
from cms.conference.enums import (
    ManuscriptKind,
    SubmissionEvent,
)
from cms.conference.exceptions import UploadRefused
from cms.conference.models import (
    Manuscript,
    Submission,
)
from cms.conference.operations.background import in_background
from cms.press import operations as press
from cms.press import readings as press_readings
from cms.press.queries import explain

KIND_OF_SUFFIX = {
    ".docx": ManuscriptKind.DOCX,
    ".odt": ManuscriptKind.ODT,
    ".md": ManuscriptKind.MARKDOWN,
    ".markdown": ManuscriptKind.MARKDOWN,
    ".zip": ManuscriptKind.ZIP,
}


def add_manuscript(
    *,
    submission: Submission,
    file: File,
    filename: str,
    actor,
    now: datetime,
    note: str = "",
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
            uploaded_by=actor if actor.pk else None,
            uploaded_at=now,
            note=note,
        )
        manuscript.file.save(filename, file, save=False)
        manuscript.save()
        submission.save(update_fields=["updated_at"])
        in_background("read_manuscript", manuscript_id=manuscript.pk)
        in_background("render_manuscript", manuscript_id=manuscript.pk)
    return manuscript


def read_manuscript(*, manuscript_id: int) -> None:
    """Have the press read what the file says of itself, and its text as prose."""
    manuscript = Manuscript.objects.get(pk=manuscript_id)
    press_readings.make_reading(order=queries.reading_order(manuscript))


def read_again(*, manuscripts: list[Manuscript]) -> None:
    """Have versions read that nobody has read yet."""
    for manuscript in manuscripts:
        in_background("read_manuscript", manuscript_id=manuscript.pk)


def render_manuscript(*, manuscript_id: int) -> None:
    """Have the press set the file with what is typed now, when it is the newest."""
    manuscript = Manuscript.objects.select_related("submission").get(pk=manuscript_id)
    submission = manuscript.submission
    if submission.manuscript == manuscript:
        order = queries.paper_order(submission, manuscript)
        rendition = press.make_rendition(
            order=order, rendition=press.request_rendition(order=order)
        )
        press.draw_pages(rendition=rendition)


def plain_name(filename: str) -> str:
    """Return the last part of a name, without controls, short enough to keep."""
    last = PurePosixPath(filename.replace("\\", "/")).name
    printable = "".join(letter for letter in last if letter.isprintable()).strip()
    suffix = PurePosixPath(printable).suffix[:12]
    stem = printable[: len(printable) - len(suffix)] if suffix else printable
    return f"{stem[: 200 - len(suffix)]}{suffix}"


def _finding(code: str, filename: str, **values: int) -> dict:
    """Return a finding of our own, as the press keeps its findings."""
    return {
        "code": code,
        "severity": "blocks",
        "where": filename,
        "values": values,
        "paper": "",
    }
