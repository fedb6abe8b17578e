"""Calls and submissions in any of their states."""

import hashlib
import uuid
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.conference import operations, permissions
from cms.conference.enums import (
    TRANSITIONS,
    Guard,
    Role,
    SubmissionEvent,
    SubmissionState,
)
from cms.conference.models import (
    Author,
    Call,
    CallText,
    Decision,
    Manuscript,
    Reply,
    Submission,
)
from tests.factories.accounts import chief, editor, user

MARKDOWN = b"# Podjetje\n\nSocialno podjetje zaposluje.\n"
DEADLINE = datetime(2127, 3, 15, 22, 59, 59, tzinfo=UTC)
CALL_TITLES = {"sl": "Vabilo", "it": "Invito", "en": "Invitation"}
_numbers = iter(range(1, 1_000_000))
# What the guard of an event asks for, before it: each takes the submission.
PREPARE: dict[SubmissionEvent, list[Callable[[Submission], None]]] = {}


def call(**fields) -> Call:
    """Return an open call with its texts in three languages."""
    number = next(_numbers)
    fields = {
        "slug": f"call-{number}",
        "opens_at": timezone.now() - timedelta(days=1),
        "submit_by": DEADLINE,
        **fields,
    }
    made = Call.objects.create(**fields)
    for language, title in CALL_TITLES.items():
        CallText.objects.create(
            call=made,
            language=language,
            title=f"{title} {number}",
            introduction=f"<p>{title}.</p>",
        )
    return made


def close(made: Call) -> Call:
    """Let the call's deadline pass, and return it."""
    made.opens_at = timezone.now() - timedelta(days=2)
    made.submit_by = timezone.now() - timedelta(days=1)
    made.save()
    return made


def content(**fields) -> operations.Content:
    """Return what a speaker would type."""
    fields = {
        "paper_language": "en",
        "texts": [
            {
                "language": "en",
                "title": "Social enterprises",
                "abstract": "What they do.",
                "keywords": "work, inclusion",
            }
        ],
        "authors": [{"name": "Ana Žagar", "affiliation": "Inštitut"}],
        **fields,
    }
    return operations.Content(**fields)


def events_to(state: SubmissionState) -> list[SubmissionEvent]:
    """Return the shortest way from a draft to the state."""
    ways = {SubmissionState.DRAFT: []}
    found = deque(ways)
    while state not in ways:
        here = found.popleft()
        for (start, event), transition in TRANSITIONS.items():
            if start == here and transition.target not in {None, *ways}:
                ways[transition.target] = [*ways[here], event]
                found.append(transition.target)
    return ways[state]


def causer(made: Submission, event: SubmissionEvent):
    """Return somebody who may cause the event now."""
    roles = TRANSITIONS[made.state, event].roles
    if Role.OWNER in roles:
        return made.submitter
    if Role.EDITOR in roles:
        return editor()
    return chief() if Role.CHIEF in roles else permissions.SYSTEM


def answered(made: Submission) -> Reply:
    """Have the author's answer to the reviews written."""
    return Reply.objects.update_or_create(
        decision=made.decision, defaults={"text": "I added the figures."}
    )[0]


PREPARE[SubmissionEvent.SUBMIT_REVISION] = [answered]


def prepare(made: Submission, event: SubmissionEvent) -> None:
    """Have everything that the guards of an event ask for, if it can happen at all."""
    # The apps above know what that is, and use this factory themselves.
    import_module("tests.factories.production")
    import_module("tests.factories.publications")
    transition = TRANSITIONS.get((made.state, event))
    if transition is None:
        return
    if Guard.CALL_IS_OVER in transition.guards:
        close(made.call)
    else:
        for do in PREPARE.get(event, ()):
            do(made)


def submission(
    *, state: SubmissionState = SubmissionState.DRAFT, title: str = "", **fields
) -> Submission:
    """Return a complete submission that went its way to the state."""
    submitter = fields.pop("submitter", None) or user()
    made = operations.start_submission(
        call=fields.pop("call", None) or call(),
        submitter=submitter,
        form_key=uuid.uuid4(),
    )
    typed = fields.pop("content", None) or content()
    if title:
        typed.texts[0]["title"] = title
    manuscript(made)
    for event in [SubmissionEvent.SAVE, *events_to(state)]:
        prepare(made, event)
        made = operations.apply(
            submission=made,
            event=event,
            actor=causer(made, event),
            now=timezone.now(),
            content=typed if event == SubmissionEvent.SAVE else None,
            reason="There is one.",
        )
    return made


def coauthor(made: Submission):
    """Return somebody of the by-line who took up the invitation to edit."""
    person = user()
    Author.objects.create(
        submission=made,
        position=made.authors.count() + 1,
        name=person.name,
        email=person.email,
        account=person,
        may_edit=True,
    )
    return person


def staged(
    made: Submission | None = None,
    event: SubmissionEvent = SubmissionEvent.ACCEPT,
    **fields,
) -> Decision:
    """Return a decision that nobody but editors knows of."""
    made = made or submission(state=SubmissionState.SUBMITTED)
    fields = {
        "actor": fields.pop("actor", None) or editor(),
        "now": timezone.now(),
        "note": "Well done.",
        **fields,
    }
    return operations.stage_decision(submission=made, event=event, **fields)


def upload(name: str = "paper.md", body: bytes = MARKDOWN) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, body)


def archive(**members: bytes) -> bytes:
    """Return a ZIP; two underscores in a name stand for the dot."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name, body in members.items():
            target.writestr(name.replace("__", "."), body)
    return packed.getvalue()


def manuscript(
    made: Submission, name: str = "paper.md", body: bytes = MARKDOWN
) -> Manuscript:
    """Return one more version of the submission's file, past the gate."""
    return Manuscript.objects.create(
        submission=made,
        version=made.manuscripts.count() + 1,
        file=upload(name, body),
        original_filename=name,
        kind=name.rpartition(".")[2],
        sha256=hashlib.sha256(body).hexdigest(),
        bytes=len(body),
        uploaded_by=made.submitter,
    )
