"""Drafts and templates are changed."""

from datetime import datetime

from django.db import transaction

from cms.outbox import kinds, queries, wording
from cms.outbox.enums import EDITABLE, MailState, Why
from cms.outbox.exceptions import (
    MailIsHeld,
    MoveImpossible,
    SelectionChanged,
    TemplateInvalid,
)
from cms.outbox.kinds import NAME, Kind
from cms.outbox.models import Mail, MailQuerySet, Template
from cms.outbox.operations.moving import locked, move
from cms.outbox.values import one_line
from cms.outbox.wording import Words


@transaction.atomic
def edit(*, mail: Mail, subject: str, text: str) -> Mail:
    """Change the words of one draft.

    Raises:
        MoveImpossible: when it is no draft any more.
        TemplateInvalid: when a link that the mail needs is gone.
    """
    mail = locked(mail)
    _refuse_unless_editable(mail)
    missing = secret_names(mail) - wording.names_in(text)
    if missing:
        raise TemplateInvalid(missing=missing)
    mail.subject, mail.text = one_line(subject), wording.tidy(text)
    mail.save(update_fields=["subject", "text"])
    return mail


@transaction.atomic
def refill(*, mail: Mail) -> Mail:
    """Write one draft again, from the template as it is now.

    Raises:
        MoveImpossible: when it is no draft any more.
        KindUnknown: when its kind is gone.
    """
    mail = locked(mail)
    _refuse_unless_editable(mail)
    template = queries.words_of(kinds.get(mail.kind), mail.language)
    words = wording.fill(template, mail.values)
    mail.subject, mail.text = words.subject, words.text
    mail.save(update_fields=["subject", "text"])
    return mail


@transaction.atomic
def discard(*, mail: Mail, why: Why = Why.DISCARDED) -> Mail:
    """Let a mail that has not left never leave; its row stays, and so does its cause.

    Raises:
        MoveImpossible: when it has left.
        MailIsHeld: when it belongs to something that is not released yet.
    """
    mail = locked(mail)
    if mail.hold and why == Why.DISCARDED:
        raise MailIsHeld(mail.pk)
    _suppress(mail, why)
    return mail


@transaction.atomic
def discard_selection(*, mails: MailQuerySet, expected: int) -> int:
    """Discard all drafts of a list, if they are as many as were confirmed.

    Raises:
        SelectionChanged: when they are not; nothing was discarded.
    """
    chosen = list(mails.drafts().select_for_update().order_by("pk"))
    if len(chosen) != expected:
        raise SelectionChanged(len(chosen))
    for mail in chosen:
        _suppress(mail, Why.DISCARDED)
    return len(chosen)


@transaction.atomic
def discard_held(*, hold: str) -> int:
    """Drop the drafts that waited for something that was taken back."""
    waiting = Mail.objects.filter(hold=hold, state=MailState.DRAFT)
    chosen = list(waiting.select_for_update())
    for mail in chosen:
        _suppress(mail, Why.CAUSE_GONE)
    return len(chosen)


def save_template(
    *, kind: Kind, language: str, words: Words, actor, now: datetime
) -> Template:
    """Keep an editor's words for a kind of mail in one language.

    Raises:
        TemplateInvalid: when they name what the kind does not have, or lack what
            it needs.
    """
    check_template(kind, words)
    return Template.objects.update_or_create(
        kind=kind.name,
        language=language,
        defaults={
            "subject": one_line(words.subject),
            "text": wording.tidy(words.text),
            "changed_by": actor,
            "changed_at": now,
        },
    )[0]


def reset_template(*, kind: Kind, language: str) -> None:
    """Go back to the words of the files."""
    Template.objects.filter(kind=kind.name, language=language).delete()


def check_template(kind: Kind, words: Words) -> None:
    """Refuse placeholders that are not this kind's.

    Raises:
        TemplateInvalid: which names them.
    """
    used = wording.names_in(words.text)
    unknown = (used | wording.names_in(words.subject)) - {NAME, *kind.placeholders}
    missing = set(kind.needed) - used
    if unknown or missing:
        raise TemplateInvalid(unknown, missing)


def secret_names(mail: Mail) -> set[str]:
    """Return the placeholders of links that only the recipient may see."""
    return {name for name, value in mail.values.items() if value[0] == "secret"}


def _refuse_unless_editable(mail: Mail) -> None:
    if mail.state not in EDITABLE:
        raise MoveImpossible(mail.state, MailState.DRAFT)


def _suppress(mail: Mail, why: Why) -> None:
    move(mail, MailState.SUPPRESSED)
    mail.why, mail.secrets, mail.next_at = why, {}, None
    mail.save(update_fields=["state", "why", "secrets", "next_at"])
