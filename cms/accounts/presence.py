"""Who is at work at this moment, for the log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cms.accounts.models import User

# Asked only when something is written down: most requests never look a person up.
_person: ContextVar[Callable[[], User | None] | None] = ContextVar(
    "person", default=None
)


@contextmanager
def of(ask: Callable[[], User | None]) -> Iterator[None]:
    """Have `ask` tell who is at work inside the block."""
    token = _person.set(ask)
    try:
        yield
    finally:
        _person.reset(token)


def person() -> User | None:
    """Return who is at work; nobody, in a command or a migration."""
    ask = _person.get()
    return ask() if ask else None
