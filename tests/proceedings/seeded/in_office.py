"""Papers of the seeded set as DOCX and ODT."""

import html
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.image.exceptions import UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from tests.proceedings.seeded import paper as p
from tests.proceedings.seeded.in_text import LABELS, pictures
from tests.proceedings.seeded.paper import Paper, Picture

REGIONS = {"sl": "sl-SI", "it": "it-IT", "en": "en-GB", "de": "de-DE"}


# --- Word -----------------------------------------------------------------------------
def write_docx(paper: Paper, folder: Path) -> Path:
    document = docx.Document()
    _declare(document, paper.declared)
    document.core_properties.author = paper.property_author
    document.core_properties.title = ""
    document.add_paragraph(paper.title, style="Title")
    abstract, keywords = LABELS[paper.language]
    if paper.abstract:
        document.add_paragraph(f"{abstract}: {paper.abstract}")
    if paper.keywords:
        document.add_paragraph(f"{keywords}: {paper.keywords}")
    for block in paper.blocks:
        _word(document, block)
    path = folder / "paper.docx"
    document.save(path)
    return path


def _declare(document: Any, language: str) -> None:
    """Say in the styles what language the document is in, or nothing of it."""
    for mark in list(document.styles.element.iter(qn("w:lang"))):
        if language:
            mark.set(qn("w:val"), REGIONS[language])
        else:
            mark.getparent().remove(mark)


def _word(document: Any, block: p.Block) -> None:
    match block:
        case p.Heading(level, words):
            document.add_heading(words, level)
        case p.Para(pieces):
            paragraph = document.add_paragraph()
            for piece in pieces:
                _word_piece(document, paragraph, piece)
        case p.Bullets(items):
            for item in items:
                document.add_paragraph(item, style="List Bullet")
        case p.Table(rows, header, caption):
            _word_table(document, rows, header, caption)
        case p.Picture():
            _word_picture(document, block)
        case p.Gap(count):
            for _ in range(count):
                document.add_paragraph("")
        case _:
            raise NotImplementedError(block)


def _word_piece(document: Any, paragraph: Any, piece: p.Piece) -> None:
    match piece:
        case str():
            first, *others = piece.split("\n")
            run = paragraph.add_run(first)
            for line in others:
                run.add_break()
                run = paragraph.add_run(line)
        case p.Bold(words):
            paragraph.add_run(words).bold = True
        case p.Link(words, target):
            paragraph._p.append(_word_link(document, words, target))
        case p.Spoken(words, language):
            mark = OxmlElement("w:lang")
            mark.set(qn("w:val"), REGIONS[language])
            paragraph.add_run(words)._r.get_or_add_rPr().append(mark)
        case p.Inserted(words, by):
            change = OxmlElement("w:ins")
            change.set(qn("w:id"), "901")
            change.set(qn("w:author"), by)
            change.append(paragraph.add_run(words)._r)
            paragraph._p.append(change)
        case p.Remarked(words, remark, by):
            document.add_comment(paragraph.add_run(words), remark, author=by)
        case _:
            raise NotImplementedError(piece)


def _word_link(document: Any, words: str, target: str) -> Any:
    link = OxmlElement("w:hyperlink")
    if target.startswith("#"):
        link.set(qn("w:anchor"), target[1:])
    else:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        link.set(qn("r:id"), document.part.relate_to(target, kind, is_external=True))
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)
    return link


def _word_table(
    document: Any,
    rows: tuple[tuple[str, ...], ...],
    header: tuple[str, ...],
    caption: str,
) -> None:
    if caption:
        document.add_paragraph(caption, style="Caption")
    lines = [*([header] if header else []), *rows]
    table = document.add_table(len(lines), len(rows[0]))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.set(qn("w:firstRow"), "1" if header else "0")
    look.set(qn("w:val"), "04A0" if header else "0480")
    for number, line in enumerate(lines):
        for column, words in enumerate(line):
            table.cell(number, column).text = words
    if header:
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)


_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def _word_picture(document: Any, block: Picture) -> None:
    try:
        shape = document.add_picture(io.BytesIO(block.data), width=Cm(11))
    except (
        OSError,
        ValueError,
        KeyError,
        UnrecognizedImageError,
        UnexpectedEndOfFileError,
    ):
        # python-docx takes no damaged file, so it is swapped in.
        shape = document.add_picture(io.BytesIO(_whole()), width=Cm(11))
        embedded = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        document.part.related_parts[embedded]._blob = block.data
    properties = shape._inline.docPr
    if block.alt:
        properties.set("descr", block.alt)
    if block.decorative:
        extension = OxmlElement("a:ext")
        extension.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
        mark = extension.makeelement(
            f"{{{_DECORATIVE}}}decorative", {"val": "1"}, {"adec": _DECORATIVE}
        )
        extension.append(mark)
        listed = OxmlElement("a:extLst")
        listed.append(extension)
        properties.append(listed)
    if block.caption:
        document.add_paragraph(block.caption, style="Caption")


def _whole() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (7, 7), "red").save(buffer, "PNG")
    return buffer.getvalue()


# --- OpenDocument ---------------------------------------------------------------------
_NAMES = {
    "office": "office",
    "text": "text",
    "table": "table",
    "draw": "drawing",
    "svg": "svg-compatible",
    "style": "style",
    "fo": "xsl-fo-compatible",
    "meta": "meta",
    "manifest": "manifest",
}
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in _NAMES.items()
)
_SPACES += (
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def write_odt(paper: Paper, folder: Path) -> Path:
    abstract, keywords = LABELS[paper.language]
    body = f'<text:p text:style-name="Title">{html.escape(paper.title)}</text:p>'
    if paper.abstract:
        body += f"<text:p>{abstract}: {html.escape(paper.abstract)}</text:p>"
    if paper.keywords:
        body += f"<text:p>{keywords}: {html.escape(paper.keywords)}</text:p>"
    body += "".join(map(_open, paper.blocks))
    changes = ""
    if "text:change-start" in body:
        changes = (
            '<text:tracked-changes><text:changed-region text:id="ct1"><text:insertion>'
            "<office:change-info><dc:creator>Author</dc:creator></office:change-info>"
            "</text:insertion></text:changed-region></text:tracked-changes>"
        )
    language = f'fo:language="{paper.declared}"' if paper.declared else ""
    author = html.escape(paper.property_author)
    files = {
        "content.xml": f"<office:document-content {_SPACES}><office:automatic-styles>"
        '<style:style style:name="B" style:family="text"><style:text-properties '
        'fo:font-weight="bold"/></style:style>'
        + "".join(
            f'<style:style style:name="L{code}" style:family="text">'
            f'<style:text-properties fo:language="{code}"/></style:style>'
            for code in REGIONS
        )
        + '<style:style style:name="D" style:family="graphic">'
        '<style:graphic-properties loext:decorative="true"/></style:style>'
        + f"</office:automatic-styles><office:body><office:text>{changes}{body}"
        "</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_SPACES}><office:styles>"
        '<style:default-style style:family="paragraph"><style:text-properties '
        f'{language}/></style:default-style><style:style style:name="Title" '
        'style:family="paragraph"/></office:styles></office:document-styles>',
        "meta.xml": f"<office:document-meta {_SPACES}><office:meta>"
        f"<meta:initial-creator>{author}</meta:initial-creator></office:meta>"
        "</office:document-meta>",
        "META-INF/manifest.xml": f"<manifest:manifest {_SPACES}><manifest:file-entry "
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.'
        'opendocument.text"/></manifest:manifest>',
    }
    path = folder / "paper.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, text in files.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
        for name, data in pictures(paper).items():
            archive.writestr(f"Pictures/{name}", data)
    return path


def _open(block: p.Block) -> str:
    match block:
        case p.Heading(level, words):
            return f'<text:h text:outline-level="{level}">{html.escape(words)}</text:h>'
        case p.Para(pieces):
            return f"<text:p>{''.join(map(_open_piece, pieces))}</text:p>"
        case p.Bullets(items):
            inner = "".join(
                f"<text:list-item><text:p>{html.escape(item)}</text:p></text:list-item>"
                for item in items
            )
            return f"<text:list>{inner}</text:list>"
        case p.Table(rows, header, caption):
            return _open_table(rows, header, caption)
        case p.Picture():
            return _open_picture(block)
        case p.Gap(count):
            return "<text:p/>" * count
        case _:
            raise NotImplementedError(block)


def _open_table(
    rows: tuple[tuple[str, ...], ...], header: tuple[str, ...], caption: str
) -> str:
    def line(cells: tuple[str, ...]) -> str:
        inner = "".join(
            f"<table:table-cell><text:p>{html.escape(cell)}</text:p></table:table-cell>"
            for cell in cells
        )
        return f"<table:table-row>{inner}</table:table-row>"

    told = f"<text:p>{html.escape(caption)}</text:p>" if caption else ""
    head = (
        f"<table:table-header-rows>{line(header)}</table:table-header-rows>"
        if header
        else ""
    )
    columns = "<table:table-column/>" * len(rows[0])
    body = "".join(map(line, rows))
    return f"{told}<table:table>{columns}{head}{body}</table:table>"


def _open_picture(block: Picture) -> str:
    style = ' draw:style-name="D"' if block.decorative else ""
    words = f"<svg:desc>{html.escape(block.alt)}</svg:desc>" if block.alt else ""
    frame = (
        f'<draw:frame{style} svg:width="11cm" svg:height="7cm"><draw:image '
        f'xlink:href="Pictures/{block.name}"/>{words}</draw:frame>'
    )
    caption = f"<text:p>{html.escape(block.caption)}</text:p>" if block.caption else ""
    return f"<text:p>{frame}</text:p>{caption}"


def _open_piece(piece: p.Piece) -> str:
    match piece:
        case str():
            return html.escape(piece).replace("\n", "<text:line-break/>")
        case p.Bold(words):
            return f'<text:span text:style-name="B">{html.escape(words)}</text:span>'
        case p.Link(words, target):
            address = html.escape(target)
            return f'<text:a xlink:href="{address}">{html.escape(words)}</text:a>'
        case p.Spoken(words, language):
            style = f'text:style-name="L{language}"'
            return f"<text:span {style}>{html.escape(words)}</text:span>"
        case p.Inserted(words, _):
            return (
                f'<text:change-start text:change-id="ct1"/>{html.escape(words)}'
                '<text:change-end text:change-id="ct1"/>'
            )
        case p.Remarked(words, remark, by):
            return (
                f"<office:annotation><dc:creator>{by}</dc:creator><text:p>"
                f"{html.escape(remark)}</text:p></office:annotation>{html.escape(words)}"
            )
        case _:
            raise NotImplementedError(piece)
