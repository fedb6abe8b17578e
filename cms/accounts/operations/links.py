"""People come in by a link in a mail: to sign in, or to open their account."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import password_changed
from django.db import transaction

from cms.accounts import luggage as luggage_of_apps
from cms.accounts import mails
from cms.accounts.enums import LINKS_LAST, MailLinkPurpose
from cms.accounts.exceptions import LinkInvalid
from cms.accounts.models import MailLink, User

TOKEN_BYTES = 32
# Logs are cleaned of what begins with it (`cms.core.logs`).
TOKEN_MARK = "lk_"  # noqa: S105 - the tag, not the key
# Whoever clicks too late is told so, for a day.
LINKS_ARE_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """Who has come in by a link, where they wanted to go, and what to tell them."""

    person: User
    wanted: str
    told: tuple[str, ...] = ()


def wish_for_link(
    *,
    purpose: MailLinkPurpose,
    email: str,
    next_address: str,
    now: datetime,
    name: str = "",
    language: str = "",
    luggage: dict[str, str] | None = None,
) -> MailLink:
    """Store and return the wish, with what the visitor holds; whether there is such an account is not looked up.

    The worker does that, so that the answer takes the same time for everybody.
    """
    return MailLink.objects.create(
        purpose=purpose,
        email=email.strip(),
        next_address=next_address[:500],
        name=name.strip(),
        language=language,
        luggage=luggage or {},
        made_at=now,
        expires_at=now + LINKS_LAST[purpose],
    )


def send_link(*, link_id: int, now: datetime) -> None:
    """Make the token and mail it; nothing is sent to an account that is closed.

    Who signs up with an address that has an account gets a link to sign in, and
    who wants to sign in without an account gets nothing.
    """
    link = MailLink.objects.get(pk=link_id)
    person = User.objects.filter(email__iexact=link.email).first()
    wants_in = link.purpose == MailLinkPurpose.SIGN_IN
    if (person and not person.is_active) or (wants_in and not person):
        link.delete()
        return
    was_sign_up = not wants_in
    if person:
        link.person = person
        link.purpose = MailLinkPurpose.SIGN_IN
        link.expires_at = now + LINKS_LAST[MailLinkPurpose.SIGN_IN]
    token = TOKEN_MARK + secrets.token_urlsafe(TOKEN_BYTES)
    link.token_sha256 = _hashed(token)
    link.save()
    mails.send_link(link, token, known=bool(person) and was_sign_up)


def find_link(*, token: str, now: datetime) -> MailLink:
    """Return the link of the token, and change nothing.

    Raises:
        LinkInvalid: when it is unknown, used, or too old.
    """
    link = (
        MailLink.objects.select_related("person")
        .filter(token_sha256=_hashed(token))
        .first()
    )
    if link is None or not link.is_usable(now):
        raise LinkInvalid
    if link.person and not link.person.is_active:
        raise LinkInvalid
    return link


@transaction.atomic
def use_link(*, token: str, now: datetime, name: str = "", password: str = "") -> Entry:
    """Use the link up; return whose account it opens, and where they wanted to go.

    What the visitor held when asking for the link becomes theirs.

    A sign-up makes the account, without a password when none was chosen.

    Raises:
        LinkInvalid: when it is unknown, used, or too old.
    """
    find_link(token=token, now=now)
    link = MailLink.objects.select_for_update().get(token_sha256=_hashed(token))
    if not link.is_usable(now):
        raise LinkInvalid
    link.used_at = now
    person = link.person or User.objects.filter(email__iexact=link.email).first()
    if person is None:
        person = User.objects.create_user(
            link.email,
            password or None,
            name=(name or link.name).strip(),
            language=link.language,
        )
        if password:
            password_changed(password, person)
    if not person.is_active:
        raise LinkInvalid
    link.person = person
    brought, link.luggage = link.luggage, {}
    link.save()
    told = luggage_of_apps.hand_over(brought, person)
    return Entry(person, link.next_address, tuple(told))


def clear_links(*, now: datetime) -> int:
    """Delete the links that expired a day ago; return how many."""
    old = MailLink.objects.filter(expires_at__lt=now - LINKS_ARE_KEPT)
    return old.delete()[0]


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
