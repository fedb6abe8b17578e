"""OpenDocument manuscripts."""

import re
from html import unescape
from pathlib import Path, PurePosixPath

from proceedings import language
from proceedings.readers import docx, limits, office
from proceedings.readers.counting.open_document import tally_open_document
from proceedings.readers.manuscript import Manuscript
from proceedings.readers.tree import Node, string, walk
from proceedings.report import Severity

_CHANGES = re.compile(rb"<text:changed-region ")
_COMMENT = re.compile(rb"<office:annotation[ >]")
_LANGUAGE = re.compile(
    rb'<style:default-style[^>]*style:family="paragraph".*?'
    rb'fo:language="([a-z]+)"',
    re.DOTALL,
)

_FRAME = re.compile(r"<draw:frame\b.*?</draw:frame>", re.DOTALL)
_PICTURE = re.compile(r'<draw:image\b[^>]*\bxlink:href="([^"]*)"')
# As LibreOffice writes it: in the style of the picture's frame.
_DECORATIVE = re.compile(
    r'<style:style\b[^>]*\bstyle:name="([^"]{1,200})"[^>]*>\s*'
    r'<style:graphic-properties\b[^>]*\bloext:decorative="true"'
)
_DESCRIPTION = re.compile(r"<svg:desc>([^<]*)</svg:desc>")
_TITLE = re.compile(r"<svg:title>([^<]*)</svg:title>")


def read(source: Path, job: Path) -> Manuscript:
    """Return the manuscript of an ODT file."""
    passed = job / "in.odt"
    parts = limits.pass_office(source, passed, office.mend_open_document)
    manuscript = docx.read_office(passed, "odt", job / "media")
    manuscript.tally = tally_open_document(parts)
    manuscript.styles = manuscript.tally.styles if manuscript.tally else []
    docx.note_properties(manuscript, parts)
    body = parts.get("content.xml", b"")
    for code, severity, pattern in (
        ("tracked-changes", Severity.WARNS, _CHANGES),
        ("comments", Severity.NOTES, _COMMENT),
    ):
        if count := len(pattern.findall(body)):
            manuscript.find(code, severity, count=count)
    manuscript.blocks = _described(manuscript.blocks, body.decode("utf-8", "replace"))
    found = _LANGUAGE.search(parts.get("styles.xml", b""))
    if found and not manuscript.front.language:
        manuscript.front.language = language.normalise(found[1].decode())
    return manuscript


def _described(blocks: list[Node], body: str) -> list[Node]:
    """Return the blocks with the alternative texts, which pandoc does not read."""
    words: dict[str, str] = {}
    decorative = {
        PurePosixPath(unescape(name)).name
        for style in _DECORATIVE.findall(body)
        for frame in _FRAME.findall(body)
        if f'draw:style-name="{style}"' in frame
        for name in _PICTURE.findall(frame)
    }
    for frame in _FRAME.findall(body):
        picture = _PICTURE.search(frame)
        described = _DESCRIPTION.search(frame) or _TITLE.search(frame)
        if picture and described and described[1].strip():
            name = PurePosixPath(unescape(picture[1])).name
            words[name] = " ".join(unescape(described[1]).split())

    def describe(node: Node) -> None:
        if node["t"] == "Image":
            name = PurePosixPath(node["c"][2][0]).name
            if name in words:
                node["c"][1] = string(words[name])
            elif name in decorative:
                node["c"][0][1].append("decorative")

    described_blocks: list[Node] = walk(blocks, describe)
    return described_blocks
