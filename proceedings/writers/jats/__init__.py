"""JATS 1.3: one XML file a paper, in the Archiving and Interchange tag set.

That set and not Publishing, because Publishing asks for an ISSN, and a volume of
proceedings has an ISBN and often nothing else (ANSI/NISO Z39.96-2021).
"""

import shutil
from pathlib import Path

from lxml import etree

from proceedings.book.assemble import Book
from proceedings.model import Paper
from proceedings.writers.jats.elements import LANG, NAMESPACES, Element
from proceedings.writers.jats.front import ALI, front
from proceedings.writers.jats.sections import text_of
from proceedings.writers.order import Order

DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and '
    'Interchange DTD with MathML3 v1.3 20210610//EN" '
    '"https://jats.nlm.nih.gov/archiving/1.3/JATS-archivearticle1-3-mathml3.dtd">'
)
_KINDS = {"proceedings": "research-article", "newspaper": "news"}
# What holds elements only, so that a line may end between them.
_OPEN = frozenset(
    [
        "article",
        "front",
        "journal-meta",
        "article-meta",
        "title-group",
        "contrib-group",
        "contrib",
        "article-categories",
        "permissions",
        "license",
        "abstract",
        "trans-abstract",
        "kwd-group",
        "funding-group",
        "conference",
        "counts",
        "body",
        "sec",
        "back",
        "ack",
        "app-group",
        "app",
        "ref-list",
        "ref",
        "citation-alternatives",
        "fn-group",
        "fn",
        "list",
        "list-item",
        "def-list",
        "def-item",
        "fig",
        "table-wrap",
        "caption",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "disp-quote",
        "verse-group",
    ]
)


def write(order: Order) -> list[Path]:
    """Write `papers/<id>.xml` and its pictures, `papers/<id>-files/…`."""
    folder = order.out / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    folders = ((paper, _folder(paper)) for paper in order.book.papers)
    texts = order.map(text_of, list(folders))
    for paper, text in zip(order.book.papers, texts, strict=True):
        target = folder / f"{paper.id}.xml"
        target.write_bytes(serialised(article(paper, order.book, text)))
        written += [target, *_pictures(paper, folder / _folder(paper))]
    return written


def article(paper: Paper, book: Book, text: str) -> Element:
    """Return a paper as an article; `text` is what `text_of` made of it."""
    root = etree.Element("article", nsmap={**NAMESPACES, "ali": ALI})
    root.set("article-type", _KINDS.get(book.volume.kind, "other"))
    root.set("dtd-version", "1.3")
    root.set(LANG, paper.language or book.volume.language)
    parts = etree.fromstring(text)
    root.append(front(paper, book, _counted(parts)))
    root.extend(list(parts))
    etree.cleanup_namespaces(root, top_nsmap={**NAMESPACES, "ali": ALI})
    return root


def serialised(root: Element) -> bytes:
    """Return an article as a file, with a line an element where that is harmless."""
    for made in root.iter(*_OPEN):
        made.text = (made.text or "").strip() + "\n"
        for child in made:
            child.tail = "\n"
    done: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, doctype=DOCTYPE
    )
    return done + b"\n"


def _counted(text: Element) -> dict[str, int]:
    formulas = sum(1 for _ in text.iter("disp-formula", "inline-formula"))
    return {
        "fig": sum(1 for _ in text.iter("fig")),
        "table": sum(1 for _ in text.iter("table-wrap")),
        "equation": formulas,
        "ref": sum(1 for _ in text.iter("ref")),
        "word": int(text.get("words")),
    }


def _folder(paper: Paper) -> str:
    return f"{paper.id}-files/"


def _pictures(paper: Paper, folder: Path) -> list[Path]:
    """Copy the pictures, unless the web pages brought the same ones already."""
    written = []
    for picture in paper.pictures.values():
        target = folder / picture.name
        if not target.exists():
            folder.mkdir(exist_ok=True)
            shutil.copyfile(picture.path, target)
            written.append(target)
    return written
