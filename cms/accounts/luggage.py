"""What a visitor without an account brings along when coming in by a mail's link.

Whoever opens the link in another browser has another session there, so the link
itself keeps, on the server, what the first one held.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from cms.accounts.models import User


@dataclass(frozen=True)
class Piece:
    """One app's part: `pack` names what the browser holds, `hand_over` gives it.

    `hand_over` returns what to tell the person, or nothing.
    """

    pack: Callable[[HttpRequest], str]
    hand_over: Callable[[str, User], str]


_PIECES: dict[str, Piece] = {}


def register(name: str, piece: Piece) -> None:
    """Have one app's part come along; called by its ready()."""
    _PIECES[name] = piece


def packed(request: HttpRequest) -> dict[str, str]:
    """Return what this browser holds, by the names of the apps."""
    held = {name: piece.pack(request) for name, piece in _PIECES.items()}
    return {name: key for name, key in held.items() if key}


def hand_over(luggage: dict[str, str], person: User) -> list[str]:
    """Give the person what came along, and return what to tell them."""
    told = [
        _PIECES[name].hand_over(key, person)
        for name, key in luggage.items()
        if name in _PIECES
    ]
    return [words for words in told if words]
