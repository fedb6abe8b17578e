"""Questions to the pages of the volume site: do they lead somewhere, and tell all?"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import html

_FRAGMENT = ".fragment.html"


def prove(path: Path, statements: Sequence[str], root: Path) -> list[str]:
    """Return what is wrong with a page; nothing is asked of a mere fragment.

    `root` is the folder of the book: links that leave it lead to the book in
    another language, see `crossings`.
    """
    if path.name.endswith(_FRAGMENT):
        return []
    page = html.parse(path).getroot()
    return [
        *_links(page, path, lambda target: target.is_relative_to(root.resolve())),
        *_pictures(page),
        *_words(page, statements),
    ]


def crossings(books: Path) -> list[str]:
    """Return what is wrong with links from one book of a folder to another."""
    problems: list[str] = []
    for path in sorted(books.rglob("*.html")):
        own = (books / path.relative_to(books).parts[0]).resolve()
        if not path.name.endswith(_FRAGMENT):
            page = html.parse(path).getroot()
            problems += _links(page, path, partial(_leaves, own))
    return problems


def _leaves(own: Path, target: Path) -> bool:
    return not target.is_relative_to(own)


def _links(page: Any, path: Path, wanted: Callable[[Path], bool]) -> Iterator[str]:
    for element in page.iter("a", "img", "link"):
        address = element.get("href") or element.get("src") or ""
        if ":" in address:
            continue
        place, _, anchor = address.partition("#")
        target = ((path.parent / unquote(place)) if place else path).resolve()
        if not wanted(target):
            continue
        if not target.is_file():
            yield f"{path.name} leads to {address}, which is not there."
        elif anchor and unquote(anchor) not in _names(
            target, target.stat().st_mtime_ns
        ):
            yield f"{path.name} leads to {address}, a place that does not exist."


@lru_cache(maxsize=64)
def _names(path: Path, _: int) -> frozenset[str]:
    """Return the identifiers of a page; the time says that it is the same page."""
    root = html.parse(path).getroot()
    return frozenset(root.xpath("//@id"))


def _pictures(root: Any) -> Iterator[str]:
    for picture in root.iter("img"):
        if picture.get("alt") is None:
            yield f"A picture has no alternative text: {picture.get('src')}"


def _words(root: Any, statements: Sequence[str]) -> Iterator[str]:
    if not root.get("lang"):
        yield "The page does not say its language."
    if any(each.get("type") != "application/ld+json" for each in root.iter("script")):
        yield "The page holds a script."
    told = "".join(c for c in root.text_content() if c.isalnum())
    for statement in statements:
        if "".join(c for c in statement if c.isalnum()) not in told:
            yield f"The page does not hold: {statement}"
