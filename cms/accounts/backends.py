"""Checks passwords, and stops guessing at every door (site and admin alike)."""

from ipaddress import ip_address, ip_network

from django.conf import settings
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
    """The visitor's address: the peer's, unless that is a proxy of ours.

    Forwarded headers can be forged, so only what proxies of `TRUSTED_PROXIES` have
    added counts: the last address that is none of theirs.
    """
    if not request:
        return None
    address = request.META.get("REMOTE_ADDR") or None
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while address and _is_ours(address) and forwarded:
        told = forwarded.pop().strip()
        if not _is_address(told):
            break
        address = told
    return address


def _is_ours(address: str) -> bool:
    if not settings.TRUSTED_PROXIES or not _is_address(address):
        return False
    place = ip_address(address)
    return any(place in ip_network(each) for each in settings.TRUSTED_PROXIES)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
