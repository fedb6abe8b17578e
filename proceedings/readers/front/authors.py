"""Authors in the lines above the text, and in the metadata of the manuscript."""

from dataclasses import dataclass, field

from proceedings.model import Person
from proceedings.readers.front.labels import folded, is_label, letters
from proceedings.readers.front.title import is_bold_line
from proceedings.readers.manuscript import Manuscript
from proceedings.readers.people import Found, read_lines
from proceedings.readers.tree import Node, branches, text
from proceedings.report import Severity

# Authors stand just above or below the title.
_FIRST_BLOCKS = 10
_LONGEST_LINE = 300


@dataclass(slots=True)
class Names:
    """Where lines of authors stand in the front: position → what they hold."""

    lines: set[int] = field(default_factory=set)


def read_author_lines(manuscript: Manuscript) -> None:
    """Read the lines that the manuscript itself calls its authors."""
    front = manuscript.front
    if front.authors or not front.author_lines:
        return
    lines = [part for line in front.author_lines for part in split_lines(line)]
    front.author_lines = []
    people, rest = read_all(manuscript, lines)
    front.authors = people
    if people:
        front.found["authors"] = front.author_place
    for line in rest:
        # What was called an author and cannot be read stays, above the text.
        manuscript.notes.append({"t": "Para", "c": line})
        words = text(line)
        manuscript.find("authors-unread", Severity.WARNS, words, line=words[:80])


def read_all(
    manuscript: Manuscript, lines: list[list[Node]]
) -> tuple[tuple[Person, ...], list[list[Node]]]:
    """Return the people of lines, in groups, and the lines that say something else."""
    people: list[Person] = []
    rest: list[list[Node]] = []
    while lines:
        found = read_lines(lines, sure=True)
        if not found.used:
            rest.append(lines.pop(0))
            continue
        people += found.people
        _settle(manuscript, found)
        manuscript.front.dropped += [text(line) for line in lines[: found.used]]
        lines = lines[found.used :]
    return tuple(people), rest


def _settle(manuscript: Manuscript, found: Found) -> None:
    manuscript.front.dropped += found.dropped
    for note in found.notes:
        manuscript.notes += note["c"]


def split_lines(inlines: list[Node]) -> list[list[Node]]:
    """Return inlines split at line breaks."""
    lines: list[list[Node]] = [[]]
    for node in inlines:
        if node["t"] == "LineBreak":
            lines.append([])
        else:
            lines[-1].append(node)
    return [line for line in lines if text(line, notes=True)]


def find_authors(zone: list[Node]) -> Names:
    """Return which of the first lines are names, so that none is taken for a title."""
    names = Names()
    for position, block in enumerate(zone[:_FIRST_BLOCKS]):
        if is_label(folded(text(block))):
            break
        if block["t"] in {"Para", "Plain"} and len(text(block)) <= _LONGEST_LINE:
            found = read_lines([block["c"]])
            marked = any(
                node["t"] in {"Note", "Superscript"} for node in branches(block)
            )
            if found.people and (not is_bold_line(block) or marked):
                names.lines.add(position)
    return names


def without_names(
    manuscript: Manuscript,
    zone: list[Node],
    typed: tuple[Person, ...],
    title_at: int,
) -> list[Node]:
    """Take the lines of authors next to the title out of the zone, if they are sure."""
    front = manuscript.front
    known = [person.name for person in typed or front.authors]
    first = max(title_at - 2, 0)
    for position in range(first, min(len(zone), max(title_at, 0) + 4)):
        block = zone[position]
        below = position >= title_at
        if is_label(folded(text(block))) or (below and block["t"] == "Header"):
            break
        if block["t"] not in {"Para", "Plain"} or len(text(block)) > _LONGEST_LINE:
            continue
        lines, ends = _lines_from(zone, position)
        found = read_lines(lines)
        if found.people and (_agree(found, known) if known else _is_sure(found)):
            used = next(end for count, end in ends if count >= found.used)
            if any(count == found.used for count, _ in ends):
                _take(manuscript, found, lines[: found.used], position)
                return [*zone[:position], *zone[used:]]
    return zone


def _lines_from(
    zone: list[Node], position: int
) -> tuple[list[list[Node]], list[tuple[int, int]]]:
    """Return the lines from a position on, and after which of them blocks end."""
    lines: list[list[Node]] = []
    ends: list[tuple[int, int]] = []
    for end, block in enumerate(zone[position : position + 30], position + 1):
        if block["t"] not in {"Para", "Plain"}:
            break
        lines += split_lines(block["c"])
        ends.append((len(lines), end))
    return lines, ends


def _is_sure(found: Found) -> bool:
    """Say whether lines can only be names: `Storia di Trieste` alone is a title."""
    words = [word for person in found.people for word in person.name.split()]
    return not found.bare or not any(
        word.islower() or (len(word) > 2 and word.isupper()) for word in words
    )


def _agree(found: Found, known: list[str]) -> bool:
    return {letters(person.name) for person in found.people} == {
        letters(name) for name in known
    }


def _take(
    manuscript: Manuscript, found: Found, lines: list[list[Node]], position: int
) -> None:
    front = manuscript.front
    _settle(manuscript, found)
    front.dropped += [text(line) for line in lines]
    if front.authors:
        front.authors = tuple(map(_richer, front.authors, found.people))
        return
    front.authors = found.people
    front.found["authors"] = f"line:{position + 1}"
    if found.bare:
        names = ", ".join(person.name for person in found.people)
        manuscript.find("authors-guessed", Severity.WARNS, names, names=names[:200])


def _richer(person: Person, other: Person) -> Person:
    """Return a person with what only the other source says."""
    return Person(
        person.name,
        person.affiliations or other.affiliations,
        person.email or other.email,
        person.orcid or other.orcid,
        person.corresponding or other.corresponding,
    )


__all__ = ["find_authors", "read_author_lines", "without_names"]
