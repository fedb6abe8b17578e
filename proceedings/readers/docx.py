"""Word manuscripts."""

import html
import re
from pathlib import Path, PurePosixPath

from proceedings import language, pandoc
from proceedings.readers import limits, metadata, office
from proceedings.readers.counting.word import tally_word
from proceedings.readers.manuscript import Files, Manuscript, media_files
from proceedings.readers.tree import Node, walk
from proceedings.report import Severity

_INSERTED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) ")
_COMMENT = re.compile(rb"<w:comment ")
_CHART = re.compile(rb"<(?:c|cx):chart |<dgm:relIds ")
_OBJECT = re.compile(rb"<o:OLEObject ")
_DRAWING = re.compile(rb"<w:drawing>.*?</w:drawing>", re.DOTALL)
_DECORATIVE = re.compile(rb'<\w+:decorative\b[^>]*\bval="(?:1|true)"')
_EMBEDDED = re.compile(rb'<a:blip\b[^>]*\br:embed="([^"]*)"')
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_RELATION_ID = re.compile(rb'\bId="([^"]*)"')
_RELATION_TARGET = re.compile(rb'\bTarget="([^"]*)"')
_LANGUAGE = re.compile(rb'<w:lang [^>]*w:val="([A-Za-z-]+)"')


def read(source: Path, job: Path) -> Manuscript:
    """Return the manuscript of a DOCX file."""
    passed = job / "in.docx"
    parts = limits.pass_office(source, passed, office.mend_word)
    manuscript = read_office(passed, "docx", job / "media")
    manuscript.tally = tally_word(parts)
    manuscript.styles = manuscript.tally.styles if manuscript.tally else []
    _look_at_parts(manuscript, parts)
    _mark_decorative(manuscript, parts)
    note_properties(manuscript, parts)
    found = _LANGUAGE.search(parts.get("word/styles.xml", b""))
    if found and not manuscript.front.language:
        manuscript.front.language = language.normalise(found[1].decode()[:2])
    return manuscript


def read_office(passed: Path, reader: str, media: Path) -> Manuscript:
    """Return the manuscript of an office file that passed the gate."""
    document, _ = pandoc.to_ast(passed, reader, media=media)
    prefix = f"{media}/"

    def shorten(node: Node) -> None:
        if node["t"] == "Image":
            target = node["c"][2]
            target[0] = target[0].removeprefix(prefix)

    blocks = walk(document["blocks"], shorten)
    document["meta"] = {
        key: walk(value, shorten) for key, value in document["meta"].items()
    }
    return Manuscript(
        blocks=blocks,
        front=metadata.read_front(document["meta"], "style"),
        taken=list(document["meta"].values()),
        files=media_files(media) if media.is_dir() else Files({}),
    )


def _look_at_parts(manuscript: Manuscript, parts: dict[str, bytes]) -> None:
    body = parts.get("word/document.xml", b"")
    for code, severity, count in (
        ("tracked-changes", Severity.WARNS, len(_INSERTED.findall(body))),
        (
            "comments",
            Severity.NOTES,
            len(_COMMENT.findall(parts.get("word/comments.xml", b""))),
        ),
        ("chart-lost", Severity.BLOCKS, len(_CHART.findall(body))),
        ("object-embedded", Severity.WARNS, len(_OBJECT.findall(body))),
    ):
        if count:
            manuscript.find(code, severity, count=count)


def _mark_decorative(manuscript: Manuscript, parts: dict[str, bytes]) -> None:
    """Mark the pictures that Word calls decorative, which pandoc does not read."""
    decorative: set[str] = set()
    meaningful: set[str] = set()
    for part in ("document", "footnotes", "endnotes"):
        relations = _relations(parts.get(f"word/_rels/{part}.xml.rels", b""))
        for drawing in _DRAWING.findall(parts.get(f"word/{part}.xml", b"")):
            kind = decorative if _DECORATIVE.search(drawing) else meaningful
            kind.update(relations.get(key, "") for key in _EMBEDDED.findall(drawing))
    # A file that is decoration here and content there needs its words.
    decorative -= meaningful | {""}

    def visit(node: Node) -> None:
        if node["t"] == "Image":
            name = PurePosixPath(node["c"][2][0]).name
            if name in decorative:
                node["c"][0][1].append("decorative")

    manuscript.blocks = walk(manuscript.blocks, visit)


def _relations(part: bytes) -> dict[bytes, str]:
    """Return the file name behind each relation of a part."""
    names: dict[bytes, str] = {}
    for relation in _RELATION.findall(part):
        key = _RELATION_ID.search(relation)
        target = _RELATION_TARGET.search(relation)
        if key and target:
            path = html.unescape(target[1].decode("utf-8", "replace"))
            names[key[1]] = PurePosixPath(path).name
    return names


# Whom programs name when nobody has told them.
_JUNK_AUTHOR = re.compile(
    r"\b(?:microsoft|office|windows|user|uporabnik|utente|admin\w*|python-docx|lenovo"
    r"|computer|apache poi)\b",
    re.IGNORECASE,
)
_JUNK_TITLE = re.compile(
    r"^(?:microsoft word|untitled|document\d*|dokument\d*|template|predloga|.*\.\w{2,4})$",
    re.IGNORECASE,
)


def note_properties(manuscript: Manuscript, parts: dict[str, bytes]) -> None:
    """Note title and author as the file's properties state them."""
    core = parts.get("docProps/core.xml", b"") or parts.get("meta.xml", b"")
    title = " ".join(_property(core, rb"dc:title").split())
    if len(title) >= 8 and not _JUNK_TITLE.match(title):
        manuscript.front.property_title = title[: metadata.LONGEST_TITLE]
    author = _property(core, rb"(?:meta:initial-creator|dc:creator)")
    if metadata.is_name(author) and not _JUNK_AUTHOR.search(author):
        manuscript.front.property_author = " ".join(author.split())


def _property(core: bytes, tag: bytes) -> str:
    found = re.search(rb"<" + tag + rb"(?: [^>]*)?>([^<]*)<", core)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""
