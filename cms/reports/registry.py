"""Tables that can be exported, and charts that can be drawn: each adds itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from cms.conference.models import Call

Words = str | Promise
Value = str | int | float | bool | None
Row = Mapping[str, Value]


@dataclass(frozen=True)
class Table:
    """One table: its columns by key, and the rows that an editor may see of a call.

    Without a call, the rows of all calls.
    """

    name: str
    label: Words
    columns: Mapping[str, Words]
    rows: Callable[[object, Call | None], Iterable[Row]]


@dataclass(frozen=True)
class Point:
    """One bar, or one place of a line."""

    label: str
    value: float


@dataclass(frozen=True)
class Chart:
    """What is drawn, and what the table beside it says."""

    name: str
    title: Words
    # What the labels and the values are, as heads of the table.
    label_head: Words
    value_head: Words
    points: tuple[Point, ...]
    is_line: bool = False


Count = Callable[[object, Call | None], Chart | None]

_tables: dict[str, Table] = {}
_counts: dict[str, Count] = {}


def add_table(table: Table) -> None:
    """Offer a table for export."""
    _tables[table.name] = table


def tables() -> list[Table]:
    return list(_tables.values())


def table(name: str) -> Table | None:
    """Return the table of this name, if there is one."""
    return _tables.get(name)


def count(name: str) -> Callable[[Count], Count]:
    """Have the function asked for a chart; it returns None when nothing can be shown."""

    def keep(ask: Count) -> Count:
        _counts[name] = ask
        return ask

    return keep


def charts(user, call: Call | None) -> list[Chart]:
    """Return every chart that this editor may see of the call."""
    drawn = (ask(user, call) for ask in _counts.values())
    return [chart for chart in drawn if chart is not None]
