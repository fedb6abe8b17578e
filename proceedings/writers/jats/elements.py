"""Elements of JATS, with the words and the names that XML allows."""

import re

from proceedings.writers.citing.words import clean
from proceedings.writers.citing.xml import LANG, Element, add, add_if, element

XLINK = "http://www.w3.org/1999/xlink"
MATHML = "http://www.w3.org/1998/Math/MathML"
NAMESPACES = {"xlink": XLINK, "mml": MATHML}
HREF = f"{{{XLINK}}}href"

__all__ = [
    "HREF",
    "LANG",
    "MATHML",
    "NAMESPACES",
    "Element",
    "Names",
    "add",
    "add_if",
    "add_words",
    "element",
    "name_of",
]

_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9_.-]")


def add_words(parent: Element, words: str) -> None:
    """Append words after everything that the element holds."""
    words = clean(words)
    if not words:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def name_of(identifier: str) -> str:
    """Return an identifier as XML allows it; different ones stay different."""
    safe = _NOT_IN_NAME.sub(lambda found: f"_{ord(found[0]):x}_", identifier)
    return safe if re.match(r"[A-Za-z_]", safe) else f"_{safe}"


class Names:
    """The identifiers of an article: each is given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, made: Element, identifier: str) -> None:
        """Name an element, unless it or another one is named so already."""
        name = name_of(identifier)
        if identifier and name not in self._given and "id" not in made.attrib:
            self._given.add(name)
            made.set("id", name)
