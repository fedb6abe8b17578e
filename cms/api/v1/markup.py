"""Rich text as a partner can paste it: clean HTML with absolute addresses."""

from urllib.parse import urljoin

import nh3

from cms.press import webtext

TAGS = {
    *("p", "br", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("a", "strong", "b", "em", "i", "sub", "sup", "abbr", "code", "pre", "span"),
    *("blockquote", "q", "cite", "figure", "figcaption", "img", "hr"),
    *("section", "aside", "table", "caption", "thead", "tbody", "tfoot", "tr"),
    *("th", "td", *webtext.MATHML),
}
EVERYWHERE = {"lang", "dir", "id"}
ATTRIBUTES = {
    "*": EVERYWHERE,
    "a": {"href", "hreflang", "title"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "type"},
    **dict.fromkeys(webtext.MATHML, webtext.MATH_ATTRIBUTES),
    "blockquote": {"cite"},
}
ADDRESSES = {"href", "src", "cite"}


def clean_html(html: str, *, base: str) -> str:
    """Return `html` without scripts, styles and classes, its links absolute."""

    def absolute(tag: str, attribute: str, value: str) -> str:
        if attribute == "srcset":
            return _absolute_set(value, base)
        if attribute in ADDRESSES and not value.startswith("#"):
            return urljoin(base, value)
        return value

    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=absolute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    ).strip()


def _absolute_set(value: str, base: str) -> str:
    candidates = [candidate.split() for candidate in value.split(",")]
    return ", ".join(
        " ".join([urljoin(base, parts[0]), *parts[1:]]) for parts in candidates if parts
    )
