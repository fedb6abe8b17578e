"""CSV (RFC 4180), with the mark by which Excel knows UTF-8."""

import csv
from collections.abc import Iterable
from io import StringIO

from cms.reports.registry import Row, Table
from cms.reports.writers.cells import harmless

MARK = "\ufeff"


def as_csv(table: Table, rows: Iterable[Row]) -> bytes:
    """Return the table; its head has the keys, which are the same in all languages."""
    written = StringIO(newline="")
    written.write(MARK)
    target = csv.writer(written)
    target.writerow(table.columns)
    for row in rows:
        target.writerow([_cell(row[key]) for key in table.columns])
    return written.getvalue().encode()


def _cell(value) -> str:
    if value is None:
        return ""
    # Numbers are ours, so a minus before them is one.
    if isinstance(value, bool):
        return "1" if value else "0"
    return harmless(value) if isinstance(value, str) else str(value)
