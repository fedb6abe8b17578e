"""Every page of a volume has one number, wherever the number is told."""

import itertools
import re
import string
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree, html

from proceedings import build
from proceedings.book.breaks import letters

XHTML = "{http://www.w3.org/1999/xhtml}"
VOLUME = """[volume]
title = "Zbornik"
language = "sl"
foreword = "uvod.md"
editors = ["Ana Žagar"]

[[sessions]]
id = "a"
title = "Prvi sklop"

[[sessions]]
id = "b"
title = "Drugi sklop"
"""
PAPER = """
[[papers]]
id = "{name}"
source = "{name}.md"
title = "Prispevek {name}"
session = "{session}"
language = "sl"
abstracts = {{ sl = "Povzetek prispevka." }}
keywords = {{ sl = ["beseda {name}"] }}

[[papers.authors]]
name = "{author}"
affiliations = ["Inštitut {name}"]
"""
REST = """
[[recommendations]]
id = "r"
title = "Priporočilo"
text = "Naj se zgodi."
target_group = "Občinam"
papers = ["dva"]

[[subjects]]
term = "zadruga"
papers = ["dva"]
places = [{ paper = "tri", words = "PASSAGE" }]
"""
# Names, how many words, and who wrote it.
PAPERS = {
    "ena": (1500, "Bor Čeh"),
    "dva": (300, "Cene Šmid"),
    "tri": (2100, "Bor Čeh"),
    "pet": (900, "Eva Žnidar"),
}
WITHOUT_MARKS = {"", "ii"}  # the cover, and the back of the half title


def words():
    """Yield words of which none comes twice."""
    for a, b, c in itertools.product(string.ascii_lowercase, repeat=3):
        yield f"{a}{b}{c}{b}o"


def passage() -> str:
    """Return words of a paragraph in the middle of the third paper."""
    return " ".join(itertools.islice(words(), 3700, 3704))


def text(told, count):
    """Return paragraphs, notes and a table of so many words."""
    given = list(itertools.islice(told, count))
    parts = ["# Naslov", ""]
    for number, at in enumerate(range(0, count, 75)):
        piece = given[at : at + 75]
        parts += [" ".join(piece) + f".[^{number}]", "", f"[^{number}]: Opomba.", ""]
    parts += ["| A | B |", "|---|---|", "| 1 | 2 |", ""]
    return "\n".join(parts)


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("truth")
    told = words()
    (folder / "uvod.md").write_text(text(told, 700), encoding="utf-8")
    described = VOLUME
    for number, (name, (count, author)) in enumerate(PAPERS.items()):
        (folder / f"{name}.md").write_text(text(told, count), encoding="utf-8")
        session = "a" if number < 2 else "b"
        described += PAPER.format(name=name, author=author, session=session)
    rest = REST.replace("PASSAGE", passage())
    (folder / "volume.toml").write_text(described + rest, encoding="utf-8")
    out = folder / "out"
    result = build(folder, out, formats=["pdf", "epub", "html", "jats"])
    assert result.exit_code == 0
    return out


def pages_of(path: Path) -> list[tuple[str, str]]:
    """Return label and text of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            (document.get_page_label(index), page.get_textpage().get_text_range())
            for index, page in enumerate(document)
        ]
    finally:
        document.close()


@pytest.fixture(scope="module")
def pages(book) -> dict[str, str]:
    """The text of each page of the volume that shows something, by its label."""
    told = pages_of(book / "volume.pdf")
    return {label: text for label, text in told if text.strip()}


def page(book, name):
    return html.parse(book / name).getroot()


def marks(root) -> list[tuple[str, str]]:
    """Return the labels of marked pages, each with the letters that follow."""
    found: list[list[str]] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and element.get("role") == "doc-pagebreak":
            found.append([element.get("title"), ""])
        kind = "text" if event == "start" else "tail"
        if found and isinstance(element.tag, str):
            found[-1][1] += getattr(element, kind) or ""
    return [(label, letters(text)) for label, text in found]


def starts(pages) -> dict[str, str]:
    """Return the label of the page that each paper begins on."""
    found = {}
    for label, text in pages.items():
        for name in PAPERS:
            if f"Prispevek {name}" in text and "Povzetek prispevka" in text:
                found[name] = label
    return found


def contents_of(pages) -> str:
    """Return the label of the page of contents."""
    (found,) = [label for label, told in pages.items() if told.split()[0] == "Kazalo"
                and "Predgovor" in told]  # fmt: skip
    return found


def test_each_page_shows_the_number_that_its_label_has(pages):
    bare = WITHOUT_MARKS | {"i", "iii", "iv"}
    sessions = {label for label, told in pages.items() if told.endswith("sklop")}
    assert len(sessions) == 2
    for label, told in pages.items():
        if label in bare | sessions:
            continue
        # A number at the edge of a line: of the running head or at the foot.
        edges = re.findall(r"(?m)^([ivxl]+|\d+)\b|(?<!\S)([ivxl]+|\d+)\s*$", told)
        assert label in {one or other for one, other in edges}, (label, told)


def test_ebook_marks_every_page_where_it_begins(book, pages):
    with zipfile.ZipFile(book / "volume.epub") as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        (listed,) = nav.xpath("//*[@role='doc-pagelist']")
        links = [(a.text, a.get("href")) for a in listed.iter(f"{XHTML}a")]
        files = dict.fromkeys(href.partition("#")[0] for _, href in links)
        found = [
            each
            for name in files
            for each in marks(etree.fromstring(archive.read(f"EPUB/{name}")))
        ]
    assert [label for label, _ in links] == [label for label, _ in found]
    expected = [
        label for label in pages if label not in {*WITHOUT_MARKS, contents_of(pages)}
    ]
    assert [label for label, _ in found] == expected
    for label, following in found:
        if label.isdigit():
            assert following[3:13] in letters(pages[label]), label


def test_site_marks_the_same_pages(book, pages):
    for name, first in starts(pages).items():
        found = marks(page(book, f"papers/{name}.html").find(".//main"))
        begin = int(first)
        offprint = [label for label, _ in pages_of(book / f"papers/{name}.pdf")]
        assert [label for label, _ in found] == offprint
        assert offprint == [str(begin + n) for n in range(len(offprint))]
        for label, following in found:
            assert following[3:13] in letters(pages[label]), label


def test_contents_name_the_pages(book, pages):
    root, first = page(book, "index.html"), starts(pages)
    entries = {
        item.findtext("a/span"): item.findtext("span[@class='page']")
        for item in root.xpath("//nav[@class='contents']//li[a]")
    }
    assert {name: entries[f"Prispevek {name}"] for name in PAPERS} == first
    printed = pages[contents_of(pages)]
    for name, label in first.items():
        entry = printed[printed.index(f"Prispevek {name}") :]
        assert re.search(r"\b\d+\b", entry)[0] == label


def listed(root) -> dict[str, list[str]]:
    """Return the pages of each entry of an index on a page for a screen."""
    return {
        item.text.strip().rstrip(","): [a.text for a in item.iter("{*}a", "a")]
        for item in root.xpath("//*[@class='index']/*[local-name()='li']")
    }


def printed(pages, title) -> dict[str, list[str]]:
    """Return the same of an index on paper."""
    (told,) = [told for told in pages.values() if told.startswith(f"{title}\r\n")]
    rows = re.findall(r"(?m)^([^\d\r\n]+?), ((?:[ivxl\d–]+(?:, )?)+)\r?$", told)
    return {entry: places.split(", ") for entry, places in rows}


def test_indexes_name_the_same_pages_on_paper_and_on_screens(book, pages):
    first = starts(pages)
    spans = {}
    for name, label in first.items():
        last = pages_of(book / f"papers/{name}.pdf")[-1][0]
        spans[name] = label if label == last else f"{label}–{last}"
    (within,) = [
        label for label, told in pages.items() if letters(passage()) in letters(told)
    ]
    assert first["tri"] < within
    indexes = {
        "names": (
            "Imensko kazalo",
            {
                "Čeh, Bor": [first["ena"], first["tri"]],
                "Šmid, Cene": [first["dva"]],
                "Žagar, Ana": ["iii"],
                "Žnidar, Eva": [first["pet"]],
            },
        ),
        "organisations": (
            "Kazalo ustanov",
            {f"Inštitut {name}": [label] for name, label in first.items()},
        ),
        "subjects": (
            "Stvarno kazalo",
            {
                **{f"beseda {name}": [span] for name, span in spans.items()},
                "zadruga": [spans["dva"], within],
            },
        ),
    }
    for name, (title, due) in indexes.items():
        root = page(book, f"{name}.html")
        assert listed(root) == due
        assert printed(pages, title) == due
        for address in root.xpath("//ul[@class='index']//a/@href"):
            assert (book / address.partition("#")[0]).is_file()
    with zipfile.ZipFile(book / "volume.epub") as archive:
        chapters = [
            listed(etree.fromstring(archive.read(name)))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        ]
    assert [each for each in chapters if each] == [due for _, due in indexes.values()]


def test_citations_and_records_name_the_pages(book, pages):
    for name, first in starts(pages).items():
        last = pages_of(book / f"papers/{name}.pdf")[-1][0]
        span = first if first == last else f"{first}–{last}"
        root = page(book, f"papers/{name}.html")
        assert f"\u00a0{span}." in root.find_class("citation")[0].text_content()
        told = {meta.get("name"): meta.get("content") for meta in root.iter("meta")}
        assert (told["citation_firstpage"], told["citation_lastpage"]) == (first, last)
        assert f"\u00a0{span}." in pages[first]
        (record,) = book.glob(f"**/{name}.xml")
        article = etree.parse(record)
        assert (article.findtext(".//fpage"), article.findtext(".//lpage")) == (
            first, last
        )  # fmt: skip
