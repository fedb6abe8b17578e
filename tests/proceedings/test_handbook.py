"""The small handbook of `handbook/`: one book, the same in three languages."""

import re
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from proceedings import build, checks, volume_file
from proceedings.book import parallel
from proceedings.book.breaks import leaves
from proceedings.report import Severity

HANDBOOK = Path(__file__).parent / "handbook"
LANGUAGES = ("sl", "it", "en")
TABLE = """| Decision | Who decides |
|----------|-------------|
| Plan for the year | general meeting |
| Purchase up to 2,000 euros | board |

: Who decides what
"""


@pytest.fixture
def folder(tmp_path):
    target = tmp_path / "handbook"
    shutil.copytree(HANDBOOK, target)
    return target


def read(folder):
    """Return volumes and chapters by language."""
    volume = volume_file.load(folder)
    volumes = {code: volume_file.in_language(volume, code) for code in LANGUAGES}
    papers = {}
    for code, book in volumes.items():
        readings = (
            checks.prepare(entry, folder.parent / f"{code}-{entry.id}")
            for entry in book.papers
        )
        papers[code] = {
            reading.paper.id: parallel.with_fixed_ids(reading.paper)
            for reading in readings
        }
    return volumes, papers


def compared(papers, chapter="odlocanje"):
    found = parallel.compare({code: papers[code][chapter] for code in LANGUAGES}, "sl")
    return [(each.code, each.where, each.values["counts"]) for each in found]


def test_chapters_of_the_same_structure_have_no_findings(folder):
    _, papers = read(folder)
    assert [compared(papers, each) for each in ("odlocanje", "narocila")] == [[], []]


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (
            "it/decidere.md",
            "## Che cosa decide il consiglio\n",
            "",
            ("parallel-headings", "Kaj odloča upravni odbor", "sl 2, it 1, en 2"),
        ),
        (
            "it/decidere.md",
            "[^legge]\n\n[^legge]:",
            "\n\nNota:",
            ("parallel-notes", "En človek, en glas", "sl 1, it 0, en 1"),
        ),
        (
            "en/deciding.md",
            TABLE,
            "",
            ("parallel-tables", "Kaj odloča upravni odbor", "sl 1, it 1, en 0"),
        ),
    ],
)
def test_difference_is_named_with_its_place(folder, file, old, new, found):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    _, papers = read(folder)
    assert compared(papers) == [found]


def test_headings_and_tables_have_the_same_ids_in_all_languages(folder):
    _, papers = read(folder)
    ids = [
        [
            block["c"][1 if block["t"] == "Header" else 0][0]
            for block in leaves(papers[code]["odlocanje"].blocks)
            if block["t"] in {"Header", "Table"}
        ]
        for code in LANGUAGES
    ]
    expected = ["1", "2", "2-1", "2-2", "table-1"]
    assert ids == [[f"odlocanje--{each}" for each in expected]] * 3


def test_each_chapter_knows_the_same_chapter_in_the_other_languages(folder):
    volumes, papers = read(folder)
    (italian, english) = parallel.twins(volumes, papers)["sl"]["narocila"]
    assert (italian.language_name, italian.title, italian.url) == (
        "italiano",
        "Il primo ordine del Comune",
        "https://example.org/manuale",
    )
    assert (english.paper, english.language) == ("narocila", "en")


def test_differences_do_not_block(folder):
    path = folder / "it" / "decidere.md"
    path.write_text("# Uno\n\nTesto.", encoding="utf-8")
    _, papers = read(folder)
    chapter = {code: papers[code]["odlocanje"] for code in ("sl", "en")}
    chapter["it"] = checks.prepare(
        volume_file.in_language(volume_file.load(folder), "it").papers[0],
        folder.parent / "again",
        draft=True,
    ).paper
    severities = {each.severity for each in parallel.compare(chapter, "sl")}
    assert severities == {Severity.WARNS}


def test_handbook_becomes_a_book_in_each_language(folder, tmp_path):
    result = build(folder, tmp_path / "out", formats=("pdf", "html"))
    assert result.exit_code == 0
    paths = {each["path"] for each in result.manifest["outputs"]}
    assert {f"{code}/volume.pdf" for code in LANGUAGES} <= paths
    titles = []
    for code in LANGUAGES:
        with pikepdf.open(tmp_path / "out" / code / "volume.pdf") as pdf:
            titles.append(str(pdf.docinfo["/Title"]))
    assert [title.partition(":")[0] for title in titles] == [
        "Priročnik dobrih praks",
        "Manuale di buone pratiche",
        "Handbook of good practices",
    ]
    page = (tmp_path / "out/sl/papers/narocila.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(\.\./\.\./[^"]+)" hreflang="(..)"', page)
    assert links == [
        ("../../it/papers/narocila.html", "it"),
        ("../../en/papers/narocila.html", "en"),
    ]
    for link, _ in links:
        assert (tmp_path / "out/sl/papers" / link).resolve().is_file()
    document = pypdfium2.PdfDocument(tmp_path / "out/sl/papers/narocila.pdf")
    words = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert "Il primo ordine del Comune (italiano)" in words


def test_handbook_with_a_chapter_that_blocks_is_not_written_at_all(folder, tmp_path):
    (folder / "it" / "ordini.md").write_bytes(b"")
    result = build(folder, tmp_path / "out", formats=("html",))
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()
    blocking = [(each.paper, each.where) for each in result.report.blocking]
    assert blocking == [("narocila", "it · ordini.md")]
