"""Passages with inline markup, as XLIFF 2.1 writes it, and back without loss."""

import re
from html import escape

from bs4 import BeautifulSoup, Tag
from lxml import etree

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
# What no XML document may hold (XML 1.0, production Char).
_NOT_XML = re.compile(
    "([^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff\\r])|(\r)"
)
_START = re.compile(r'<(a|abbr|acronym|b|code|em|i|strong)( id="a[0-9]{1,4}")?>')
_BREAK = "<br/>"
_KINDS = {"b": "xlf:b", "strong": "xlf:b", "i": "xlf:i", "em": "xlf:i"}


class Unreadable(ValueError):
    """Inline markup that is not ours."""


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


class Codes:
    """The inline codes of one unit: what each stands for."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def reference(self, code: str) -> str:
        return self.known.setdefault(code, f"d{len(self.known) + 1}")

    def element(self) -> etree._Element | None:
        """Return <originalData>, or nothing where there is no markup."""
        if not self.known:
            return None
        element = etree.Element(tag("originalData"))
        for code, identifier in self.known.items():
            data = etree.SubElement(element, tag("data"), id=identifier)
            data.text = code
        return element


def write(element: etree._Element, html: str, codes: Codes) -> None:
    """Write a passage into <source> or <target>."""
    _Writer(codes).children(element, BeautifulSoup(html, "html.parser"))


class _Writer:
    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.number = 0

    def children(self, element: etree._Element, node: Tag) -> None:
        for child in node.children:
            if not isinstance(child, Tag):
                self.text(element, str(child))
                continue
            self.number += 1
            facts = {"id": str(self.number)}
            if child.name == "br":
                reference = self.codes.reference(_BREAK)
                etree.SubElement(
                    element, tag("ph"), facts, dataRef=reference, type="fmt"
                )
                continue
            facts["dataRefStart"] = self.codes.reference(_start_of(child))
            facts["dataRefEnd"] = self.codes.reference(f"</{child.name}>")
            facts["type"] = "link" if child.name == "a" else "fmt"
            if child.name in _KINDS:
                facts["subType"] = _KINDS[child.name]
            self.children(etree.SubElement(element, tag("pc"), facts), child)

    def text(self, element: etree._Element, text: str) -> None:
        """Append text; what XML cannot hold becomes <cp hex="…"/>."""
        start = 0
        for match in _NOT_XML.finditer(text):
            _append(element, text[start : match.start()])
            etree.SubElement(element, tag("cp"), hex=f"{ord(match.group()):04X}")
            start = match.end()
        _append(element, text[start:])


def _start_of(node: Tag) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in node.attrs.items())
    return f"<{node.name}{attributes}>"


def _append(element: etree._Element, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def read(element: etree._Element, codes: dict[str, str]) -> str:
    """Return the passage of a <source> or <target>.

    Raises:
        Unreadable: when it holds markup that we did not write.
    """
    parts = [_text(element.text)]
    for child in element:
        parts += [_piece(child, codes), _text(child.tail)]
    return "".join(parts)


def _piece(child: etree._Element, codes: dict[str, str]) -> str:
    if child.tag == tag("cp"):
        return _text(chr(int(child.get("hex", ""), 16)))
    if child.tag == tag("ph"):
        if codes.get(child.get("dataRef", "")) != _BREAK:
            raise Unreadable(child.get("id", ""))
        return _BREAK
    if child.tag in {tag("mrk"), tag("sm"), tag("em")}:
        # Notes of a translation tool: its text stays.
        return read(child, codes)
    start = _START.fullmatch(codes.get(child.get("dataRefStart", ""), ""))
    if child.tag != tag("pc") or start is None:
        raise Unreadable(child.get("id", ""))
    return f"{start.group()}{read(child, codes)}</{start.group(1)}>"


def _text(text: str | None) -> str:
    return escape(text or "", quote=False)
