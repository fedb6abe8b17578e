"""A mail is written, in its recipient's language."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone, translation

from cms.outbox import kinds, mails, queries, wording
from cms.outbox.attachments import Attached
from cms.outbox.enums import MailState, Why
from cms.outbox.exceptions import ContextMismatch
from cms.outbox.models import Mail, MailAttachment
from cms.outbox.operations.background import send_soon
from cms.outbox.values import Link, one_line, plain, written


@dataclass(frozen=True)
class Person:
    """Somebody without an account."""

    address: str
    name: str = ""
    language: str = ""


def draft(
    *,
    kind: str,
    recipient,
    context: dict,
    about: str = "",
    cause: str = "",
    instant: bool = False,
    hold: str = "",
    reply_to=None,
    attached: Iterable[Attached] = (),
    now: datetime | None = None,
) -> Mail:
    """Write a mail; an instant one leaves at once, any other when it is released.

    `recipient` and `reply_to` are an account or a `Person`. `context` gives each
    placeholder of the kind a text, a date, a `link(...)`, or a callable that returns
    one of them in the recipient's language. The same `cause` of the same kind never
    makes two mails to the same address: the first one is returned. A mail with `hold`
    leaves only with `release_held`. `attached` are made when the mail leaves.

    Raises:
        KindUnknown: when no app has registered the kind.
        ContextMismatch: when the context is not what the kind names.
    """
    known = kinds.get(kind)
    given, wanted = set(context), set(known.placeholders)
    if given != wanted:
        raise ContextMismatch(kind, wanted - given, given - wanted)
    moment = now or timezone.now()
    person = recipient if isinstance(recipient, Person) else _person(recipient)
    language = _language(person.language)
    key = f"{kind}:{cause}:{person.address.lower()}" if cause else uuid.uuid4().hex
    fields = _written(known, person, language, context)
    why = _why_not(recipient, person)
    state = MailState.QUEUED if instant else MailState.DRAFT
    state = MailState.SUPPRESSED if why else state
    is_queued = state == MailState.QUEUED
    with transaction.atomic():
        mail, is_new = Mail.objects.get_or_create(
            key=_short_key(key),
            defaults={
                **fields,
                "kind": kind,
                "about": about or "",
                "hold": "" if instant else hold,
                "person": None if isinstance(recipient, Person) else recipient,
                "reply_to": reply_address(reply_to),
                "state": state,
                "why": why,
                "created_at": moment,
                "released_at": moment if is_queued else None,
                "next_at": moment if is_queued else None,
            },
        )
        if is_new:
            MailAttachment.objects.bulk_create(
                MailAttachment(
                    mail=mail,
                    name=one.name,
                    source=one.source,
                    media_type=one.media_type,
                )
                for one in attached
            )
        if is_new and is_queued:
            send_soon()
    return mail


def reply_address(person) -> str:
    """Return where answers go, as a header has it."""
    if person is None:
        return ""
    given = person if isinstance(person, Person) else _person(person)
    return mails.header_address(given.name, given.address)


def _person(user) -> Person:
    return Person(user.email, user.name, user.language)


def _language(wanted: str) -> str:
    known = dict(settings.LANGUAGES)
    return wanted if wanted in known else settings.LANGUAGE_CODE


def _written(kind: kinds.Kind, person: Person, language: str, context: dict) -> dict:
    with translation.override(language):
        values = {name: written(value) for name, value in context.items()}
        values[kinds.NAME] = ["text", one_line(plain(person.name))]
        secrets = {
            name: value.url
            for name, value in context.items()
            if isinstance(value, Link) and value.secret
        }
    words = wording.fill(queries.words_of(kind, language), values)
    return {
        "address": person.address,
        "name": person.name,
        "language": language,
        "subject": words.subject,
        "text": words.text,
        "values": values,
        "secrets": secrets,
    }


def _why_not(recipient, person: Person) -> str:
    try:
        validate_email(person.address)
    except ValidationError:
        return Why.NO_ADDRESS
    if isinstance(recipient, get_user_model()) and not recipient.is_active:
        return Why.ACCOUNT_CLOSED
    return ""


def _short_key(key: str) -> str:
    """Return a key that fits; a long one by its digest, which is as unique."""
    return key if len(key) <= 200 else uuid.uuid5(uuid.NAMESPACE_URL, key).hex
