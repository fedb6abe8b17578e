"""Can our fonts print every letter?"""

import functools
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from proceedings.model import Paper
from proceedings.readers.tree import Node, nodes, walk
from proceedings.report import Finding, Severity

DATA = Path(__file__).parent.parent / "data"
REPLACEMENT = "□"

# Symbols that word processors keep in private code points, as everyone sees them.
_PRIVATE = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0a8": "□",
    "\uf0d8": "▸",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
    "\uf0e0": "→",
    "\uf0df": "←",
    "\uf0de": "⇒",
    "\uf0ae": "→",
    "\uf02d": "–",
    "\uf02a": "*",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf076": "❖",
    "\uf061": "\u03b1",
    "\uf062": "β",
    "\uf063": "χ",
    "\uf064": "δ",
    "\uf065": "ε",
    "\uf06d": "μ",
    "\uf070": "π",
    "\uf073": "\u03c3",
    "\uf0b1": "±",
    "\uf0b0": "°",
    "\uf0b4": "×",
    "\uf0a3": "≤",
    "\uf0b3": "≥",
    "\uf0b9": "≠",
    "\uf0bb": "≈",
    "\uf04a": "☺",
    "\uf6d9": "©",
    "\uf0d3": "©",
    "\uf0e3": "©",
}
_SIMILAR = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2015": "—",
    "\u2022": "•",
    "\u25e6": "•",
    "\u25cf": "•",
    "\u27a2": "▸",
    "\u2756": "•",
    "\u2028": " ",
    "\u2029": " ",
    "\u0085": " ",
}
_INVISIBLE = frozenset({"Cc", "Cf"})
_KEPT = frozenset({"\u00ad", "\u200c", "\u200d", "\n", "\t"})


def settle(paper: Paper) -> tuple[Paper, list[Finding]]:
    """Return the paper with printable letters only, and what had no glyph."""
    missing: Counter[str] = Counter()
    # Most words of a text come again.
    known: dict[str, str] = {}

    def printable(words: str) -> str:
        if words.isascii() and words.isprintable():
            return words
        if words not in known:
            letters = (_letter(letter, missing) for letter in _composed(words))
            known[words] = "".join(letters)
        return known[words]

    def visit(node: Node) -> Node | None:
        kind, content = node["t"], node.get("c", "")
        if kind == "Str":
            made = printable(content)
            return None if made == content else {"t": kind, "c": made}
        if kind in {"Code", "CodeBlock"}:
            return {"t": kind, "c": [content[0], printable(content[1])]}
        return None

    blocks = list(paper.blocks)
    # To look takes less than to copy, and seldom is there anything to change.
    if any(words != printable(words) for words in _words(blocks)):
        blocks = walk(blocks, visit, leaves=True)
    settled = replace(
        paper,
        blocks=tuple(blocks),
        title=printable(paper.title),
        subtitle=printable(paper.subtitle),
        abstracts={code: printable(words) for code, words in paper.abstracts.items()},
        keywords={
            code: tuple(map(printable, words)) for code, words in paper.keywords.items()
        },
        authors=tuple(
            replace(
                person,
                name=printable(person.name),
                affiliations=tuple(map(printable, person.affiliations)),
            )
            for person in paper.authors
        ),
        equations={key: printable(code) for key, code in paper.equations.items()},
    )
    return settled, [_finding(paper, letter) for letter in missing]


def _words(blocks: list[Node]) -> Iterator[str]:
    for node in nodes(blocks):
        if node["t"] == "Str":
            yield node["c"]
        elif node["t"] in {"Code", "CodeBlock"}:
            yield node["c"][1]


def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", words)


def _letter(letter: str, missing: Counter[str]) -> str:
    """Return what is printed for a letter; count it if there is nothing."""
    covered = coverage()
    letter = _PRIVATE.get(letter, letter)
    if letter in _KEPT:
        return letter
    if unicodedata.category(letter) in _INVISIBLE:
        return ""
    if ord(letter) in covered:
        return letter
    similar = _SIMILAR.get(letter) or unicodedata.normalize("NFKC", letter)
    if similar != letter and all(ord(part) in covered for part in similar):
        return similar
    if unicodedata.category(letter) == "Zs":
        return " "
    if unicodedata.combining(letter) or 0xFE00 <= ord(letter) <= 0xFE0F:
        return ""
    missing[letter] += 1
    return REPLACEMENT


def _finding(paper: Paper, letter: str) -> Finding:
    name = unicodedata.name(letter, "PRIVATE USE")
    code = "glyph-private" if unicodedata.category(letter) == "Co" else "glyph-missing"
    values = {"letter": letter, "point": f"U+{ord(letter):04X}", "name": name.title()}
    return Finding(code, Severity.BLOCKS, _place(paper, letter), values, paper.id)


def _place(paper: Paper, letter: str) -> str:
    """Return the word in which a letter stands first."""
    for node in nodes(list(paper.blocks)):
        content = node["c"] if node["t"] == "Str" else ""
        if letter in content:
            return str(content)[:60]
    return paper.title[:60] if letter in paper.title else ""


@functools.cache
def coverage() -> frozenset[int]:
    """Return the code points that our fonts and typst's own can print."""
    covered: set[int] = set()
    for path in sorted((DATA / "fonts").glob("*-Regular.[to]tf")):
        covered |= code_points(path.read_bytes())
    for line in (DATA / "coverage.txt").read_text(encoding="ascii").split():
        if not line.startswith("#"):
            first, _, last = line.partition("-")
            covered |= set(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(covered)


def code_points(font: bytes, start: int = 0) -> set[int]:
    """Return the code points in the cmap table of a font file."""
    (count,) = struct.unpack_from(">H", font, start + 4)
    for position in range(count):
        tag, _, offset, _ = struct.unpack_from(
            ">4sIII", font, start + 12 + position * 16
        )
        if tag == b"cmap":
            return set(_cmap(font, start + offset))
    return set()


def _cmap(font: bytes, start: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", font, start + 2)
    for position in range(count):
        _, _, offset = struct.unpack_from(">HHI", font, start + 4 + position * 8)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 4:
            yield from _segments(font, start + offset)
        elif form == 12:
            yield from _groups(font, start + offset)


def _segments(font: bytes, start: int) -> Iterator[int]:
    """Read format 4, for the first 65,536 code points."""
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    rest = start + 16 + 2 * count
    starts = struct.unpack_from(f">{count}H", font, rest)
    deltas = struct.unpack_from(f">{count}H", font, rest + 2 * count)
    ranges = rest + 4 * count
    for position in range(count):
        (offset,) = struct.unpack_from(">H", font, ranges + 2 * position)
        for point in range(starts[position], ends[position] + 1):
            glyph = point
            if offset:
                place = ranges + 2 * position + offset + 2 * (point - starts[position])
                glyph = (
                    struct.unpack_from(">H", font, place)[0]
                    if place + 2 <= len(font)
                    else 0
                )
                if glyph == 0:
                    continue
            if (glyph + deltas[position]) & 0xFFFF and point != 0xFFFF:
                yield point


def _groups(font: bytes, start: int) -> Iterator[int]:
    """Read format 12, for all code points."""
    (count,) = struct.unpack_from(">I", font, start + 12)
    for position in range(count):
        first, last, _ = struct.unpack_from(">III", font, start + 16 + 12 * position)
        yield from range(first, last + 1)
