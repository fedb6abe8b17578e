"""Makes, changes, revokes and recognises keys."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from cms.api.models import ApiKey

# So that scanners of leaked secrets, and people, know one when they see it.
SIGN = "coop_"
TOKEN_BYTES = 32
SHOWN = len(SIGN) + 6
OVERLAP = timedelta(hours=24)
# Reading must not write every time.
USE_NOTED_EVERY = timedelta(minutes=1)


def make_key(*, key: ApiKey) -> str:
    """Save a new key; return its token, which nobody can see again."""
    token = _give_token(key)
    key.save()
    return token


def rotate_key(*, key: ApiKey) -> str:
    """Give a key a new token; the old one is good for another day."""
    key.old_digest, key.old_until = key.digest, timezone.now() + OVERLAP
    token = _give_token(key)
    key.save(update_fields=["old_digest", "old_until", "prefix", "digest"])
    return token


def revoke_key(*, key: ApiKey) -> None:
    """Make a key worthless at once, and for ever; an old token with it."""
    key.revoked_at = timezone.now()
    key.save(update_fields=["revoked_at"])


def key_of(token: str) -> ApiKey | None:
    """Return the key whose token this is, when it is good, and note its use."""
    if not token.startswith(SIGN):
        return None
    now, digest = timezone.now(), _digest(token)
    same = Q(digest=digest) | Q(old_digest=digest, old_until__gt=now)
    key: ApiKey | None = (
        ApiKey.objects.good().select_related("owner").filter(same).first()
    )
    if key is not None:
        _note_use(key, now)
    return key


def _note_use(key: ApiKey, now) -> None:
    before = now - USE_NOTED_EVERY
    if key.last_used_at is None or key.last_used_at <= before:
        stale = Q(last_used_at=None) | Q(last_used_at__lte=before)
        ApiKey.objects.filter(stale, pk=key.pk).update(last_used_at=now)


def _give_token(key: ApiKey) -> str:
    token = SIGN + secrets.token_urlsafe(TOKEN_BYTES)
    key.prefix, key.digest = token[:SHOWN], _digest(token)
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
