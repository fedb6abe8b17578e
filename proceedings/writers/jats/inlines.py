"""Running text: from pandoc's inlines to the elements within a paragraph."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from proceedings.book.numbering import quotation_marks
from proceedings.model import Block, Paper, equation_key
from proceedings.readers.tree import text
from proceedings.writers.jats.elements import (
    HREF,
    LANG,
    Element,
    Names,
    add,
    add_if,
    add_words,
    element,
    name_of,
)
from proceedings.writers.jats.formulas import Key, key_of, parsed

_STYLES = {
    "Emph": "italic",
    "Strong": "bold",
    "Underline": "underline",
    "Strikeout": "strike",
    "Superscript": "sup",
    "Subscript": "sub",
    "SmallCaps": "sc",
}
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})


@dataclass(slots=True)
class Text:
    """An article in the making: what its inlines and blocks need of each other.

    `notes` collects the footnotes that were met; `folder` stands before the names
    of pictures. `displayed` tells whether a displayed formula may stand here,
    `linked` whether this is the text of a link, which holds no other.
    """

    paper: Paper
    folder: str
    formulas: Mapping[Key, bytes]
    names: Names = field(default_factory=Names)
    notes: list[list[Block]] = field(default_factory=list)
    displayed: bool = True
    linked: bool = False

    def fill(self, parent: Element, inlines: Sequence[Block]) -> Element:
        """Append inlines to an element, and return it."""
        words: list[str] = []
        for node in inlines:
            kind = node["t"]
            if kind == "Str":
                words.append(node["c"])
            elif kind in _SPACES:
                words.append(" ")
            else:
                add_words(parent, "".join(words))
                words.clear()
                self._add(parent, kind, node.get("c"))
        add_words(parent, "".join(words))
        return parent

    def _add(self, parent: Element, kind: str, content: Any) -> None:
        if kind in _STYLES:
            self.fill_inside(add(parent, _STYLES[kind]), content)
        elif kind in _OTHERS:
            _OTHERS[kind](self, parent, content)

    def fill_inside(self, made: Element, inlines: Any) -> Element:
        """Fill an element in which no displayed formula may stand."""
        before, self.displayed = self.displayed, False
        self.fill(made, inlines)
        self.displayed = before
        return made

    def formula(self, content: Any, *, display: bool) -> Element:
        """Return a formula with its MathML and its TeX, for whoever reads which."""
        key = key_of({"c": content})
        made = element("disp-formula" if key[0] and display else "inline-formula")
        name = equation_key(key[1], display=key[0])
        add_if(made, "alt-text", self.paper.equations.get(f"alt:{name}", ""))
        holder = add(made, "alternatives") if key in self.formulas else made
        if key in self.formulas:
            holder.append(parsed(self.formulas[key]))
        add(holder, "tex-math", key[1])
        return made

    def graphic(self, content: Any, tag: str = "graphic") -> Element:
        """Return a picture with its words; a decorative one says that it is."""
        attributes, alt, (name, _) = content
        picture = self.paper.pictures.get(name)
        kind, _, subtype = (picture.media_type if picture else "").partition("/")
        about = {"mimetype": kind, "mime-subtype": subtype}
        made = element(tag, "", {**about, HREF: f"{self.folder}{name}"})
        words = text(alt)
        if words:
            add(made, "alt-text", words)
        elif "decorative" in attributes[1]:
            made.set("content-type", "decorative")
        return made

    def note_name(self, number: int) -> str:
        """Return the identifier of a footnote."""
        return name_of(f"{self.paper.id}--fn{number}")


def _code(_: Text, parent: Element, content: Any) -> None:
    add(parent, "monospace", content[1])


def _quoted(article: Text, parent: Element, content: Any) -> None:
    kind, inlines = content
    marks = quotation_marks(article.paper.language)
    before, after = marks[:2] if kind["t"] == "DoubleQuote" else marks[2:]
    add_words(parent, before)
    article.fill(parent, inlines)
    add_words(parent, after)


def _math(article: Text, parent: Element, content: Any) -> None:
    parent.append(article.formula(content, display=article.displayed))


def _link(article: Text, parent: Element, content: Any) -> None:
    _, inlines, (target, _) = content
    if article.linked:
        article.fill_inside(parent, inlines)
        return
    met = len(article.notes)
    article.linked = True
    if target.startswith("#"):
        made = add(parent, "xref", "", {"rid": name_of(target[1:])})
    else:
        kind = "email" if target.startswith("mailto:") else "uri"
        made = add(parent, "ext-link", "", {"ext-link-type": kind, HREF: target})
    article.fill_inside(made, inlines)
    article.linked = False
    # A note within a link follows it: links hold no others.
    for number in range(met, len(article.notes)):
        _refer(article, parent, number + 1)


def _note(article: Text, parent: Element, content: Any) -> None:
    article.notes.append(content)
    if not article.linked:
        _refer(article, parent, len(article.notes))


def _refer(article: Text, parent: Element, number: int) -> None:
    name = {"ref-type": "fn", "rid": article.note_name(number)}
    add(add(parent, "sup"), "xref", str(number), name)


def _image(article: Text, parent: Element, content: Any) -> None:
    if article.linked:
        add_words(parent, text(content[1]))
    else:
        parent.append(article.graphic(content, "inline-graphic"))


def _span(article: Text, parent: Element, content: Any) -> None:
    (identifier, classes, pairs), inlines = content
    if identifier and not article.linked:
        article.names.give(add(parent, "target"), identifier)
    code = dict(pairs).get("lang", "")
    kind = next((name for name in classes if name in _MARKS), "")
    tag = next((_SPAN_STYLES[name] for name in classes if name in _SPAN_STYLES), "")
    if kind or (code and code != article.paper.language):
        about = {"content-type": kind or "language", LANG: code}
        article.fill_inside(add(parent, "named-content", "", about), inlines)
    elif tag:
        article.fill_inside(add(parent, tag), inlines)
    else:
        article.fill(parent, inlines)


_MARKS = frozenset({"placeholder", "finding"})
_SPAN_STYLES = {"smallcaps": "sc", "underline": "underline"}
_OTHERS: dict[str, Callable[[Text, Element, Any], None]] = {
    "Code": _code,
    "Quoted": _quoted,
    "Math": _math,
    "Link": _link,
    "Note": _note,
    "Image": _image,
    "Span": _span,
}
