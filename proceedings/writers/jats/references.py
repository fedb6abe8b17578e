"""The list of works: as elements what is known of each, else as it is printed.

One of both stands in a `ref`: few readers look into `citation-alternatives`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from proceedings.model import Block
from proceedings.readers.tree import text
from proceedings.writers.citing.names import family_of
from proceedings.writers.citing.records import bare_doi
from proceedings.writers.citing.words import one_line
from proceedings.writers.jats.blocks import blocks
from proceedings.writers.jats.elements import HREF, Element, add, add_if, element
from proceedings.writers.jats.inlines import Text

_TYPES = {
    "article-journal": "journal",
    "article-magazine": "journal",
    "article-newspaper": "newspaper",
    "book": "book",
    "chapter": "book",
    "entry-encyclopedia": "book",
    "paper-conference": "confproc",
    "report": "report",
    "thesis": "thesis",
    "webpage": "web",
    "post-weblog": "web",
    "dataset": "data",
    "software": "software",
    "patent": "patent",
    "legislation": "legal",
}
# Types whose own title stands within a larger work.
_WITHIN = {"chapter": "chapter-title", "entry-encyclopedia": "chapter-title"}
# What citeproc and pandoc leave of markup in the values of CSL-JSON.
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>")


def reference_list(
    article: Text, works: Sequence[Block], title: Sequence[Block]
) -> Element:
    """Return the works of a Div of class `references` under their title."""
    made = element("ref-list")
    if title:
        article.fill_inside(add(made, "title"), title)
    entries = list(_entries(works))
    known = _known(article, entries)
    for (identifier, printed), item in zip(entries, known, strict=True):
        ref = add(made, "ref")
        article.names.give(ref, identifier)
        cited = element_citation(item) if item and "unstructured" not in item else None
        ref.append(_mixed(article, printed) if cited is None else cited)
    return made


def _entries(works: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Yield identifier and blocks of each work, whatever the list is made of."""
    for node in works:
        kind, content = node["t"], node.get("c", ())
        if kind == "Div" and "csl-entry" not in content[0][1] and content[1]:
            yield from _entries(content[1])
        elif kind == "Div":
            yield content[0][0], content[1]
        elif kind in {"BulletList", "OrderedList"}:
            for item in content if kind == "BulletList" else content[1]:
                lists = [b for b in item if b["t"] in {"BulletList", "OrderedList"}]
                own = [block for block in item if block not in lists]
                if text(own):
                    yield "", own
                # An archive and its fonds: each is a work of its own.
                yield from _entries(lists)
        elif text([node]):
            yield "", [node]


def _known(
    article: Text, entries: Sequence[tuple[str, list[Block]]]
) -> list[Mapping[str, Any] | None]:
    """Return the record of each entry: by its place, else by its name."""
    references = article.paper.references
    if len(references) == len(entries):
        # Both are in printed order; names lose what an identifier cannot hold.
        return list(references)
    named = {f"{article.paper.id}--ref-{item.get('id')}": item for item in references}
    return [named.get(identifier) for identifier, _ in entries]


def _mixed(article: Text, printed: list[Block]) -> Element:
    """Return a work in the words of the page."""
    made = element("mixed-citation")
    for part in blocks(article, printed):
        if len(made) or made.text:
            etree.SubElement(made, "gap").tail = " "
        if part.tag in {"p", "named-content"}:
            part.tag = "gap"
            made.append(part)
        else:
            etree.SubElement(made, "gap").text = " ".join(
                "".join(part.itertext()).split()
            )
    etree.strip_tags(made, "gap", "xref", "target")
    return made


def element_citation(item: Mapping[str, Any]) -> Element | None:
    """Return a record of CSL-JSON as elements, or None if it says nothing."""
    kind = str(item.get("type", ""))
    made = element(
        "element-citation", "", {"publication-type": _TYPES.get(kind, "other")}
    )
    for role in ("author", "editor", "translator"):
        _people(made, role, item.get(role, []))
    _titles(made, kind, item)
    for tag, key in (("edition", "edition"), ("volume", "volume"), ("issue", "issue")):
        add_if(made, tag, _value(item, key))
    add_if(made, "series", _value(item, "collection-title"))
    add_if(made, "conf-name", _value(item, "event-title") or _value(item, "event"))
    _date(made, item)
    _pages(made, _value(item, "page"))
    add_if(made, "publisher-name", _value(item, "publisher"))
    add_if(made, "publisher-loc", _value(item, "publisher-place"))
    add_if(made, "isbn", _value(item, "ISBN"))
    for number in re.findall(r"[\dXx-]{8,9}", _value(item, "ISSN")):
        add(made, "issn", number)
    add_if(made, "pub-id", bare_doi(_value(item, "DOI")), {"pub-id-type": "doi"})
    _address(made, _value(item, "URL"))
    add_if(made, "date-in-citation", _day(item.get("accessed")))
    add_if(made, "comment", _value(item, "note"))
    return made if len(made) else None


def _titles(made: Element, kind: str, item: Mapping[str, Any]) -> None:
    title, container = _value(item, "title"), _value(item, "container-title")
    if container:
        add_if(made, _WITHIN.get(kind, "article-title"), title)
        add(made, "source", container)
    else:
        add_if(made, "source", title)


def _people(made: Element, role: str, names: Any) -> None:
    people = [name for name in names if isinstance(name, dict)]
    if not people:
        return
    group = add(made, "person-group", "", {"person-group-type": role})
    for name in people:
        if name.get("family"):
            person = add(group, "name")
            add(person, "surname", one_line(_bare(family_of(name))))
            add_if(person, "given-names", one_line(_bare(name.get("given", ""))))
            add_if(person, "suffix", one_line(name.get("suffix", "")))
        else:
            add_if(group, "collab", one_line(_bare(name.get("literal", ""))))
    if not len(group):
        made.remove(group)


def _date(made: Element, item: Mapping[str, Any]) -> None:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    if parts and parts[0]:
        add(made, "year", str(parts[0][0]))
    elif isinstance(issued, dict):
        add_if(
            made, "year", one_line(str(issued.get("literal", issued.get("raw", ""))))
        )


def _day(date: Any) -> str:
    """Return a date of CSL-JSON as year-month-day, as far as it is known."""
    parts = date.get("date-parts") if isinstance(date, dict) else None
    return "-".join(f"{part:02}" for part in parts[0]) if parts else ""


def _pages(made: Element, pages: str) -> None:
    first, _, last = pages.replace("\u2013", "-").partition("-")
    add_if(made, "fpage", first.strip())
    add_if(made, "lpage", last.strip(" -"))


def _address(made: Element, address: str) -> None:
    if address.startswith(("https://", "http://")):
        add(made, "ext-link", address, {"ext-link-type": "uri", HREF: address})


def _value(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key, "")
    return one_line(_bare(str(value))) if isinstance(value, (str, int)) else ""


def _bare(words: str) -> str:
    return _MARKUP.sub("", words)
