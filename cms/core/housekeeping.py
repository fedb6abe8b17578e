"""What nobody needs any more is cleared away, once a day: each app its chores."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """One thing that is cleared away; `sweep` takes the time and returns how many."""

    name: str
    does: str
    sweep: Callable[[datetime], int]


_chores: dict[str, Chore] = {}


def register(*chores: Chore) -> None:
    """Add chores; called by an app's ready()."""
    for chore in chores:
        _chores[chore.name] = chore


def chores() -> list[Chore]:
    return list(_chores.values())


def keep_house(*, now: datetime) -> dict[str, int | None]:
    """Do every chore; return how many things each has cleared away.

    One that fails leaves None and a line in the log, and the others are done.
    """
    done: dict[str, int | None] = {}
    for chore in chores():
        try:
            done[chore.name] = chore.sweep(now)
        except (DatabaseError, OSError):
            logger.exception("The chore %s failed.", chore.name)
            done[chore.name] = None
    return done
