"""Checks passwords, and stops guessing at every door (site and admin alike)."""

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from cms.accounts import operations
from cms.accounts.enums import AttemptKind


class WatchedBackend(ModelBackend):
    """Refuses an account that has just seen too many wrong passwords."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        account = username or kwargs.get("email") or ""
        if not account or password is None:
            return None
        visit = {
            "kind": AttemptKind.SIGN_IN,
            "account": account,
            "address": address_of(request),
        }
        if operations.is_limited(**visit, now=timezone.now()):
            return None
        user = super().authenticate(request, username=account, password=password)
        if user is None:
            operations.note_attempt(**visit, now=timezone.now())
        else:
            operations.forget_attempts(**visit)
        return user


def address_of(request) -> str | None:
    """The peer's address; forwarded headers can be forged, so they do not count."""
    return request.META.get("REMOTE_ADDR") or None if request else None
