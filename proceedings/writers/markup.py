"""Turns a paper's clean text into clean HTML, through pandoc and an allow-list."""

from collections.abc import Callable
from typing import Any

import nh3
from lxml import html

from proceedings import pandoc
from proceedings.model import Block, Paper
from proceedings.phrases import word

API_VERSION = [1, 23, 1]

# MathML Core, as texmath writes it, and the elements of running text.
_MATHML = """math semantics annotation mrow mi mo mn ms mtext mspace msup msub msubsup
    mfrac msqrt mroot mover munder munderover mtable mtr mtd mpadded mphantom mstyle
    menclose mmultiscripts mprescripts none merror"""
_TEXT = """a abbr aside blockquote br caption cite code col colgroup dd del dfn div dl
    dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i b img kbd li mark ol p pre q s samp
    section small span strong sub sup table tbody td tfoot th thead tr u ul var nav
    header footer"""
MATHML = frozenset(_MATHML.split())
TEXT = frozenset(_TEXT.split())
MATH_ATTRIBUTES = {
    "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "display",
    "displaystyle", "encoding", "fence", "form", "height", "largeop", "depth",
    "linethickness", "lspace", "mathsize", "mathvariant", "maxsize", "minsize",
    "movablelimits", "notation", "rowlines", "rowspacing", "rspace", "scriptlevel",
    "separator", "stretchy", "symmetric", "voffset", "width", "columnspan", "rowspan",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "role", "title", "tabindex"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "ol": {"start", "type"},
    "li": {"value"},
    **dict.fromkeys(MATHML, MATH_ATTRIBUTES),
}


def document(blocks: tuple[Block, ...] | list[Block]) -> pandoc.Document:
    """Return a pandoc document of the blocks, without metadata."""
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {},
        "blocks": list(blocks),
    }


def article(paper: Paper, pictures: str, *, headings_from: int = 2) -> str:
    """Return the body of a paper as an HTML fragment.

    `pictures` is put before the name of each picture; headings begin at the given
    level. Identifiers are those of the paper; notes are `<paper id>--fn1` and so on.
    """
    blocks = with_pictures(list(paper.blocks), lambda name: f"{pictures}{name}")
    fragment, _ = pandoc.convert(
        document(blocks),
        "html5",
        "--mathml",
        "--wrap=none",
        f"--shift-heading-level-by={headings_from - 1}",
    )
    return clean(_finished(fragment, paper))


def clean(fragment: str) -> str:
    """Return the fragment with nothing left that is not on the allow-list."""
    return nh3.clean(
        fragment,
        tags=set(TEXT | MATHML),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        generic_attribute_prefixes={"aria-"},
        strip_comments=True,
    )


def with_pictures(
    blocks: tuple[Block, ...] | list[Block], address: Callable[[str], str]
) -> list[Block]:
    """Return the blocks with each picture's name replaced by its address."""

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(each) for each in node]
        if not isinstance(node, dict):
            return node
        if node.get("t") == "Image":
            attributes, alt, (name, title) = node["c"]
            return {"t": "Image", "c": [attributes, alt, [address(name), title]]}
        return {key: walk(value) for key, value in node.items()}

    walked: list[Block] = walk(list(blocks))
    return walked


def _finished(fragment: str, paper: Paper) -> str:
    """Make notes unique, size the pictures, let wide tables scroll alone."""
    root = html.fragment_fromstring(fragment, create_parent="div")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        _name_notes(element, f"{paper.id}--")
        if element.tag == "img":
            _size(element, paper)
        if element.get("role") == "listitem" and element.tag != "li":
            _list(element)
        if element.tag == "th" and any(
            up.tag == "thead" for up in element.iterancestors()
        ):
            element.set("scope", "col")
    for table in list(root.iter("table")):
        _frame(table, word("Table", paper.language))
    inner = "".join(
        html.tostring(child, encoding="unicode", method="html") for child in root
    )
    return (root.text or "") + inner


def _frame(table: Any, label: str) -> None:
    """Let a wide table scroll alone, by keyboard too (WCAG 2.2, 1.4.10 and 2.1.1)."""
    parent = table.getparent()
    if parent is None or parent.get("class") == "table-frame":
        return
    caption = table.find("caption")
    named = " ".join("".join(caption.itertext()).split()) if caption is not None else ""
    frame = html.Element(
        "div",
        {
            "class": "table-frame",
            "role": "group",
            "tabindex": "0",
            "aria-label": named or label,
        },
    )
    parent.replace(table, frame)
    frame.tail, table.tail = table.tail, None
    frame.append(table)


def _list(entry: Any) -> None:
    """Let the list of works be a list: pandoc names the items only."""
    works = entry.getparent()
    if all(each.get("role") == "listitem" for each in works):
        works.set("role", "list")
    else:
        del entry.attrib["role"]


def _name_notes(element: Any, prefix: str) -> None:
    name = element.get("id", "")
    if name.startswith(("fn", "fnref")) and name.lstrip("fnre").isdigit():
        element.set("id", prefix + name)
    if name == "footnotes":
        element.set("id", prefix + name)
    target = element.get("href", "")
    if target.startswith("#fn") and target.lstrip("#fnre").isdigit():
        element.set("href", f"#{prefix}{target[1:]}")


def _size(element: Any, paper: Paper) -> None:
    name = element.get("src", "").rsplit("/", 1)[-1]
    picture = paper.pictures.get(name)
    if picture is not None:
        element.set("width", str(picture.width))
        element.set("height", str(picture.height))
    if element.get("alt") is None:
        # Only a decorative picture comes without words (see model.Paper).
        element.set("alt", "")
