"""The key that a browser without an account holds to its drafts."""

import hashlib
import secrets

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import ngettext

from cms.accounts import luggage
from cms.conference import operations
from cms.conference.permissions import Holder

KEY = "conference_holder"
NOBODY = Holder("")


def holder_of(request: HttpRequest) -> Holder:
    """Return what this browser holds; nothing, when it never began a draft."""
    key = request.session.get(KEY, "")
    return Holder(_digest(key)) if key else NOBODY


def hold(request: HttpRequest) -> Holder:
    """Give the browser a key in its session, unless it has one."""
    if KEY not in request.session:
        request.session[KEY] = secrets.token_urlsafe(32)
    # The cookie lives as long as the draft, counted from now.
    request.session.modified = True
    return holder_of(request)


def actor_of(request: HttpRequest):
    """Return who acts: the person, or whoever holds the browser's key."""
    return request.user if request.user.is_authenticated else holder_of(request)


@receiver(user_logged_in)
def adopt(sender, request, user, **_kwargs) -> None:
    """Make drafts that this browser held the person's own."""
    session = getattr(request, "session", None)
    if session is None or KEY not in session:
        return
    operations.adopt_drafts(holder=Holder(_digest(session.pop(KEY))), user=user)


def brought_along(digest: str, person) -> str:
    """Make the drafts that another browser held the person's own, and say so."""
    drafts = operations.adopt_drafts(holder=Holder(digest), user=person)
    if not drafts:
        return ""
    return ngettext(
        "The draft that was begun before is now in your account. If it is not "
        "yours, discard it.",
        "The drafts that were begun before are now in your account. If they are not "
        "yours, discard them.",
        len(drafts),
    )


luggage.register(
    "drafts", luggage.Piece(lambda request: holder_of(request).digest, brought_along)
)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
