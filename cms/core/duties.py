"""What waits for somebody, on the first page of the admin: each app says its part."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.functional import Promise


@dataclass(frozen=True)
class Duty:
    """A kind of work; `words` (ngettext_lazy) says how much of it there is."""

    count: Callable[[AbstractBaseUser], int]
    words: Promise
    address: Callable[[], str]


@dataclass(frozen=True)
class Waiting:
    """What waits for one person, and where it is done."""

    text: str
    url: str


_duties: dict[str, list[Duty]] = {}


def register(app: str, *duties: Duty) -> None:
    """Set what an app has for people to do; called by its ready()."""
    _duties[app] = list(duties)


def waiting_for(user: AbstractBaseUser) -> list[Waiting]:
    """Return what waits for the person, in the order of the work."""
    return [
        Waiting(duty.words % {"count": count}, duty.address())
        for duties in _duties.values()
        for duty in duties
        if (count := duty.count(user))
    ]
