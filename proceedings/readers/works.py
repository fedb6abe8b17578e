"""Bibliographies that authors bring along: BibTeX, CSL-JSON, and YAML's own."""

import json
import re
from pathlib import Path
from typing import Any

from proceedings import pandoc
from proceedings.exceptions import ToolFailed
from proceedings.readers import limits
from proceedings.readers.manuscript import Manuscript
from proceedings.readers.tree import Node, text
from proceedings.report import Severity

MOST_WORKS = 5000
_DEEPEST = 8
_ATTACHED = re.compile(r"(?mi)^\s*(?:file|local-url)\s*=\s*\{[^{}]*\}\s*,?\s*$")
_DATES = frozenset(
    {"issued", "accessed", "original-date", "event-date", "submitted", "available-date"}
)

Work = dict[str, Any]


def add_references(manuscript: Manuscript, names: list[str]) -> None:
    """Read the bibliographies that the author names, if they are at hand."""
    for name in dict.fromkeys(names):
        path = manuscript.files.find(name, ".bib", ".json")
        if path is None or path.stat().st_size > limits.LARGEST_TEXT:
            manuscript.find("bibliography-missing", Severity.BLOCKS, name, name=name)
            continue
        try:
            works = _read(path)
        except (ToolFailed, ValueError, RecursionError):
            manuscript.find("bibliography-wrong", Severity.BLOCKS, name, name=name)
            continue
        _add(manuscript, works)


def _read(path: Path) -> list[Work]:
    words, _ = limits.decode(path.read_bytes())
    if path.suffix.lower() != ".json":
        # Files that bibliography programs attach are of no use to a reader.
        return pandoc.bibliography(_ATTACHED.sub("", words), path.name)
    data = json.loads(words)
    items = (
        data.get("items", data.get("references")) if isinstance(data, dict) else data
    )
    if not isinstance(items, list):
        raise ValueError("A bibliography is a list of works.")
    return [work for item in items[:MOST_WORKS] if (work := _work(item))]


def add_inline(manuscript: Manuscript, value: Node | None) -> None:
    """Read the works that stand in a paper's own metadata as `references`."""
    items = value["c"] if value and value.get("t") == "MetaList" else []
    works = [_work(_plain(item)) for item in items[:MOST_WORKS]]
    _add(manuscript, [work for work in works if work])


def _add(manuscript: Manuscript, works: list[Work]) -> None:
    """Add works; the first of those that share a key is the one cited."""
    known = {str(work.get("id")) for work in manuscript.references}
    for work in works:
        key = str(work.get("id"))
        if key not in known:
            known.add(key)
            manuscript.references.append(work)


def _plain(value: Node) -> Any:
    """Return a value of pandoc's metadata as JSON has it."""
    kind, content = value.get("t"), value.get("c")
    if kind == "MetaMap":
        return {key: _plain(item) for key, item in dict(content or {}).items()}
    if kind == "MetaList":
        return [_plain(item) for item in content or []]
    if kind in {"MetaInlines", "MetaBlocks"}:
        return " ".join(text(content).split())
    return content


def _work(item: Any) -> Work | None:
    """Return a work of plain values, or nothing if it has no key."""
    if not isinstance(item, dict) or not isinstance(item.get("id"), (str, int)):
        return None
    made: Work = {
        str(key): _safe(value, 0) for key, value in item.items() if key != "id"
    }
    made["id"] = str(item["id"])
    for key in _DATES & made.keys():
        made[key] = _date(made[key])
    return made


def _safe(value: Any, depth: int) -> Any:
    if depth > _DEEPEST:
        return ""
    if isinstance(value, dict):
        return {str(key): _safe(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_safe(item, depth + 1) for item in value]
    return value if isinstance(value, (str, int, float, bool)) else ""


def _date(value: Any) -> Any:
    """Return a date as CSL-JSON has it, also when YAML wrote it more simply."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, (str, int)):
        return {"raw": str(value)}
    if isinstance(value, dict) and "year" in value:
        parts = [str(value.get(key)) for key in ("year", "month", "day")]
        numbers = [int(part) for part in parts if part.isdecimal()]
        return {"date-parts": [numbers]}
    return value
