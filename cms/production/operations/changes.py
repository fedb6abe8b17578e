"""Editors propose words; only their author makes them those of the paper."""

from datetime import datetime

from django.db import transaction

from cms.conference.exceptions import NotAllowed
from cms.conference.kinds import TextState
from cms.conference.models import Submission
from cms.production import differences, mails, permissions
from cms.production.enums import ChangeState
from cms.production.exceptions import AnsweredAlready, ChangeOutdated, NothingChanged
from cms.production.models import EditorialChange
from cms.production.operations.background import set_again


@transaction.atomic
def propose_change(
    *, submission: Submission, words: dict[str, str], note: str, actor, now: datetime
) -> EditorialChange:
    """Write down what an editor would like to change, and tell the author.

    `words` has the new words by their paths (see `differences.current`). A proposal
    that still waits is replaced.

    Raises:
        NotAllowed: when the person is no editor, or the paper is not in production.
        NothingChanged: when the words are those of the paper.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    if not permissions.may_change_words(actor, submission):
        raise NotAllowed
    found = differences.between(differences.current(submission), words)
    if not found:
        raise NothingChanged
    EditorialChange.objects.filter(
        submission=submission, state=ChangeState.PROPOSED
    ).delete()
    change = EditorialChange.objects.create(
        submission=submission,
        differences=found,
        note=note.strip(),
        proposed_by=actor,
        proposed_at=now,
    )
    mails.compose_change(change)
    return change


@transaction.atomic
def accept_change(*, change: EditorialChange, actor, now: datetime) -> EditorialChange:
    """Make the proposed words those of the paper, and have it set again.

    Raises:
        NotAllowed, AnsweredAlready: see `_open`.
        ChangeOutdated: when the paper's words are others by now.
    """
    change = _open(change, actor)
    submission = change.submission
    now_there = differences.current(submission)
    for row in change.differences:
        if now_there.get(row["path"]) != row["before"]:
            raise ChangeOutdated
    for row in change.differences:
        _write(submission, row["path"], row["after"], actor, now)
    _answer(change, ChangeState.ACCEPTED, actor, now)
    set_again(submission)
    return change


@transaction.atomic
def refuse_change(
    *, change: EditorialChange, answer: str, actor, now: datetime
) -> EditorialChange:
    """Keep the paper's words as they are.

    Raises:
        NotAllowed, AnsweredAlready: see `_open`.
    """
    change = _open(change, actor)
    change.answer = answer.strip()
    _answer(change, ChangeState.REFUSED, actor, now)
    return change


def _open(change: EditorialChange, actor) -> EditorialChange:
    """Return the change, locked, when it is this person's to answer.

    Raises:
        NotAllowed: when the paper is not this person's.
        AnsweredAlready: when there is an answer.
    """
    change = EditorialChange.objects.select_for_update().get(pk=change.pk)
    if not permissions.is_owner(actor, change.submission):
        raise NotAllowed
    if change.state != ChangeState.PROPOSED:
        raise AnsweredAlready
    return change


def _answer(change: EditorialChange, state: ChangeState, actor, now) -> None:
    change.state = state
    change.answered_by = actor
    change.answered_at = now
    change.save()


def _write(submission: Submission, path: str, words: str, actor, now) -> None:
    kind, which, name = path.split(".")
    row = (
        submission.texts.get(language=which)
        if kind == "text"
        else submission.authors.get(position=int(which))
    )
    setattr(row, name, words.replace("\r\n", "\n").strip())
    if kind == "text":
        # Its author has just read and accepted it.
        row.state = TextState.MISSING if row.is_empty else TextState.APPROVED
        row.changed_at, row.changed_by = now, actor
    row.save()
