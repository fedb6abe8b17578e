"""What the apps above can do with all papers of a call, offered on the board."""

from collections.abc import Callable
from dataclasses import dataclass

from cms.conference.models import Call


@dataclass(frozen=True)
class Action:
    """A button below the board: what it says, and where its page is."""

    label: str
    url: str


Maker = Callable[[Call, object], Action | None]
_MAKERS: list[Maker] = []


def register(maker: Maker) -> Maker:
    """Have the function asked for an action whenever the board is shown."""
    if maker not in _MAKERS:
        _MAKERS.append(maker)
    return maker


def offered(call: Call, user) -> list[Action]:
    """Return what this person can do with the papers of a call."""
    return [made for maker in _MAKERS if (made := maker(call, user)) is not None]
