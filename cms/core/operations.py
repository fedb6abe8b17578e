"""Links in mails are offered, opened and taken back."""

import hashlib
import secrets
from datetime import datetime

from cms.core.enums import LinkPurpose
from cms.core.exceptions import LinkInvalid
from cms.core.logs import TOKEN, TOKEN_MARK
from cms.core.models import ScopedLink

TOKEN_BYTES = 32


def offer(
    *,
    purpose: LinkPurpose,
    subject_key: str,
    expires_at: datetime,
    person=None,
    address: str = "",
) -> str:
    """Store a new link and return its token, which is never to be seen again."""
    token = TOKEN_MARK + secrets.token_urlsafe(TOKEN_BYTES)
    ScopedLink.objects.create(
        token_sha256=_fingerprint(token),
        purpose=purpose,
        subject_key=subject_key,
        person=person,
        address=address,
        expires_at=expires_at,
    )
    return token


def open_link(*, token: str, purpose: LinkPurpose, now: datetime) -> ScopedLink:
    """Return the link of a token, and change nothing: it may be opened again.

    Raises:
        LinkInvalid: when there is no such link for this purpose, or not any more.
    """
    fingerprint = _fingerprint(token)
    # The database compares hashes, which tell a guesser nothing about the token.
    # All refusals take the same one query.
    link = (
        ScopedLink.objects.select_related("person")
        .filter(token_sha256=fingerprint)
        .first()
    )
    known = link is not None and secrets.compare_digest(link.token_sha256, fingerprint)
    if not known or link.purpose != purpose:
        raise LinkInvalid
    if link.revoked_at is not None or link.expires_at <= now:
        raise LinkInvalid
    return link


def spend(*, token: str, purpose: LinkPurpose, now: datetime) -> ScopedLink:
    """Open a link that works once, e.g. for signing in: the second one is refused.

    Raises:
        LinkInvalid: see `open_link`; also when somebody else was faster.
    """
    link = open_link(token=token, purpose=purpose, now=now)
    mine = ScopedLink.objects.working(now).filter(pk=link.pk)
    if not mine.update(revoked_at=now):
        raise LinkInvalid
    return link


def revoke(
    *, subject_key: str, now: datetime, purpose: LinkPurpose | None = None
) -> int:
    """Take back every link of an object, or those for one purpose; return how many."""
    links = ScopedLink.objects.working(now).filter(subject_key=subject_key)
    if purpose is not None:
        links = links.filter(purpose=purpose)
    return links.update(revoked_at=now)


def clear_links(*, now: datetime) -> int:
    """Delete the links that expired; return how many."""
    return ScopedLink.objects.filter(expires_at__lte=now).delete()[0]


def _fingerprint(token: str) -> str:
    """Return the hash of a token; a thing of another shape is nobody's token."""
    known = token if TOKEN.fullmatch(token) else ""
    return hashlib.sha256(known.encode()).hexdigest()
