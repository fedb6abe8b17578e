"""Says on which page of its paper a finding, a passage or an equation stands.

Reads the web text that the library writes: it carries a mark where each page of
the PDF begins, and a lasting name for every passage.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import lxml.html

from proceedings import fixes
from proceedings.report import Finding

_OTHER = re.compile(r"[\W\d_]+")
_BETWEEN = " \u203a "
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_TEXT = frozenset({"annotation", "annotation-xml", "script", "style"})
TEX = "application/x-tex"
LONGEST = 300


@dataclass(slots=True)
class Passage:
    """A piece of the text: its name, the page it begins on, its words."""

    anchor: str
    page: int
    tag: str
    words: str
    pictures: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        return letters(self.words)


@dataclass(frozen=True, slots=True)
class Equation:
    """A displayed equation: its key in the fixes, its TeX, its page."""

    key: str
    tex: str
    page: int


@dataclass
class Outline:
    """The passages of a paper in order, each on its page."""

    passages: list[Passage] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)
    # The names of all pictures that are no drawings, in order.
    pictures: list[str] = field(default_factory=list)
    # The page of each, as the PDF has it: a mark in the text only knows letters.
    picture_pages: dict[str, int] = field(default_factory=dict)

    def learn(self, pages: list[int]) -> None:
        """Take the pages of all pictures over, if they are as many."""
        if len(pages) == len(self.pictures):
            pairs = zip(reversed(self.pictures), reversed(pages), strict=True)
            self.picture_pages = dict(pairs)

    @cached_property
    def _by_key(self) -> dict[str, Passage]:
        return {fixes.words_key(each.words): each for each in reversed(self.passages)}

    def place(self, finding: Finding) -> Passage | None:
        """Return the passage that a finding is about, if it can be told."""
        fix = finding.fix
        if fix is not None and fix.kind == "pictures":
            shown = (each for each in self.passages if fix.picture in each.pictures)
            return next(shown, None)
        if fix is not None and fix.key in self._by_key:
            return self._by_key[fix.key]
        return self._by_words(finding.where)

    def page(self, finding: Finding) -> int:
        """Return the page of a finding, counted from 1; 0 where none can be told."""
        fix = finding.fix
        if fix is not None and fix.picture in self.picture_pages:
            return self.picture_pages[fix.picture]
        if fix is not None and fix.kind == "equations":
            for equation in self.equations:
                if equation.key == fix.key:
                    return equation.page
        found = self.place(finding)
        return found.page if found else 0

    def _by_words(self, where: str) -> Passage | None:
        """Look for a place in the author's words: the heading, then an excerpt."""
        heading, _, excerpt = where.rpartition(_BETWEEN)
        head, wanted = letters(heading), letters(excerpt)
        start = 0
        if head:
            numbered = enumerate(self.passages)
            under = (n for n, each in numbered if each.letters.startswith(head))
            start = next(under, 0)
        if wanted:
            for each in self.passages[start:]:
                if wanted in each.letters:
                    return each
        return self.passages[start] if head and self.passages else None


def letters(words: str) -> str:
    """Return only the letters of a text, which typesetting does not change."""
    return _OTHER.sub("", words).casefold()


def read(fragment: str) -> Outline:
    """Return the outline of a paper's text as the library wrote it."""
    root = lxml.html.fragment_fromstring(fragment, create_parent="div")
    outline = Outline()
    page = 1
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "img" and not element.get("src", "").endswith(".svg"):
            outline.pictures.append(element.get("src", "").rpartition("/")[2])
        if "pagebreak" in element.get("class", "").split():
            page = _number(element.get("title", ""), page)
        elif element.tag == "math" and element.get("display") == "block":
            outline.equations += _equation(element, page)
        elif element.get("id") and element.tag not in {"a", "span"}:
            outline.passages.append(
                Passage(
                    element.get("id", ""),
                    _first_page(element, page),
                    element.tag,
                    " ".join("".join(_words(element)).split()),
                    tuple(_pictures(element)),
                )
            )
    return outline


def _number(told: str, page: int) -> int:
    return int(told) if told.isdigit() else page


def _first_page(element, page: int) -> int:
    """Return the page on which an element begins, a mark at its start counted."""
    first = next(iter(element), None)
    if first is None or (element.text or "").strip():
        return page
    marked = "pagebreak" in first.get("class", "").split()
    return _number(first.get("title", ""), page) if marked else page


def _words(element) -> Iterator[str]:
    if element.tag in _NO_TEXT:
        return
    if element.tag == "a" and "footnote-ref" in element.get("class", ""):
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _words(child) if isinstance(child.tag, str) else ()
        if child.tail:
            yield child.tail


def _pictures(element) -> Iterator[str]:
    for picture in element.iter("img"):
        yield picture.get("src", "").rpartition("/")[2]


def _equation(element, page: int) -> list[Equation]:
    for note in element.iter("annotation"):
        tex = note.text_content().strip()
        if note.get("encoding") == TEX and tex:
            return [Equation(fixes.equation_key(tex), tex[:LONGEST], page)]
    return []


def told(outline: Outline) -> dict:
    """Return what the site keeps of an outline: paragraphs, and equations."""
    return {
        "passages": [
            {
                # Without the paper's own name, which is another one in the volume.
                "anchor": each.anchor.partition("--")[2],
                "page": each.page,
                "heading": each.tag in _HEADINGS,
                "words": each.words[:LONGEST],
            }
            for each in outline.passages
            if each.words and "--" in each.anchor
        ],
        "equations": [
            {"key": each.key, "tex": each.tex, "page": each.page}
            for each in outline.equations
        ],
    }
