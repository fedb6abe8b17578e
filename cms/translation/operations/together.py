"""Which pages are just going live with all their languages, in one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

_keys: ContextVar[frozenset[UUID]] = ContextVar("together", default=frozenset())


@contextmanager
def together(keys: Iterable[UUID]) -> Iterator[None]:
    """Let pages with these translation keys count as public in every language.

    Whoever calls this answers for it: all of them go live, or none.
    """
    token = _keys.set(_keys.get() | frozenset(keys))
    try:
        yield
    finally:
        _keys.reset(token)


def goes_together(key: UUID) -> bool:
    """Whether the page is going live with all its languages at this moment."""
    return key in _keys.get()
