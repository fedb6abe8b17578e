"""What is wrong with a `volume.toml`, each with its line."""

import re
from collections import Counter
from dataclasses import dataclass, field

from proceedings.said import Said, in_line

_TABLE = re.compile(r"\s*(\[\[?)\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*\]\]?\s*(?:#|$)")
_KEY = re.compile(
    r"\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*[\w\"'-]+)*)\s*="
)
_FENCES = ('"""', "'''")


@dataclass(slots=True)
class Problems:
    """What is wrong with a file, each with its line."""

    text: str
    found: list[Said] = field(default_factory=list)
    _places: dict[str, int] | None = None

    def add(self, key: str, problem: Said) -> None:
        """Add a problem of a dotted key such as papers.2.title."""
        self.found.append(in_line(self._line(key), problem))

    def _line(self, key: str) -> int:
        """Return the line of a key, or of the nearest one that holds it."""
        if self._places is None:
            self._places = _places(self.text)
        above = key.removeprefix("volume.")
        # What belongs to [volume] may also stand above all tables.
        parts = (
            above if key not in self._places and above in self._places else key
        ).split(".")
        for end in range(len(parts), 0, -1):
            line = self._places.get(".".join(parts[:end]))
            if line:
                return self._within(line, parts[end:])
        return 0

    def _within(self, line: int, rest: list[str]) -> int:
        """Return the line of a key that stands inside a value of several lines."""
        names = [part for part in rest if not part.isdigit()]
        if not names:
            return line
        wanted = re.compile(rf"\b{re.escape(names[-1])}[\"']?\s*=")
        lines = self.text.splitlines()
        following = (n for n in (self._places or {}).values() if n > line)
        end = min(following, default=len(lines) + 1)
        inside = [n for n in range(line, end) if wanted.search(lines[n - 1])]
        return inside[0] if len(inside) == 1 else line


def _places(text: str) -> dict[str, int]:
    """Return the line of each key of a TOML text, by its dotted name.

    Entries of lists of tables are counted from one: papers.2.authors.1.name.
    """
    places: dict[str, int] = {}
    counts: Counter[str] = Counter()
    table, fence = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if header := _TABLE.match(line):
            opening, name = header.groups()
            table = _counted(name, counts, grows=opening == "[[")
            places.setdefault(table, number)
            places.setdefault(_plain(name), number)
        elif key := _KEY.match(line):
            full = f"{table}.{_plain(key[1])}" if table else _plain(key[1])
            places.setdefault(full, number)
        fence = next((f for f in _FENCES if line.count(f) % 2), "")
    return places


def _counted(name: str, counts: Counter[str], *, grows: bool) -> str:
    """Return papers.2.authors.1 for the first [[papers.authors]] of paper two."""
    path = ""
    parts = _plain(name).split(".")
    for index, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        if grows and index == len(parts) - 1:
            counts[path] += 1
        if counts[path]:
            path = f"{path}.{counts[path]}"
    return path


def _plain(name: str) -> str:
    return re.sub(r"[\s\"']", "", name)
