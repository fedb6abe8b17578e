"""Passages in another language keep the mark that their author gave them."""

from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from proceedings import readers
from proceedings.model import PaperEntry
from proceedings.readers.tree import nodes, text

OWN = (
    "Prve zadruge so v teh krajih nastale ob koncu stoletja, ko so kmetje ostali brez "
    "posojil in je bilo treba mleko prodajati skupaj."
)
ITALIAN = (
    "La cooperativa non è nata per fare beneficenza, ma per dare lavoro a chi era "
    "rimasto nel paese."
)


def spoken(source: Path, job: Path) -> list[tuple[str, str]]:
    job.mkdir()
    reading = readers.read_paper(
        PaperEntry("a", source, source.parent, language="sl"), job
    )
    return [
        (dict(node["c"][0][2])["lang"], text(node["c"][1]))
        for node in nodes(list(reading.paper.blocks))
        if node["t"] == "Span" and node["c"][0][2]
    ]


def word(path: Path, *paragraphs: tuple[str, str]) -> Path:
    document = docx.Document()
    document.add_paragraph("Zadruge v dolini", style="Title")
    for words, code in paragraphs:
        run = document.add_paragraph().add_run(words)
        if code:
            mark = OxmlElement("w:lang")
            mark.set(qn("w:val"), code)
            run._r.get_or_add_rPr().append(mark)
    document.save(path)
    return path


def test_word_when_the_words_agree_keeps_the_mark(tmp_path: Path) -> None:
    source = word(tmp_path / "a.docx", (OWN, ""), (ITALIAN, "it-IT"), (OWN, ""))
    assert spoken(source, tmp_path / "job") == [("it", ITALIAN)]


def test_word_when_it_marked_wrongly_by_itself_is_not_believed(tmp_path: Path) -> None:
    source = word(tmp_path / "a.docx", (OWN, "en-US"), (OWN, "it-IT"), (OWN, ""))
    assert spoken(source, tmp_path / "job") == []


@pytest.mark.parametrize(
    "page",
    ['<p lang="it">{}</p>', '<blockquote lang="it"><p>{}</p></blockquote>'],
)
def test_page_keeps_the_mark_of_a_paragraph(tmp_path: Path, page: str) -> None:
    source = tmp_path / "a.html"
    source.write_text(
        f'<!DOCTYPE html><html lang="sl"><head><meta charset="utf-8"><title>Zadruge'
        f"</title></head><body><h1>Uvod</h1><p>{OWN}</p>{page.format(ITALIAN)}"
        "</body></html>",
        encoding="utf-8",
    )
    assert spoken(source, tmp_path / "job") == [("it", ITALIAN)]


def test_page_with_an_empty_alt_has_a_decorative_picture(
    tmp_path: Path, picture: Path
) -> None:
    source = tmp_path / "a.html"
    source.write_text(
        f'<!DOCTYPE html><html lang="sl"><body><p>{OWN}</p>'
        f'<p><img src="{picture.name}" alt=""></p></body></html>',
        encoding="utf-8",
    )
    job = tmp_path / "job"
    job.mkdir()
    reading = readers.read_paper(PaperEntry("a", source, tmp_path), job)
    found = list(nodes(list(reading.paper.blocks)))
    assert [n["c"][0][1] for n in found if n["t"] == "Image"] == [["decorative"]]
