"""Counting in HTML, XHTML and the like, with Python's own parser."""

from html.parser import HTMLParser

from proceedings.readers.counting.tally import Tally
from proceedings.readers.counting.tree import leads_out

_IGNORED = frozenset({"script", "style", "template", "noscript", "head", "iframe"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_NOT_CLOSED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_LISTS = frozenset({"ol", "ul"})
_COUNTED = {"table": "tables", "math": "equations", "li": "list_items"}


def tally_page(markup: str, *, notes: bool = False) -> Tally:
    """Return what a page holds.

    HTML of authors has no footnotes of its own, so they cannot be told; with
    `notes` they are counted where DPUB-ARIA or EPUB names them. A heading within
    a table or a list is not counted as one.
    """
    reader = _Reader(notes=notes)
    if not notes:
        del reader.tally.things["footnotes"]
    reader.feed(markup)
    reader.close()
    reader.end_paragraph()
    return reader.tally


class _Reader(HTMLParser):
    def __init__(self, *, notes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.tally = Tally()
        self._notes = notes
        self._pieces: list[str] = []
        self._open: list[str] = []
        self._ignored = 0
        # How many tags were open where the list of notes began; 0 outside of it.
        self._notes_from = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count what begins."""
        values = {key: value or "" for key, value in attrs}
        if tag not in _INLINE:
            self.end_paragraph()
        if tag == "img" and values.get("src"):
            self.tally.add("images", values["src"].rsplit("/", 1)[-1])
        if tag in _NOT_CLOSED:
            return
        self._open.append(tag)
        self._ignored += tag in _IGNORED
        if self._ignored:
            return
        if self._is_note(tag, values):
            self.tally.add("footnotes")
        elif tag in _COUNTED:
            self.tally.add(_COUNTED[tag])
        elif tag == "a" and leads_out(values.get("href", "")):
            self.tally.add("links", values["href"])

    def _is_note(self, tag: str, values: dict[str, str]) -> bool:
        """Say whether a tag begins a note; an item of a list of notes is one."""
        if not self._notes:
            return False
        roles = {*values.get("role", "").split(), *values.get("epub:type", "").split()}
        if roles & {"doc-endnotes", "endnotes", "footnotes"}:
            self._notes_from = len(self._open)
        if tag == "li" and self._notes_from:
            lists = [each for each in self._open[self._notes_from :] if each in _LISTS]
            return len(lists) == 1
        return bool(roles & {"doc-footnote", "footnote"})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count what begins and ends at once."""
        self.handle_starttag(tag, attrs)
        if tag not in _NOT_CLOSED:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag, and what its author forgot to close within it."""
        if tag not in _INLINE:
            self.end_paragraph()
        if tag not in self._open:
            return
        while self._open:
            closed = self._open.pop()
            self._ignored -= closed in _IGNORED
            if len(self._open) < self._notes_from:
                self._notes_from = 0
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        """Take text, but not that of equations, which hold no words."""
        if not self._ignored:
            self._pieces.append(" " if "math" in self._open else data)

    def end_paragraph(self) -> None:
        """End what was gathered."""
        text, self._pieces = "".join(self._pieces), []
        if not text.strip():
            return
        boxed = {"table", "li", "blockquote"} & {*self._open}
        if _HEADINGS & {*self._open} and not boxed:
            self.tally.begin(text)
        else:
            self.tally.paragraph(text)
