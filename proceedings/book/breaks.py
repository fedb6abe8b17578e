"""Finds in a finished PDF where its pages begin in the text, and marks the places.

Text and page are compared by letters alone: lines, hyphens, digits and note marks
are the typesetter's. What the page has besides the text (running heads, notes, the
opening of a paper) matches nothing and is passed over; what stands in the text
but not in letters on the page (formulas, pictures) likewise.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pypdfium2

from proceedings.book import citation
from proceedings.book.anchors import is_anchor
from proceedings.book.pages import PageBreak
from proceedings.model import Block, Paper

# So many letters alike are the same place right after what was found last …
_NEAR, _SEED_NEAR, _PAUSE = 24, 8, 30
# … and so many when something lies between that only one of the two shows.
_FAR, _SEED_FAR = 4000, 28
# How wide the page is that every sheet begins with and no book shows, in points
# (data/typst/pages.typ).
PRIMER = 401.4
# A running head stands among the first letters of a page.
_HEAD = 24
# So near to the start of a passage, the page begins with the passage.
_SNAP = 3
_OTHER = re.compile(r"[\W\d_]+")
# What the text holds but the page does not show in letters of the flow.
_SILENT = frozenset({"Note", "Math", "Image", "RawInline", "RawBlock"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text with a name: a paragraph, a heading, a table."""

    anchor: str
    letters: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage begins: its page, counted from 1, and the top in points."""

    page: int
    top: float | None


@dataclass(frozen=True, slots=True)
class Located:
    """What `locate` found: where pages begin, and where passages stand."""

    breaks: tuple[PageBreak, ...]
    places: Mapping[str, Place]


def find_breaks(paper: Paper, pdf: bytes) -> tuple[PageBreak, ...]:
    """Return where each page of a paper but the first begins in its text."""
    return breaks_in(paper, page_texts(pdf))


def breaks_in(paper: Paper, pages: Sequence[str]) -> tuple[PageBreak, ...]:
    """Return the same of pages whose texts were read, by `page_texts`."""
    text = passages(paper.blocks)
    shown = [_Page(number, page) for number, page in enumerate(pages, start=1)]
    return tuple(_breaks(text, _compared(text, shown, _heads(paper))[1]))


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each page, as pdfium reads it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = _shown(document)
        return tuple(page.get_textpage().get_text_range() for page in pages)
    finally:
        document.close()


def find_places(paper: Paper, pdf: bytes) -> Mapping[str, Place]:
    """Return where each passage of a paper stands in its PDF."""
    heads = _heads(paper)
    return locate(passages(paper.blocks), pdf, heads, with_places=True).places


def _heads(paper: Paper) -> tuple[str, ...]:
    return (
        citation.short_title(paper.title),
        citation.short_authors(paper),
        paper.title + paper.subtitle,
    )


def locate(
    text: Sequence[Passage],
    pdf: bytes,
    heads: Sequence[str] = (),
    *,
    with_places: bool = False,
) -> Located:
    """Compare a text with the pages that were made from it.

    `heads` are words that pages repeat, above the text or in a citation: they
    prove no place. The places of passages are empty unless asked for.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheets = [page.get_textpage() for page in _shown(document)]
        pages = [
            _Page(number, sheet.get_text_range(), sheet)
            for number, sheet in enumerate(sheets, start=1)
        ]
        matches, starts = _compared(text, pages, heads)
        breaks = tuple(_breaks(text, starts))
        places = _places(text, matches, starts) if with_places else {}
        return Located(breaks, places)
    finally:
        document.close()


def _compared(
    text: Sequence[Passage], pages: Sequence["_Page"], heads: Sequence[str]
) -> tuple[list["_Match"], list[int]]:
    """Return what text and pages share, and where in the text each page begins."""
    heads = [letters(each) for each in heads]
    whole = "".join(passage.letters for passage in text)
    matches: list[_Match] = []
    starts: list[int] = []
    at = 0
    for page in pages:
        start = _first(whole, page) if page.number == 1 else _below(heads, page)
        found = list(_matches(whole, page, (at, start), heads))
        starts.append(found[0].at if found else at)
        at = found[-1].end if found else at
        matches += found
    return matches, starts


def _shown(document: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
    """Yield the pages but for the first one of a sheet, which is dropped."""
    for number in range(len(document)):
        # Not loaded, for it uses every font.
        if number or round(document.get_page_size(0)[0], 1) != PRIMER:
            yield document[number]


# --- the text ---------------------------------------------------------------------
def letters(words: str) -> str:
    """Return the letters of a text in their simplest form, all small."""
    if not words.isascii():
        words = unicodedata.normalize("NFKC", words)
    return _OTHER.sub("", words.lower())


def passages(blocks: Sequence[Block]) -> list[Passage]:
    """Return the named passages of a text in reading order.

    Words outside of any name count to the passage before them.
    """
    found: list[Passage] = []
    for block in leaves(blocks):
        anchor = anchor_of(block)
        told = letters(_printed(block))
        if anchor or not found:
            found.append(Passage(anchor, told))
        else:
            last = found[-1]
            found[-1] = Passage(last.anchor, last.letters + told)
    return found


def leaves(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks that hold words themselves, in reading order."""
    for block in blocks:
        kind = block["t"]
        content: Any = block.get("c")
        if kind == "Div":
            yield from leaves(content[1])
        elif kind == "BlockQuote":
            yield from leaves(content)
        elif kind in {"BulletList", "OrderedList"}:
            for item in content if kind == "BulletList" else content[1]:
                yield from leaves(item)
        elif kind == "DefinitionList":
            for term, meanings in content:
                yield {"t": "Plain", "c": term}
                for meaning in meanings:
                    yield from leaves(meaning)
        else:
            yield block


def anchor_of(block: Block) -> str:
    """Return the name of a block that holds words, or ''."""
    kind = block["t"]
    content: Any = block.get("c")
    if kind in {"Para", "Plain"}:
        first = content[0] if content else {"t": ""}
        if first["t"] == "Span" and is_anchor(first):
            return str(first["c"][0][0])
        if len(content) == 1 and first["t"] == "Image":
            return str(first["c"][0][0])
        return ""
    if kind == "Header":
        return str(content[1][0])
    if kind in {"Table", "Figure", "CodeBlock"}:
        return str(content[0][0])
    return ""


def _printed(block: Block) -> str:
    words: list[str] = []
    waiting: list[Any] = [block]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            kind, content = node["t"], node.get("c")
            if kind == "Str":
                words.append(str(content))
            elif kind in {"Code", "CodeBlock"}:
                words.append(str(content[1]) if content else "")
            elif content is not None and kind not in _SILENT:
                waiting.append(content)
    return " ".join(words)


# --- the pages ----------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Match:
    """A run of letters that text and page share; `top` is that of the first."""

    at: int
    end: int
    page: "_Page"
    letter: int


class _Page:
    """A page as letters, each with the character that it is drawn by."""

    def __init__(
        self, number: int, text: str, sheet: pypdfium2.PdfTextPage | None = None
    ) -> None:
        self.number = number
        self._sheet = sheet
        self._simple = list(map(_simple, text))
        self.letters = "".join(self._simple)

    @cached_property
    def _index(self) -> list[int]:
        """Return the character that each letter was drawn by."""
        return [at for at, simple in enumerate(self._simple) for _ in simple]

    def top(self, letter: int) -> float:
        """Return the upper edge of a letter, in points from the lower edge."""
        assert self._sheet is not None  # noqa: S101 - for the type checker
        return round(float(self._sheet.get_charbox(self._index[letter])[3]), 1)


@lru_cache(maxsize=4096)
def _simple(character: str) -> str:
    """Return what `letters` makes of one character."""
    return letters(character) if character.isalpha() else ""


def _first(text: str, page: _Page) -> int:
    """Return where the text begins on the first page, below the opening."""
    for at in range(0, min(len(text), 600), 20):
        found = page.letters.rfind(text[at : at + _SEED_FAR])
        if found >= 0:
            return max(0, found - at)
    return 0


def _below(heads: Sequence[str], page: _Page) -> int:
    """Return where a page begins below its running head."""
    for head in heads:
        found = page.letters.find(head, 0, len(head) + _HEAD) if head else -1
        if found >= 0:
            return found + len(head)
    return 0


def _matches(
    text: str, page: _Page, since: tuple[int, int], heads: Sequence[str]
) -> Iterator[_Match]:
    """Yield the runs that text and page share, in order, from two places on."""
    (at, index), shown, pause = since, page.letters, 0
    while index + _SEED_NEAR <= len(shown):
        found = -1
        if pause < _PAUSE:
            found = text.find(shown[index : index + _SEED_NEAR], at, at + _NEAR)
        if found < 0:
            seed = shown[index : index + _SEED_FAR]
            if len(seed) == _SEED_FAR and not any(seed in head for head in heads):
                found = text.find(seed, at, at + _FAR)
        if found < 0:
            index, pause = index + 1, pause + 1
            continue
        length = _alike(text, found, shown, index)
        yield _Match(found, found + length, page, index)
        at, index, pause = found + length, index + length, 0


def _alike(one: str, here: int, other: str, there: int) -> int:
    """Return how many letters are alike from two places on."""
    most = min(len(one) - here, len(other) - there)
    low, high = 0, most
    # Whole slices are compared: far quicker than letter by letter.
    while low < high:
        middle = (low + high + 1) // 2
        if one[here + low : here + middle] == other[there + low : there + middle]:
            low = middle
        else:
            high = middle - 1
    return low


# --- what is found --------------------------------------------------------------------
def _offsets(text: Sequence[Passage]) -> list[int]:
    offsets, at = [], 0
    for passage in text:
        offsets.append(at)
        at += len(passage.letters)
    return offsets


def _breaks(text: Sequence[Passage], starts: Sequence[int]) -> Iterator[PageBreak]:
    offsets = _offsets(text)
    for page, start in enumerate(starts[1:], start=2):
        if not text:
            yield PageBreak(page, "", 0)
            continue
        number = max(bisect_right(offsets, start) - 1, 0)
        inside = start - offsets[number]
        left = len(text[number].letters) - inside
        if left <= _SNAP and number + 1 < len(text):
            number, inside = number + 1, 0
        if inside <= _SNAP:
            inside = 0
        yield PageBreak(page, text[number].anchor, inside)


def _places(
    text: Sequence[Passage], matches: Sequence[_Match], starts: Sequence[int]
) -> dict[str, Place]:
    firsts = [match.at for match in matches]
    places: dict[str, Place] = {}
    for passage, offset in zip(text, _offsets(text), strict=True):
        number = bisect_right(firsts, offset) - 1
        match = matches[number] if number >= 0 else None
        if match is not None and offset < match.end:
            top = match.page.top(match.letter + offset - match.at)
            places[passage.anchor] = Place(match.page.number, top)
        else:
            page = max(bisect_right(starts, offset), 1)
            places[passage.anchor] = Place(page, None)
    return places


__all__ = [
    "Located", "Passage", "Place", "breaks_in", "find_breaks", "find_places", "leaves",
    "letters", "locate", "page_texts", "passages",
]  # fmt: skip
