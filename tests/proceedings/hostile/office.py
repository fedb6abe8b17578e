"""Word and OpenDocument files as small as they can be, and what is wrong in them."""

import io
import zipfile
from collections.abc import Mapping

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
TEXT = "Besedilo, ki ostane."

Parts = Mapping[str, str | bytes]
NONE: Parts = {}


def packed(parts: Parts, *, first: str = "", how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of the parts; `first` is stored plainly, before all others."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in sorted(parts.items(), key=lambda item: item[0] != first):
            kind = zipfile.ZIP_STORED if name == first else how
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return made.getvalue()


def word(body: str = "", relations: str = "", parts: Parts = NONE) -> bytes:
    """Return a DOCX file with a paragraph, a body after it, and further parts."""
    return packed(word_parts(body, relations, parts))


def word_parts(
    body: str = "", relations: str = "", parts: Parts = NONE
) -> dict[str, str | bytes]:
    """Return the parts of a DOCX file."""
    return {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.'
        'openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml", "")),
        "word/document.xml": f'<?xml version="1.0"?><w:document {_W} {_R}><w:body>'
        f"{run(TEXT)}{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
        f"{relations}</Relationships>",
        **parts,
    }


def relation(name: str, kind: str, target: str, mode: str = "External") -> str:
    """Return a relationship."""
    outside = f' TargetMode="{mode}"' if mode else ""
    return (
        f'<Relationship Id="{name}" Type="{_KIND}/{kind}" Target="{target}"{outside}/>'
    )


def rels(*rows: tuple[str, str, str, str]) -> str:
    """Return a part of relationships."""
    inner = "".join(relation(*row) for row in rows)
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def run(words: str) -> str:
    """Return a paragraph of words."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def linked(name: str) -> str:
    """Return a paragraph whose words are a link to a relationship."""
    inner = f"<w:r><w:t>povezava {name}</w:t></w:r>"
    return f'<w:p><w:hyperlink r:id="{name}">{inner}</w:hyperlink></w:p>'


def drawn(name: str, attribute: str = "embed") -> str:
    """Return a paragraph with a picture."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing">'
        '<wp:extent cx="90000" cy="90000"/><wp:docPr id="1" name="x" descr="Slika"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:blipFill><a:blip r:{attribute}='
        f'"{name}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def field(instruction: str) -> str:
    """Return a paragraph with a field of Word."""
    marks = [
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ]
    return f"<w:p>{''.join(marks)}</w:p>"


def open_text(body: str = "", head: str = "", parts: Parts = NONE) -> bytes:
    """Return an ODT file; `head` stands before the root of its content."""
    names = " ".join(
        f'xmlns:{name}="{_OASIS}:{space}:1.0"'
        for name, space in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content {names} '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
        f"<text:p>{TEXT}</text:p>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {names}><office:styles/>"
            "</office:document-styles>",
            **parts,
        },
        first="mimetype",
    )
