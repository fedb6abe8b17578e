"""Office files made so that pandoc loses nothing of them and shows nothing hidden.

pandoc drops a paragraph in which a text box is anchored, the text of ruby, of some
fields and of custom XML, and prints what is formatted as hidden. Only parts that
hold such things are parsed and written again.
"""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from proceedings.readers.counting.word import contents_styles, hidden_styles, parse

Element = Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WORD_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_WORD_SIGNS = (
    b":vanish",
    b":txbxContent",
    b"<w:ruby",
    b"<w:customXml ",
    b"<w:fldSimple",
    b"<w:dir ",
    b"<w:bdo ",
    b"BIBLIO",
    b"EN.REFLIST",
    b"TOC ",
    b"INDEX ",
)
_WRAPPERS = tuple(_W + name for name in ("customXml", "fldSimple", "dir", "bdo"))
_SHOWN = {"blip", "imagedata", "chart", "relIds", "OLEObject"}
_OFF = frozenset({"0", "false", "off"})

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{{{_OASIS}text:1.0}}"
_DRAW = f"{{{_OASIS}drawing:1.0}}"
_TABLE = f"{{{_OASIS}table:1.0}}"
# What stands in the place of a field, of which pandoc reads nothing.
_FIELD_NAMES = (
    "author-initials author-name chapter conditional-text creation-date "
    "creation-time creator database-display date description drop-down "
    "editing-cycles execute-macro expression file-name initial-creator keywords "
    "measure meta meta-field modification-date modification-time "
    "placeholder print-date print-time printed-by sequence sequence-ref "
    "subject table-formula template-name text-input time title "
    "user-defined user-field-get user-field-input variable-get variable-input "
    "variable-set"
)
_FIELDS = tuple(_TEXT + name for name in _FIELD_NAMES.split())
_HIDDEN = (_TEXT + "hidden-text", _TEXT + "hidden-paragraph")
_SHAPES = tuple(
    _DRAW + name for name in ("text-box", "custom-shape", "rect", "ellipse", "caption")
)
_ODT_SIGNS = tuple(
    f"<{space}:{tag.split('}')[1]}".encode()
    for space, tags in (("text", (*_FIELDS, *_HIDDEN)), ("draw", _SHAPES))
    for tag in tags
)


def mend_word(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a DOCX file that pandoc needs in another form."""
    mended: dict[str, bytes] = {}
    hidden: set[str] | None = None
    for name in _WORD_PARTS:
        data = parts.get(name, b"")
        styled = b"vanish" in parts.get("word/styles.xml", b"")
        if not styled and not any(sign in data for sign in _WORD_SIGNS):
            continue
        if hidden is None:
            hidden = hidden_styles(parts.get("word/styles.xml", b""))
        root = parse(data)
        if root is not None:
            _hide(root, hidden)
            _close_fields(root)
            _drop_contents(root, contents_styles(parts.get("word/styles.xml", b"")))
            _unwrap(root)
            _free_boxes(root)
            mended[name] = _written(root)
    return mended


def _written(root: Element) -> bytes:
    written: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, standalone=True
    )
    return written


def _hide(root: Element, styles: set[str]) -> None:
    """Take hidden runs out: what nobody sees in Word belongs in no book."""
    for run in list(root.iter(_W + "r")):
        properties = run.find(_W + "rPr")
        if properties is None:
            continue
        own = properties.find(_W + "vanish")
        style = properties.find(_W + "rStyle")
        named = style is not None and style.get(_W + "val") in styles
        if own.get(_W + "val", "1") not in _OFF if own is not None else named:
            _remove(run)


def _close_fields(root: Element) -> None:
    """Leave of fields over several paragraphs what they show.

    pandoc makes one paragraph of all that lies within: of a whole list of works.
    """
    open_fields: list[list[Element]] = []
    for mark in list(root.iter(_W + "fldChar", _W + "instrText")):
        kind = mark.get(_W + "fldCharType", "")
        if kind == "begin":
            open_fields.append([])
        if open_fields:
            open_fields[-1].append(mark)
        if kind == "end" and open_fields:
            marks = open_fields.pop()
            first, last = (_paragraph(marks[0]), _paragraph(marks[-1]))
            if first is not last:
                for each in marks:
                    _remove(each)


def _paragraph(element: Element) -> Element | None:
    return next(element.iterancestors(_W + "p"), None)


def _drop_contents(root: Element, styles: set[str]) -> None:
    """Drop the lines of a contents list: the book has its own, with its pages."""
    for style in list(root.iter(_W + "pStyle")):
        if style.get(_W + "val") in styles:
            paragraph = _paragraph(style)
            if paragraph is not None:
                _remove(paragraph)


def _unwrap(root: Element) -> None:
    """Put what a wrapper holds in its place."""
    for ruby in list(root.iter(_W + "ruby")):
        _set_ruby(ruby)
    for wrapper in list(root.iter(*_WRAPPERS)):
        if "HYPERLINK" in wrapper.get(_W + "instr", ""):
            continue
        for properties in wrapper.findall(_W + "customXmlPr"):
            wrapper.remove(properties)
        _replace(wrapper, list(wrapper))


def _set_ruby(ruby: Element) -> None:
    """Set the reading of a word in parentheses after it."""
    run = ruby.getparent()
    runs: list[Element] = list(ruby.iterfind(f"{_W}rubyBase/{_W}r"))
    reading = "".join(t.text or "" for t in ruby.iterfind(f"{_W}rt//{_W}t"))
    if reading:
        said = etree.SubElement(etree.Element(_W + "r"), _W + "t")
        said.text = f"({reading})"
        runs.append(said.getparent())
    parent: Element = run.getparent()
    if run.tag == _W + "r" and parent is not None:
        for each in runs:
            run.addprevious(each)
        ruby.getparent().remove(ruby)
    else:
        _replace(ruby, runs)


def _free_boxes(root: Element) -> None:
    """Set the text of text boxes after the paragraph that they are anchored in."""
    for fallback in list(root.iter(_MC + "Fallback")):
        if next(fallback.iter(_W + "txbxContent"), None) is not None:
            _remove(fallback)
    places: dict[Element, Element] = {}
    holders: list[Element] = []
    for box in list(root.iter(_W + "txbxContent")):
        anchor = _outermost(box, _W + "p")
        if anchor is None:
            continue
        holders.append(_holder(box))
        after: Element = places.get(anchor, anchor)
        for child in list(box):
            after.addnext(child)
            after = child
        places[anchor] = after
        _remove(box)
    for holder in holders:
        if not _shows(holder):
            _remove(holder)


def _outermost(element: Element, tag: str) -> Element | None:
    found = None
    for ancestor in element.iterancestors(tag):
        found = ancestor
    return found


def _holder(box: Element) -> Element:
    """Return the drawing that a text box is part of."""
    holder = box
    for ancestor in box.iterancestors():
        if ancestor.tag == _W + "r":
            break
        holder = ancestor
    return holder


def _shows(holder: Element) -> bool:
    return any(
        isinstance(each.tag, str) and etree.QName(each).localname in _SHOWN
        for each in holder.iter()
    )


def mend_open_document(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of an ODT file that pandoc needs in another form."""
    data = parts.get("content.xml", b"")
    if not any(sign in data for sign in _ODT_SIGNS):
        return {}
    root = parse(data)
    if root is None:
        return {}
    for hidden in list(root.iter(*_HIDDEN)):
        _remove(hidden)
    for field in list(root.iter(*_FIELDS)):
        field.tag = _TEXT + "span"
        for key in list(field.attrib):
            del field.attrib[key]
    places: dict[Element, Element] = {}
    for shape in list(root.iter(*_SHAPES)):
        if not _is_captioned_picture(shape):
            _free_shape(shape, places)
    return {"content.xml": _written(root)}


def _is_captioned_picture(shape: Element) -> bool:
    """Say whether pandoc reads a frame by itself: a picture with its caption."""
    children = list(shape)
    return (
        len(children) == 1
        and children[0].tag == _TEXT + "p"
        and next(shape.iter(_DRAW + "image", _DRAW + "object"), None) is not None
    )


def _free_shape(shape: Element, places: dict[Element, Element]) -> None:
    anchor = _outermost(shape, _TEXT + "p")
    children = [
        each for each in shape if each.tag.startswith((_TEXT, _TABLE + "table"))
    ]
    if not children:
        return
    if anchor is None:
        _replace(shape, children)
        return
    after: Element = places.get(anchor, anchor)
    for child in children:
        child.tail = None
        tail, after.tail = after.tail, None
        after.addnext(child)
        child.tail = tail
        after = child
    places[anchor] = after
    frame = shape.getparent()
    if frame is not None:
        _remove(frame if frame.tag == _DRAW + "frame" else shape)


def _replace(element: Element, children: list[Element]) -> None:
    for child in children:
        element.addprevious(child)
    _remove(element)


def _remove(element: Element) -> None:
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
