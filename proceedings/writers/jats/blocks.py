"""Blocks of text: paragraphs, lists, quotations, code, figures and formulas."""

from collections.abc import Iterator, Sequence
from typing import Any

from proceedings.model import Block
from proceedings.readers.tree import text
from proceedings.writers.jats.elements import LANG, Element, add, element
from proceedings.writers.jats.inlines import Text
from proceedings.writers.jats.tables import table

_LIST_TYPES = {
    "LowerAlpha": "alpha-lower",
    "UpperAlpha": "alpha-upper",
    "LowerRoman": "roman-lower",
    "UpperRoman": "roman-upper",
}
# What the DTD lets stand in a fig beside its caption.
_IN_FIGURE = frozenset(
    {"graphic", "table-wrap", "p", "list", "def-list", "disp-formula", "code"}
    | {"disp-quote", "verse-group"}
)
LABEL = "caption-label"


def blocks(article: Text, content: Sequence[Block]) -> Iterator[Element]:
    """Yield the elements of blocks that are neither headings nor references."""
    for node in content:
        yield from _MAKERS.get(node["t"], _nothing)(article, node.get("c"))


def paragraphs(article: Text, content: Sequence[Block]) -> Iterator[Element]:
    """Yield the same as paragraphs, for places where nothing else may stand."""
    for made in blocks(article, content):
        if made.tag == "p":
            yield made
        else:
            holder = element("p")
            holder.append(made)
            yield holder


def _nothing(_: Text, __: Any) -> Iterator[Element]:
    """Yield nothing: a rule between paragraphs has no words."""
    yield from ()


def _paragraph(article: Text, inlines: Any) -> Iterator[Element]:
    inlines = list(inlines)
    alone = [node for node in inlines if not _is_blank(node)]
    if len(alone) == 1 and alone[0]["t"] == "Image":
        yield _named(article, article.graphic(alone[0]["c"]), inlines)
    elif len(alone) == 1 and _is_displayed(alone[0]):
        formula = article.formula(alone[0]["c"], display=True)
        yield _named(article, formula, inlines)
    else:
        made = _named(article, element("p"), inlines)
        yield article.fill(made, _without_anchor(inlines))


def _named(article: Text, made: Element, inlines: list[Block]) -> Element:
    """Give an element the name that an empty span at its beginning carries."""
    for node in inlines[:1]:
        if node["t"] == "Span" and not node["c"][1]:
            article.names.give(made, node["c"][0][0])
    return made


def _without_anchor(inlines: list[Block]) -> list[Block]:
    first = inlines[0] if inlines else {"t": ""}
    return inlines[1:] if first["t"] == "Span" and not first["c"][1] else inlines


def _is_blank(node: Block) -> bool:
    if node["t"] == "Span":
        return not node["c"][1]
    return node["t"] in {"Space", "SoftBreak", "LineBreak"}


def _is_displayed(node: Block) -> bool:
    return bool(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath")


def _bullets(article: Text, items: Any) -> Iterator[Element]:
    yield _list(article, items, "bullet")


def _ordered(article: Text, content: Any) -> Iterator[Element]:
    (start, style, _), items = content
    made = _list(article, items, _LIST_TYPES.get(style["t"], "order"))
    if start != 1:
        # JATS counts from 1; another beginning stands in the labels.
        for number, item in enumerate(made, start):
            item.insert(0, element("label", str(number)))
    yield made


def _list(article: Text, items: Any, kind: str) -> Element:
    made = element("list", "", {"list-type": kind})
    for item in items:
        _some(add(made, "list-item"), paragraphs(article, item))
    return made


def _some(holder: Element, content: Iterator[Element]) -> Element:
    """Fill an element that must hold at least one paragraph."""
    holder.extend(list(content))
    if not len(holder):
        add(holder, "p")
    return holder


def _definitions(article: Text, items: Any) -> Iterator[Element]:
    made = element("def-list")
    for term, definitions in items:
        item = add(made, "def-item")
        article.fill(add(item, "term"), term)
        for definition in definitions:
            _some(add(item, "def"), paragraphs(article, definition))
    yield made


def _quotation(article: Text, content: Any) -> Iterator[Element]:
    made = element("disp-quote")
    made.extend(list(blocks(article, content)))
    yield made


def _verses(article: Text, lines: Any) -> Iterator[Element]:
    made = element("verse-group")
    for line in lines:
        article.fill_inside(add(made, "verse-line"), line)
    yield made


def _code(article: Text, content: Any) -> Iterator[Element]:
    (identifier, classes, _), words = content
    made = element("code", words, {"language": classes[0] if classes else ""})
    article.names.give(made, identifier)
    yield made


def _box(article: Text, content: Any) -> Iterator[Element]:
    """Yield what a Div holds; its language and its name go to what it holds."""
    (identifier, _, pairs), inner = content
    code = dict(pairs).get("lang", "")
    for made in blocks(article, inner):
        article.names.give(made, identifier)
        if code and LANG not in made.attrib and made.tag != "def-list":
            made.set(LANG, code)
        yield made


def _heading(article: Text, content: Any) -> Iterator[Element]:
    """Yield a heading where no section can begin, as in a quotation."""
    _, (identifier, _, _), inlines = content
    made = element("p")
    article.names.give(made, identifier)
    article.fill_inside(add(made, "bold"), inlines)
    yield made


def _figure(article: Text, content: Any) -> Iterator[Element]:
    (identifier, _, pairs), (_, caption), inner = content
    if [node["t"] for node in inner] == ["Table"]:
        yield _table_figure(article, identifier, caption, inner[0])
        return
    made = element("fig", "", {LANG: dict(pairs).get("lang", "")})
    article.names.give(made, identifier)
    _caption(article, made, caption)
    for part in blocks(article, inner):
        if part.tag in _IN_FIGURE:
            made.append(part)
        else:
            add(made, "p").append(part)
    yield made


def _table_figure(article: Text, identifier: str, caption: Any, node: Block) -> Element:
    (made,) = _table(article, node["c"], caption)
    article.names.give(made, identifier)
    return made


def _table(article: Text, content: Any, outer: Any = ()) -> Iterator[Element]:
    (identifier, _, pairs), (_, caption), *_ = content
    made = element("table-wrap", "", {LANG: dict(pairs).get("lang", "")})
    article.names.give(made, identifier)
    _caption(article, made, caption if text(caption) else outer)
    made.append(table(article, content, paragraphs))
    yield made


def _caption(article: Text, holder: Element, caption: Any) -> None:
    """Add label and caption; a figure without a caption has neither."""
    if not caption:
        return
    label, rest = _label_of(caption)
    if label is not None:
        article.fill_inside(add(holder, "label"), label)
    parts = list(paragraphs(article, rest))
    if any("".join(part.itertext()).strip() or len(part) for part in parts):
        add(holder, "caption").extend(parts)


def _label_of(caption: Any) -> tuple[Any, Any]:
    first, *others = caption
    inlines = first["c"] if first["t"] in {"Para", "Plain"} else []
    if inlines and inlines[0]["t"] == "Span" and LABEL in inlines[0]["c"][0][1]:
        rest = inlines[2:] if len(inlines) > 1 else []
        return inlines[0]["c"][1], [{**first, "c": rest}, *others]
    return None, caption


_MAKERS = {
    "Para": _paragraph,
    "Plain": _paragraph,
    "BulletList": _bullets,
    "OrderedList": _ordered,
    "DefinitionList": _definitions,
    "BlockQuote": _quotation,
    "LineBlock": _verses,
    "CodeBlock": _code,
    "Div": _box,
    "Header": _heading,
    "Figure": _figure,
    "Table": _table,
}
