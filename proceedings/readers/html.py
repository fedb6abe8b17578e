"""HTML manuscripts."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from proceedings import language, pandoc
from proceedings.model import Person
from proceedings.readers import limits, metadata
from proceedings.readers.counting.page import tally_page
from proceedings.readers.manuscript import Files, Manuscript
from proceedings.readers.people import MOST_AUTHORS, check_orcid
from proceedings.report import Severity

_MOST_META = 500
_DECORATION = re.compile(
    r"<img(?=\s)([^>]{0,2000}?\salt\s*=\s*(?:\"\s*\"|'\s*')(?=[\s/>]))", re.IGNORECASE
)


class _Head(HTMLParser):
    """The `meta` tags of a page that scholarly search engines read, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag's name and content."""
        values = {key: " ".join((value or "").split()) for key, value in attrs}
        name = values.get("name", "").casefold().removeprefix("dcterms.")
        if tag == "meta" and values.get("content") and len(self.values) < _MOST_META:
            self.values.append((name.removeprefix("dc."), values["content"]))


def _read_head(manuscript: Manuscript, words: str) -> None:
    """Fill the front from `citation_*` and Dublin Core, where the page has them."""
    head = _Head()
    head.feed(words)
    front = manuscript.front
    named = dict(reversed(head.values))
    title = named.get("citation_title") or (front.title or named.get("title", ""))
    if title != front.title:
        front.title = title[: metadata.LONGEST_TITLE]
        known = "citation_title" if "citation_title" in named else "dc.title"
        front.found["title"] = f"meta:{known}"
    people = _people(head.values)
    if people:
        front.authors, front.author_lines = tuple(people), []
        key = "citation_author" if "citation_author" in named else "dc.creator"
        front.found["authors"] = f"meta:{key}"
    code = language.normalise(
        named.get("citation_language", "") or named.get("language", "")
    )
    if code and not front.language:
        front.language = code
    if "citation_abstract" in named:
        front.abstracts.setdefault("", named["citation_abstract"])
        front.found.setdefault("abstract.", "meta:citation_abstract")
    if "citation_keywords" in named:
        front.keywords.setdefault(
            "", metadata.split_keywords(named["citation_keywords"])
        )
        front.found.setdefault("keywords.", "meta:citation_keywords")


def _people(values: list[tuple[str, str]]) -> list[Person]:
    """Return the authors; what follows a name belongs to it."""
    wanted = "citation_author" if ("citation_author" in dict(values)) else "creator"
    people: list[Person] = []
    for name, content in values[:_MOST_META]:
        if name == wanted:
            family, _, given = (part.strip() for part in content.partition(","))
            people.append(Person(f"{given} {family}".strip()))
        elif people and name.startswith("citation_author_"):
            people[-1] = _said(people[-1], name, content)
    return people[:MOST_AUTHORS]


def _said(person: Person, name: str, content: str) -> Person:
    if name == "citation_author_institution":
        return replace(person, affiliations=(*person.affiliations, content))
    if name == "citation_author_email":
        return replace(person, email=content)
    if name == "citation_author_orcid":
        return replace(person, orcid=check_orcid(content))
    return person


def read(source: Path, job: Path, files: Files) -> Manuscript:
    """Return the manuscript of an HTML file."""
    words, guessed = limits.decode(source.read_bytes())
    passed = job / "in.html"
    # An empty alt attribute says that a picture is decoration; pandoc forgets it.
    shown = _DECORATION.sub(r"<img role='presentation'\1", words)
    passed.write_text(shown.replace("\0", "\ufffd"), encoding="utf-8")
    document, _ = pandoc.to_ast(passed, "html")
    manuscript = Manuscript(
        blocks=document["blocks"],
        front=metadata.read_front(document["meta"], "meta"),
        tally=tally_page(words),
        taken=list(document["meta"].values()),
        files=files,
    )
    _read_head(manuscript, words)
    if guessed:
        manuscript.find("text-encoding", Severity.WARNS, source.name)
    return manuscript
