"""The pieces that every format is written with."""

from typing import Any

from lxml import etree

from cms.core.text import for_xml

XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# A record's entry as the API serves it.
Facts = dict[str, Any]


def element(
    parent: etree._Element,
    name: str,
    text: object = "",
    language: str = "",
    **rest: str,
) -> etree._Element:
    """Append an element with a text that XML can hold."""
    child = etree.SubElement(parent, name, {k: for_xml(v) for k, v in rest.items()})
    child.text = for_xml(str(text)) or None
    if language:
        child.set(XML_LANG, language)
    return child


def full_title(facts: Facts) -> str:
    """Return title and subtitle."""
    return ": ".join(part for part in (facts["title"], facts["subtitle"]) if part)
