"""The cursor of the delta, as clients keep it."""

import re
from dataclasses import dataclass

from cms.api.v1.problems import BadParameter

_CURSOR = re.compile(r"c(\d{1,18})|s(\d{1,18})-(\d{1,18})")


@dataclass(frozen=True)
class Cursor:
    """How far a client has read.

    `start` is set while it reads what there was at the beginning: then `number` is
    the last entry it got, and it goes on with the changes after `start`.
    """

    number: int
    start: int | None = None

    def __str__(self) -> str:
        if self.start is None:
            return f"c{self.number}"
        return f"s{self.start}-{self.number}"


def read_cursor(name: str, value: str) -> Cursor:
    """Return the cursor of a query parameter, or raise BadParameter."""
    match = _CURSOR.fullmatch(value) if value.isascii() else None
    if match is None:
        message = "This is no cursor that we gave."
        raise BadParameter(name, message, ["the next_cursor of an earlier answer"])
    number, start, last = match.groups()
    return Cursor(int(number)) if number else Cursor(int(last), int(start))
