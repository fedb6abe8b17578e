"""CSL-JSON, which reference managers and pandoc read: `volume.csl.json`."""

import json
from pathlib import Path

from proceedings.writers.citing.output import write_records
from proceedings.writers.citing.records import Item
from proceedings.writers.order import Order


def write(order: Order) -> list[Path]:
    """Write the volume with all papers, and a file a paper."""
    return write_records(order, ".csl.json", csl_json)


def csl_json(items: list[Item]) -> str:
    """Return items as a JSON array."""
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
