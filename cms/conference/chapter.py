"""What the conference desk holds of a person, and what goes when they leave."""

import json
import re
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.models import User
from cms.accounts.own_data import Chapter, Part
from cms.conference import operations
from cms.conference.models import (
    Author,
    Extension,
    OutgoingMail,
    Receipt,
    Submission,
    TrackEditor,
    TypedStep,
)
from cms.core.models import ScopedLink

PRIVATE_OF_AUTHORS = {"email": ""}


def collect(person: User) -> Part:
    """Return the person's submissions with every version of their files."""
    own = (
        Submission.objects.filter(submitter=person)
        .for_display()
        .prefetch_related("answers__question__texts", "receipts", "decisions__reply")
    )
    named = Author.objects.filter(email__iexact=person.email).select_related(
        "submission"
    )
    files = {}
    submissions = []
    for submission in own:
        for manuscript in submission.manuscripts.all():
            path = (
                f"submissions/{submission.code}/{manuscript.version}-"
                f"{manuscript.sha256[:8]}.{manuscript.kind}"
            )
            files[path] = manuscript.file
        for receipt in submission.receipts.all():
            if receipt.pdf:
                files[f"receipts/{submission.code}-{receipt.uuid}.pdf"] = receipt.pdf
        submissions.append(_told(submission))
    by_lines = [
        {"submission": author.submission.code, **_by_line(author)} for author in named
    ]
    return Part(
        "conference",
        {
            "submissions": submissions,
            "by_lines": by_lines,
            "extensions": [_extension(one) for one in _extensions(person)],
            "not_saved_yet": [_typed(one) for one in _typed_by(person)],
        },
        files,
    )


def explain(person: User) -> list[str]:
    """Say which submissions go, and what stays of the others."""
    drafts, kept = _drafts(person).count(), _kept(person).count()
    lines = []
    if drafts:
        lines.append(
            ngettext(
                "%(number)d draft that was never submitted is deleted with its files.",
                "%(number)d drafts that were never submitted are deleted with "
                "their files.",
                drafts,
            )
            % {"number": drafts}
        )
    if kept:
        lines.append(
            ngettext(
                "%(number)d submission stays with its files and its history, since "
                "others have worked on it. Withdraw it first if you do not want it "
                "to go on.",
                "%(number)d submissions stay with their files and their history, "
                "since others have worked on them. Withdraw them first if you do "
                "not want them to go on.",
                kept,
            )
            % {"number": kept}
        )
    lines.append(
        _(
            "By-lines stay as they were submitted or printed: name, affiliation and "
            "ORCID iD. Your e-mail address is removed from them."
        )
    )
    return lines


def erase(person: User, now: datetime) -> None:
    """Delete drafts with their files, old mails, and the address in by-lines."""
    for draft in _drafts(person):
        operations.delete_draft(draft)
    Author.objects.filter(account=person).update(may_edit=False, account=None)
    Author.objects.filter(email__iexact=person.email).update(**PRIVATE_OF_AUTHORS)
    _extensions(person).update(name="", email="")
    _typed_by(person).delete()
    operations.delete_receipts(given_to=person)
    TrackEditor.objects.filter(person=person).delete()
    ScopedLink.objects.filter(
        Q(person=person) | Q(address__iexact=person.email)
    ).delete()
    for receipt in Receipt.objects.filter(content__icontains=person.email):
        _redact(receipt, person.email)
    # Of the time before there was an outbox.
    OutgoingMail.objects.filter(recipient__iexact=person.email).delete()


def _redact(receipt: Receipt, email: str) -> None:
    """Take the address out of what was received; its file, which has it too, goes."""
    told = json.dumps(receipt.content, ensure_ascii=False)
    receipt.content = json.loads(
        re.sub(re.escape(email), "–", told, flags=re.IGNORECASE)
    )
    if receipt.pdf:
        transaction.on_commit(partial(receipt.pdf.storage.delete, receipt.pdf.name))
        receipt.pdf = ""
    receipt.save()


def _drafts(person: User) -> QuerySet[Submission]:
    return Submission.objects.filter(submitter=person, submitted_at=None)


def _kept(person: User) -> QuerySet[Submission]:
    return Submission.objects.filter(submitter=person, submitted_at__isnull=False)


def _extensions(person: User) -> QuerySet[Extension]:
    return Extension.objects.filter(email__iexact=person.email)


def _typed_by(person: User) -> QuerySet[TypedStep]:
    return TypedStep.objects.filter(typist=str(person.pk)).select_related("submission")


def _extension(extension: Extension) -> dict:
    return {
        "call": extension.call.slug,
        "until": extension.until,
        "reason": extension.reason,
    }


def _typed(row: TypedStep) -> dict:
    return {
        "submission": row.submission.code,
        "step": row.step,
        "typed": row.text,
        "at": row.typed_at,
    }


def _told(submission: Submission) -> dict:
    return {
        "code": submission.code,
        "call": submission.call.slug,
        "state": submission.state,
        "language": submission.paper_language,
        "type": str(submission.submission_type or ""),
        "track": str(submission.track or ""),
        "licence": submission.licence,
        "answers": {
            str(answer.question): answer.words for answer in submission.answers.all()
        },
        "receipts": [
            {"given": receipt.at, "kind": receipt.kind, "content": receipt.content}
            for receipt in submission.receipts.all()
        ],
        "answers_to_reviews": [
            {"answered": decision.reply.changed_at, "text": decision.reply.text}
            for decision in submission.decisions.all()
            if hasattr(decision, "reply")
        ],
        "created": submission.created_at,
        "submitted": submission.submitted_at,
        "texts": [
            {
                "language": text.language,
                "title": text.title,
                "abstract": text.abstract,
                "keywords": text.keyword_list,
            }
            for text in submission.texts.all()
        ],
        "authors": [_by_line(author) for author in submission.authors.all()],
        "manuscripts": [
            {
                "version": manuscript.version,
                "file": manuscript.original_filename,
                "bytes": manuscript.bytes,
                "note": manuscript.note,
                "sha256": manuscript.sha256,
                "uploaded": manuscript.uploaded_at,
            }
            for manuscript in submission.manuscripts.all()
        ],
    }


def _by_line(author: Author) -> dict:
    return {
        "position": author.position,
        "name": author.name,
        "affiliations": author.affiliation_rows,
        "orcid": author.orcid,
        "corresponding": author.corresponding,
    }


CONFERENCE = Chapter("conference", collect, explain, erase)
