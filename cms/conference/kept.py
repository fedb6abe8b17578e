"""Keeps what somebody typed into a form while the session ended over it."""

from datetime import timedelta

from django.http import HttpRequest, QueryDict
from django.utils import timezone

KEY = "conference_typed"
# Three abstracts and forty authors are far less.
LONGEST = 100_000
KEPT_FOR = timedelta(hours=2)
NEVER_KEPT = {"csrfmiddlewaretoken", "action"}


def keep(request: HttpRequest) -> None:
    """Store the typed fields, never the file, in the new session on the server.

    Whoever signs in next in this browser, and nobody else, gets them back.
    """
    typed = request.POST.copy()
    for name in NEVER_KEPT:
        typed.pop(name, None)
    text = typed.urlencode()
    if typed and len(text) <= LONGEST:
        request.session[KEY] = {
            "path": request.path,
            "until": (timezone.now() + KEPT_FOR).timestamp(),
            "text": text,
        }


def take(request: HttpRequest) -> QueryDict | None:
    """Return what was typed at this address, and forget it."""
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEY]
    if kept["until"] < timezone.now().timestamp():
        return None
    return QueryDict(kept["text"])


# What a browser sends along without anybody having typed it.
UNTYPED = {"csrfmiddlewaretoken", "action", "seen", "form_key"}


def words_of(typed: QueryDict | None) -> str:
    """Return everything that was typed, in the order of the page."""
    if typed is None:
        return ""
    values = [
        value.strip()
        for name, several in typed.lists()
        if name not in UNTYPED and not name.endswith("-count")
        for value in several
    ]
    return "\n\n".join(value for value in values if value)[:LONGEST]
