"""Turns a paper's clean text into clean HTML, through pandoc and an allow-list."""

import re
from collections.abc import Sequence
from html import escape

import nh3

from proceedings import pandoc
from proceedings.book import marks
from proceedings.book.pages import PageBreak, PartPages
from proceedings.model import Block, Paper
from proceedings.writers.finishing import finished

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
    "accent", "accentunder", "alttext", "columnalign", "columnlines", "columnspacing", "display",
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
# Stands before the names of pictures until it is known where they lie.
_PICTURES = "coop-pictures/"
_PICTURE = re.compile(rf'(<img src="){re.escape(_PICTURES)}')
_MARK = re.compile(r'<span[^>]*\sid="page-(\d+)"[^>]*></span>')


def document(blocks: Sequence[Block]) -> pandoc.Document:
    """Return a pandoc document of the blocks, without metadata."""
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {},
        "blocks": list(blocks),
    }


def render(paper: Paper, breaks: Sequence[PageBreak] = ()) -> str:
    """Return the body of a paper as an HTML fragment: a job for the workbench.

    It fits every product once `placed` has said where its pictures lie and on
    which page it begins. Headings begin at the second level. Identifiers are those
    of the paper; notes are `<paper id>--fn1` and so on.
    """
    blocks = marks.with_page_breaks(paper.blocks, breaks, 1)
    fragment, _ = pandoc.convert(
        document(blocks),
        "html5",
        shift=1,
        html_math_method="mathml",
    )
    return clean(finished(fragment, paper, _PICTURES))


def placed(body: str, pictures: str, pages: PartPages | None) -> str:
    """Return a rendered body with the folder of its pictures and its page numbers.

    `pictures` is put before the name of each picture; without `pages`, the marks
    of pages are left out.
    """

    def marked(found: re.Match[str]) -> str:
        return page_mark(pages.label(int(found[1]))) if pages else ""

    return _MARK.sub(marked, _PICTURE.sub(rf"\g<1>{pictures}", body))


def page_mark(label: str) -> str:
    """Return the place where a page begins (DPUB-ARIA 1.1, doc-pagebreak).

    Its name is a title: `aria-label` is refused where a checker knows ARIA alone.
    """
    told = escape(label)
    return (
        f'<span id="{marks.name(told)}" class="{marks.PAGEBREAK}"'
        f' role="doc-pagebreak" title="{told}"></span>'
    )


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
