"""The papers, sent and decided as people would do it."""

from datetime import datetime

from django.core.files import File

from cms.conference import operations
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.models import Call, Submission
from cms.conference.operations import Content
from cms.demo.accounts import ACCOUNTS
from cms.demo.loader import files
from cms.demo.loader.calls import answers_of, choices_of
from cms.demo.loader.people import account_of, editor

NOTE = {
    "sl": "Hvala za prispevek. Z veseljem ga uvrščamo v zbornik.",
    "it": "Grazie del contributo: siamo lieti di accoglierlo negli atti.",
    "en": "Thank you for the paper. We are glad to include it in the proceedings.",
}


def load_papers(call: Call, now: datetime) -> dict[str, Submission]:
    """Return the papers by their names; those that are missing are sent."""
    return {
        entry["id"]: _load_paper(entry, call, now)
        for entry in files.read("papers")["papers"]
    }


def load_draft(call: Call, now: datetime) -> Submission:
    """Return the paper that its speaker has only begun."""
    entry = files.read("conference")["draft"]
    one = next(account for account in ACCOUNTS if account.role == "speaker")
    speaker = account_of(email=one.email, name=one.name, language=one.language)
    form_key = files.key("draft")
    there = Submission.objects.filter(submitter=speaker, form_key=form_key).first()
    if there or not call.is_open(now):
        return there
    draft = operations.start_submission(call=call, submitter=speaker, form_key=form_key)
    language = entry["language"]
    content = Content(
        paper_language=language,
        texts=[_text(language, entry[language])],
        authors=[{"name": one.name, "email": one.email, "corresponding": True}],
    )
    return operations.apply(
        submission=draft,
        event=SubmissionEvent.SAVE,
        actor=speaker,
        now=now,
        content=content,
    )


def _load_paper(entry: dict, call: Call, now: datetime) -> Submission:
    first = entry["authors"][0]
    speaker = account_of(
        email=first["email"], name=first["name"], language=entry["language"]
    )
    form_key = files.key("paper", entry["id"])
    submission = operations.start_submission(
        call=call, submitter=speaker, form_key=form_key
    )
    if submission.state == SubmissionState.DRAFT and not submission.manuscript:
        submission = _send(entry, submission, now)
    if entry["state"] == "accepted" and submission.state == SubmissionState.SUBMITTED:
        # A decision that an editor took since then is another state, and stays.
        submission = operations.apply(
            submission=submission,
            event=SubmissionEvent.ACCEPT,
            actor=editor(),
            now=now,
            note=NOTE[entry["language"]],
        )
    return submission


def _send(entry: dict, submission: Submission, now: datetime) -> Submission:
    """Type everything before the file is sent: it is then rendered only once."""
    speaker = submission.submitter
    content = Content(
        paper_language=entry["language"],
        texts=[_text(code, words) for code, words in entry["texts"].items()],
        authors=[dict(author) for author in entry["authors"]],
        choices=choices_of(entry, submission.call),
        answers=answers_of(entry, submission.call),
    )
    operations.apply(
        submission=submission,
        event=SubmissionEvent.SAVE,
        actor=speaker,
        now=now,
        content=content,
    )
    path = files.MANUSCRIPTS / entry["file"]
    with path.open("rb") as source:
        operations.add_manuscript(
            submission=submission,
            file=File(source),
            filename=path.name,
            actor=speaker,
            now=now,
        )
    return operations.apply(
        submission=submission, event=SubmissionEvent.SUBMIT, actor=speaker, now=now
    )


def _text(language: str, words: dict) -> dict:
    return {
        "language": language,
        "title": words["title"],
        "abstract": words.get("abstract", ""),
        "keywords": ", ".join(words.get("keywords", [])),
    }
