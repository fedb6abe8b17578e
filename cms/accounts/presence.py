"""Who is at work at this moment, for the log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cms.accounts.models import Acting, User

# Asked only when something is written down: most requests never look a person up.
_person: ContextVar[Callable[[], User | None] | None] = ContextVar(
    "person", default=None
)
_acting: ContextVar[Callable[[], Acting | None] | None] = ContextVar(
    "acting", default=None
)


@contextmanager
def of(
    ask: Callable[[], User | None], acting: Callable[[], Acting | None] | None = None
) -> Iterator[None]:
    """Have `ask` tell who is at work inside the block, and `acting` in whose name."""
    person_before, acting_before = _person.set(ask), _acting.set(acting)
    try:
        yield
    finally:
        _person.reset(person_before)
        _acting.reset(acting_before)


def person() -> User | None:
    """Return who is at work; nobody, in a command or a migration."""
    ask = _person.get()
    return ask() if ask else None


def behind(someone) -> User | None:
    """Return the administrator who acts in this person's name now, if one does."""
    ask = _acting.get()
    acting = ask() if ask else None
    if not acting or acting.person_id != getattr(someone, "pk", None):
        return None
    return acting.administrator
