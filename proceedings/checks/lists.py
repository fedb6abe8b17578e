"""Are lists lists, or lines with typed bullets and numbers?"""

import re
from collections.abc import Iterator

from proceedings.checks.places import Placed, placed
from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import Node, text
from proceedings.report import Finding, Severity

_BULLET = re.compile(r"([•·▪◦‣●■▸✓*]|[-–—])\s+\S")
_NUMBER = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s+\S")
# Speech begins with dashes too.
_DASHES = frozenset("-–—")
FEWEST = {True: 3, False: 2}
_LONGEST_ITEM = 400


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the first line of each list that was made by hand."""
    run: list[tuple[str, str]] = []
    first: Placed | None = None
    for each in placed(paper):
        for line in _lines(each) if not each.works else [""]:
            mark = _mark(line)
            if run and mark and _follows(run[-1][0], mark):
                run.append((mark, line))
                continue
            yield from _told(run, first)
            run, first = ([(mark, line)], each) if _begins(mark) else ([], None)
    yield from _told(run, first)


def _told(run: list[tuple[str, str]], first: Placed | None) -> Iterator[Finding]:
    if first and len(run) >= FEWEST[run[0][0] in _DASHES]:
        line = run[0][1]
        values = {"text": line[:60]}
        yield Finding("list-typed", Severity.NOTES, first.at(line), values)


def _lines(each: Placed) -> list[str]:
    """Return the lines of a paragraph; anything else is one line without a mark."""
    if each.block["t"] not in {"Para", "Plain"}:
        return [""]
    if not any(node["t"] == "LineBreak" for node in each.block["c"]):
        return [each.words]
    lines: list[list[Node]] = [[]]
    for node in each.block["c"]:
        if node["t"] == "LineBreak":
            lines.append([])
        else:
            lines[-1].append(node)
    return [text(line) for line in lines]


def _mark(line: str) -> str:
    """Return the bullet or the number at the beginning of a short line."""
    if len(line) > _LONGEST_ITEM:
        return ""
    found = _BULLET.match(line) or _NUMBER.match(line)
    return found[1] if found else ""


def _begins(mark: str) -> bool:
    return bool(mark) and (not mark.isalnum() or mark in {"1", "a"})


def _follows(before: str, mark: str) -> bool:
    if not mark.isalnum():
        return before == mark
    if before.isdigit() and mark.isdigit():
        return int(mark) == int(before) + 1
    return before.isalpha() and mark.isalpha() and ord(mark) == ord(before) + 1
