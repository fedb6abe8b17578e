"""Fits the library's text of a paper into the site's own pages."""

import html
from collections.abc import Callable

import lxml.html
import nh3

from proceedings.writers import markup
from proceedings.writers.markup import MATH_ATTRIBUTES, MATHML

__all__ = ["MATHML", "MATH_ATTRIBUTES", "PICTURES", "fit"]

PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}
DATA = tuple(f"data:{media_type};base64," for media_type in PICTURES.values())


def fit(fragment: str, *, address: Callable[[str], str]) -> str:
    """Return a paper's text, safe to show, its pictures at addresses of the site.

    `address` gives the address of a picture that the text names; a picture
    without one is left out, its words stay.
    """
    root = lxml.html.fragment_fromstring(fragment, create_parent="div")
    for picture in list(root.iter("img")):
        found = address(picture.get("src", ""))
        if found:
            picture.set("src", found)
            picture.set("loading", "lazy")
        else:
            _put_words_instead(picture)
    # The sanitiser comes last: nothing that was made above goes past it.
    return nh3.clean(
        _inside(root),
        tags=set(markup.TEXT | markup.MATHML),
        attributes={
            **{tag: set(names) for tag, names in markup.ATTRIBUTES.items()},
            "img": {*markup.ATTRIBUTES["img"], "loading"},
        },
        attribute_filter=_only_pictures_as_data,
        generic_attribute_prefixes={"aria-"},
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener",
    )


def _only_pictures_as_data(tag: str, attribute: str, value: str) -> str | None:
    data = value.strip().lower().startswith("data:")
    if not data or ((tag, attribute) == ("img", "src") and value.startswith(DATA)):
        return value
    return None


def _inside(element) -> str:
    parts = [html.escape(element.text or "", quote=False)]
    parts += [lxml.html.tostring(child, encoding="unicode") for child in element]
    return "".join(parts)


def _put_words_instead(picture) -> None:
    words = lxml.html.Element("span")
    words.text = picture.get("alt", "")
    words.tail = picture.tail
    picture.getparent().replace(picture, words)
