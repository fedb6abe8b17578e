"""Parallel books: the same chapters in several languages, compared and linked."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from babel import Locale

from proceedings.book.breaks import leaves
from proceedings.book.numbering import plain
from proceedings.model import Block, Paper, Volume
from proceedings.readers.tree import nodes
from proceedings.report import Finding, Severity

# Findings by what is counted in each section.
_COUNTED = {"figures": "Figure", "tables": "Table", "notes": "Note"}


@dataclass(frozen=True, slots=True)
class Twin:
    """The same chapter in another language; `url` is that of its book, or ''."""

    paper: str
    language: str
    language_name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it, up to the next; level 0 has none."""

    level: int
    title: str
    counts: Mapping[str, int]


def twins(
    volumes: Mapping[str, Volume], papers: Mapping[str, Mapping[str, Paper]]
) -> dict[str, dict[str, tuple[Twin, ...]]]:
    """Return for each language and chapter the same chapter in the others.

    Both mappings are by language; `papers` then by the id of the chapter.
    """
    return {
        code: {
            identifier: tuple(
                Twin(
                    identifier,
                    other,
                    _own_name(other),
                    papers[other][identifier].title,
                    volumes[other].url,
                )
                for other in papers
                if other != code and identifier in papers[other]
            )
            for identifier in papers[code]
        }
        for code in papers
    }


def compare(chapter: Mapping[str, Paper], main: str) -> Iterator[Finding]:
    """Yield how a chapter differs between its languages.

    Its headings are counted by level; figures, tables and notes by section, so
    that the finding names the place. `main` is the language that titles are in.
    """
    sections = {code: outline(paper.blocks) for code, paper in chapter.items()}
    title = chapter[main].title
    yield from _headings(sections, main, title)
    for kind in _COUNTED:
        yield from _counted(kind, sections, main, title)


def outline(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Return the sections of a text; the first is what stands before a heading."""
    sections: list[tuple[int, str, Counter[str]]] = [(0, "", Counter())]
    for block in leaves(blocks):
        if block["t"] == "Header":
            words = " ".join(plain(block).split())
            sections.append((block["c"][0], words, Counter()))
        found = Counter(node["t"] for node in nodes(block))
        for kind, name in _COUNTED.items():
            sections[-1][2][kind] += found[name]
    return tuple(Section(*section) for section in sections)


def with_fixed_ids(paper: Paper) -> Paper:
    """Return a chapter whose headings, figures and tables are named by their place.

    They are then called the same in all languages: `<id>--2-1` is the first section
    of the second, `<id>--figure-3` the third figure.
    """
    blocks = list(paper.blocks)
    fixed = list(_fixed(blocks, paper.id))
    links = {old: new for _, old, new in fixed if old}
    named = {place: new for place, _, new in fixed}
    return replace(paper, blocks=tuple(_renamed(blocks, named, links)))


def _headings(
    sections: Mapping[str, Sequence[Section]], main: str, title: str
) -> Iterator[Finding]:
    counts = {
        code: Counter(section.level for section in found if section.level)
        for code, found in sections.items()
    }
    for level in sorted({level for found in counts.values() for level in found}):
        numbers = {code: found[level] for code, found in counts.items()}
        if len(set(numbers.values())) > 1:
            place = _parting(sections, main)
            yield _finding("headings", title, numbers, place, level=level)


def _parting(sections: Mapping[str, Sequence[Section]], main: str) -> str:
    """Return the heading of the main language at which the levels first differ."""
    rows = {code: [s for s in found if s.level] for code, found in sections.items()}
    for number, section in enumerate(rows[main]):
        others = (row[number : number + 1] for row in rows.values())
        if any(not other or other[0].level != section.level for other in others):
            return section.title
    return rows[main][-1].title if rows[main] else ""


def _counted(
    kind: str, sections: Mapping[str, Sequence[Section]], main: str, title: str
) -> Iterator[Finding]:
    totals = {
        code: sum(section.counts[kind] for section in found)
        for code, found in sections.items()
    }
    alike = len({len(found) for found in sections.values()}) == 1
    place = ""
    for row in zip(*sections.values(), strict=True) if alike else ():
        if len({section.counts[kind] for section in row}) > 1:
            place = row[list(sections).index(main)].title or title
            break
    if place or len(set(totals.values())) > 1:
        yield _finding(kind, title, totals, place or title)


def _finding(
    kind: str, title: str, counts: Mapping[str, int], place: str, **values: int
) -> Finding:
    told = ", ".join(f"{code} {count}" for code, count in counts.items())
    return Finding(
        f"parallel-{kind}",
        Severity.WARNS,
        where=place,
        values={"title": title, "counts": told, "place": place or title, **values},
    )


def _own_name(code: str) -> str:
    return str(Locale.parse(code[:2]).get_language_name(code[:2]) or code)


def _fixed(blocks: Sequence[Block], paper: str) -> Iterator[tuple[int, str, str]]:
    """Yield each heading, figure and table, its identifier and the one it gets."""
    levels: list[int] = []
    counts: Counter[str] = Counter()
    for block in leaves(blocks):
        if block["t"] == "Header":
            level, (identifier, *_), _words = block["c"]
            levels = [*levels[:level], *([0] * (level - len(levels)))]
            levels[level - 1] += 1
            yield id(block), identifier, f"{paper}--{'-'.join(map(str, levels))}"
        elif block["t"] in {"Figure", "Table"}:
            kind = block["t"].lower()
            counts[kind] += 1
            yield id(block), block["c"][0][0], f"{paper}--{kind}-{counts[kind]}"


def _renamed(node: Any, named: Mapping[int, str], links: Mapping[str, str]) -> Any:
    if isinstance(node, list):
        return [_renamed(each, named, links) for each in node]
    if not isinstance(node, dict) or "c" not in node:
        return node
    content = _renamed(node["c"], named, links)
    if node["t"] == "Link":
        attributes, words, (target, title) = content
        target = (
            "#" + links.get(target[1:], target[1:]) if target[:1] == "#" else target
        )
        content = [attributes, words, [target, title]]
    if id(node) in named:
        place = 1 if node["t"] == "Header" else 0
        content[place] = [named[id(node)], *content[place][1:]]
    return {**node, "c": content}
