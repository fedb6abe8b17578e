"""RIS in UTF-8, whose lines end in CR LF: `volume.ris`.

A value is one line, so that none can begin a tag. Tags as in the specification of
Research Information Systems of 2012.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from proceedings.writers.citing.names import inverted
from proceedings.writers.citing.output import write_records
from proceedings.writers.citing.records import Item, year_of
from proceedings.writers.citing.words import one_line
from proceedings.writers.order import Order


def write(order: Order) -> list[Path]:
    """Write the volume with all papers, and a file a paper."""
    return write_records(order, ".ris", ris)


def ris(items: list[Item]) -> str:
    """Return records, one after the other."""
    return "".join(map(record, items))


def record(item: Mapping[str, Any]) -> str:
    """Return an item of CSL-JSON as a record."""
    paper = item["type"] == "paper-conference"
    first, _, last = item.get("page", "").partition("-")
    rows = [
        ("TY", "CPAPER" if paper else "CONF"),
        *(("AU", inverted(name)) for name in item.get("author", [])),
        *(("ED", inverted(name)) for name in item.get("editor", [])),
        ("TI", item.get("title", "")),
        ("T2", item.get("container-title", "")),
        ("C3", item.get("event-title", "") if paper else ""),
        ("T3", item.get("collection-title", "")),
        ("VL", item.get("collection-number", "")),
        ("PY", year_of(item)),
        ("SP", first),
        ("EP", last or first),
        ("CY", item.get("publisher-place", "")),
        ("PB", item.get("publisher", "")),
        ("SN", item.get("ISBN", "") or item.get("ISSN", "")),
        ("DO", item.get("DOI", "")),
        ("UR", item.get("URL", "")),
        ("LA", item.get("language", "")),
        *(("KW", word) for word in item.get("keyword", "").split(", ")),
        ("AB", item.get("abstract", "")),
    ]
    lines = [f"{tag}  - {words}" for tag, value in rows if (words := one_line(value))]
    return "\r\n".join([*lines, "ER  - ", ""])
