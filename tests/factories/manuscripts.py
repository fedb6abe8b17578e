"""Word documents that tell their author in every place that Word has for it."""

import io
import zipfile

import docx
import pikepdf
import pypdfium2 as pdfium
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

# Each stands in another place, so that a failure names the place.
AUTHOR = "Zdenka Kukovičnik"
ADDRESS = "zdenka.kukovicnik@institut-kukovica.si"
ORGANISATION = "Inštitut Kukovica za zadružništvo"
PLANTED = {
    "property creator": "Creatrix Propertynik",
    "property last modified by": "Modifik Propertyak",
    "property comments": "Remarka Propertič",
    "comment author": "Commenta Kritik",
    "comment text": "Commentwords zaupno",
    "inserted by": "Insertina Sledik",
    "deleted by": "Deleta Sledak",
    "deleted words": "Deletedwords",
    "header": "Headera Glavnik",
    "footer": "Footera Nogavič",
    "picture description name": "Picturina Slikar",
    "acknowledgement": "Hvaležnica Thankovič",
    "about the author": "Biografina Opisnik",
}
TELLING = {
    **PLANTED,
    "author": "Kukovičnik",
    "address": "institut-kukovica",
    "organisation": "Inštitut Kukovica",
}


def telling(author: str = AUTHOR) -> bytes:
    """Return a Word document about co-operatives that names its author all over."""
    document = docx.Document()
    properties = document.core_properties
    properties.author = PLANTED["property creator"]
    properties.last_modified_by = PLANTED["property last modified by"]
    properties.comments = PLANTED["property comments"]
    section = document.sections[0]
    section.header.paragraphs[0].text = PLANTED["header"]
    section.footer.paragraphs[0].text = PLANTED["footer"]
    document.add_paragraph("Zadruge v dolini", style="Title")
    document.add_paragraph(author)
    document.add_paragraph(f"{ORGANISATION}, {ADDRESS}")
    document.add_heading("Uvod", 1)
    paragraph = document.add_paragraph("Zadruge so v dolini zaposlovale ljudi. ")
    remarked = paragraph.add_run("Prve so nastale zgodaj.")
    document.add_comment(
        remarked,
        text=PLANTED["comment text"],
        author=PLANTED["comment author"],
        initials="CK",
    )
    _track(paragraph, "w:ins", PLANTED["inserted by"], "Članov je bilo veliko. ")
    _track(paragraph, "w:del", PLANTED["deleted by"], PLANTED["deleted words"])
    document.add_picture(_drawing())
    name = document.inline_shapes[0]._inline.docPr
    name.set("descr", "Krog v modrem polju")
    name.set("title", PLANTED["picture description name"])
    document.add_paragraph(f"Podatki so na voljo na naslovu {ADDRESS}.")
    document.add_heading("Zahvala", 1)
    document.add_paragraph(f"Za pomoč se zahvaljujem: {PLANTED['acknowledgement']}.")
    document.add_heading("O avtorici", 1)
    document.add_paragraph(f"{PLANTED['about the author']} živi v dolini.")
    document.add_heading("Sklep", 1)
    document.add_paragraph("Zadruge ostajajo pomembne.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def parts(body: bytes) -> bytes:
    """Return all members of an office file, unpacked, one behind the other."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def bytes_of_pdf(body: bytes) -> bytes:
    """Return everything that a PDF holds: objects, streams unpacked, and its text."""
    held = [body]
    with pikepdf.open(io.BytesIO(body)) as document:
        for each in document.objects:
            held.append(repr(each).encode())
            if isinstance(each, pikepdf.Stream):
                held.append(each.read_raw_bytes())
                try:
                    held.append(each.read_bytes())
                except pikepdf.PdfError:
                    # Pictures stay packed as JPEG; their bytes are held above.
                    continue
        held.append(repr(document.docinfo).encode())
    with pdfium.PdfDocument(body) as document:
        held += [page.get_textpage().get_text_bounded().encode() for page in document]
    return b"\n".join(held)


def places_in(body: bytes, words: dict[str, str]) -> list[str]:
    """Name the places whose words are there, in whatever encoding."""
    spellings = ("utf-8", "utf-16-be", "utf-16-le")
    return [
        place
        for place, told in words.items()
        if any(told.encode(spelling) in body for spelling in spellings)
    ]


def _track(paragraph, tag: str, author: str, words: str) -> None:
    """Add words as a tracked change."""
    change = OxmlElement(tag)
    change.set(qn("w:id"), "901")
    change.set(qn("w:author"), author)
    change.set(qn("w:date"), "2026-01-02T03:04:05Z")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText" if tag == "w:del" else "w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    change.append(run)
    paragraph._p.append(change)


def _drawing() -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", (300, 200), "navy").save(target, "PNG")
    target.seek(0)
    return target
