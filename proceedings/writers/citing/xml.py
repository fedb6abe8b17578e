"""Elements of XML: made by lxml, with clean words, never from templates."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from proceedings.writers.citing.words import clean

# lxml has no exact type for what its factories return.
Element = Any

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def element(
    tag: str, words: str = "", attributes: Mapping[str, str] | None = None
) -> Element:
    """Return an element with words; attributes without a value are left out."""
    made = etree.Element(tag)
    for name, value in (attributes or {}).items():
        if value:
            made.set(name, clean(value))
    if words:
        made.text = clean(words)
    return made


def add(
    parent: Element,
    tag: str,
    words: str = "",
    attributes: Mapping[str, str] | None = None,
) -> Element:
    """Append an element with words and return it."""
    made = element(tag, words, attributes)
    parent.append(made)
    return made


def add_if(
    parent: Element, tag: str, words: str, attributes: Mapping[str, str] | None = None
) -> None:
    """Append an element, if there are words for it."""
    if clean(words).strip():
        add(parent, tag, words, attributes)
