"""Cleans the library's web page of a paper for the site's own pages."""

import html
from collections.abc import Callable

import lxml.html
import nh3

PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}
DATA = tuple(f"data:{media_type};base64," for media_type in PICTURES.values())
TEXT = {
    "a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite",
    "code", "col", "colgroup", "dd", "del", "div", "dl", "dt", "em", "figcaption",
    "figure", "footer", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img",
    "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "section", "small",
    "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "u", "ul", "var",
}  # fmt: skip
MATHS = {
    "annotation", "math", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn",
    "mo", "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "ms",
    "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext",
    "mtr", "munder", "munderover", "semantics",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"id", "lang", "dir", "class", "role", "aria-label", "aria-labelledby",
          "aria-describedby", "aria-hidden"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "math": {"display", "alttext"},
    "mo": {"stretchy", "fence", "form", "separator", "largeop", "movablelimits",
           "accent", "minsize", "maxsize", "lspace", "rspace"},
    "mi": {"mathvariant"},
    "mstyle": {"displaystyle", "scriptlevel", "mathvariant"},
    "mspace": {"width"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mtable": {"columnalign", "rowspacing", "columnspacing"},
    "mtd": {"columnalign"},
    "menclose": {"notation"},
}  # fmt: skip


def fragment(page: str, *, address: Callable[[str], str]) -> str:
    """Return the text of a page that the library wrote, safe to show in ours.

    `address` gives the address of a picture that the page names; a picture
    without one is left out, its text stays.
    """
    root = lxml.html.fragment_fromstring(_body(page), create_parent="div")
    for picture in list(root.iter("img")):
        found = address(picture.get("src", ""))
        if found:
            picture.set("src", found)
            picture.set("loading", "lazy")
        else:
            _put_text_instead(picture)
    # The sanitiser comes last: nothing that was made above goes past it.
    return nh3.clean(
        _inside(root),
        tags=TEXT | MATHS,
        attributes=ATTRIBUTES,
        attribute_filter=_only_pictures_as_data,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener",
    )


def _only_pictures_as_data(tag: str, attribute: str, value: str) -> str | None:
    data = value.strip().lower().startswith("data:")
    if not data or ((tag, attribute) == ("img", "src") and value.startswith(DATA)):
        return value
    return None


def picture_names(text: str) -> list[str]:
    """Return the names of the pictures that a page shows, in order."""
    root = lxml.html.fragment_fromstring(_body(text), create_parent="div")
    return [picture.get("src", "") for picture in root.iter("img")]


def _body(page: str) -> str:
    """Return what stands inside the main part of a page; a fragment whole."""
    if "<body" not in page[:20000].lower():
        return page
    document = lxml.html.document_fromstring(page)
    for path in ("//main", "//article", "//body"):
        found = document.xpath(path)
        if found:
            return _inside(found[0])
    return ""


def _inside(element) -> str:
    parts = [html.escape(element.text or "", quote=False)]
    parts += [lxml.html.tostring(child, encoding="unicode") for child in element]
    return "".join(parts)


def _put_text_instead(picture) -> None:
    words = lxml.html.Element("span")
    words.text = picture.get("alt", "")
    words.tail = picture.tail
    picture.getparent().replace(picture, words)
