"""The forms in which a table is taken away; each is one function in one file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cms.reports.registry import Row, Table
from cms.reports.writers.json import as_json
from cms.reports.writers.spreadsheet import as_xlsx
from cms.reports.writers.text import as_csv


@dataclass(frozen=True)
class Writer:
    """How a table is written, and what browsers call the result."""

    name: str
    label: str
    media_type: str
    write: Callable[[Table, Iterable[Row]], bytes]


WRITERS = {
    writer.name: writer
    for writer in (
        Writer("csv", "CSV", "text/csv; charset=utf-8", as_csv),
        Writer(
            "xlsx",
            "Excel (XLSX)",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            as_xlsx,
        ),
        Writer("json", "JSON", "application/json", as_json),
    )
}
