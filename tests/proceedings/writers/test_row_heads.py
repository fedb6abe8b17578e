"""A cell that heads its row is a header cell in every product."""

import pikepdf
import pytest
from lxml import html

from proceedings import build

HEAD = """[volume]
title = "Zbornik"
language = "sl"
languages = ["sl"]
publisher = "Založba"
publisher_place = "Maribor"
year = 2013

[[papers]]
id = "ena"
source = "ena.html"
title = "Preglednice"
language = "sl"
abstracts = { sl = "Povzetek.", en = "An abstract." }
keywords = { sl = ["delo"], en = ["work"] }
[[papers.authors]]
name = "Ana Žagar"
affiliations = ["Zavod"]
"""
PAPER = """<h1>Uvod</h1><p>Besedilo.</p>
<table><caption>Prva</caption>
<thead><tr><th>Kraj</th><th>Leto</th><th>Število</th></tr></thead>
<tbody>
<tr><th rowspan="2">Koper</th><td>1990</td><td>1</td></tr>
<tr><td>2000</td><td>2</td></tr>
<tr><th>Trst</th><td>2000</td><td>3</td></tr>
<tr><th></th><td>2010</td><td>4</td></tr>
</tbody></table>
<table><caption>Druga</caption>
<thead><tr><th>A</th><th>B</th></tr></thead>
<tbody><tr><td>e</td><td>f</td></tr></tbody></table>
"""
COLUMN = ("/TH", "/Column")
ROW = ("/TH", "/Row")


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """A volume with a table whose rows have headers, and one without."""
    folder = tmp_path_factory.mktemp("volume")
    (folder / "volume.toml").write_text(HEAD, encoding="utf-8")
    (folder / "ena.html").write_text(PAPER, encoding="utf-8")
    out = folder.with_name("out")
    assert build(folder, out, formats=("pdf", "html")).exit_code == 0
    return out


def elements(node):
    """Yield what stands in an element of the structure tree, in order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def table_of(cell):
    """Return what a cell says of itself as one of a table."""
    return next(each for each in cell["/A"] if each["/O"] == "/Table")


def rows(pdf, at):
    tables = [e for e in elements(pdf.Root["/StructTreeRoot"]) if e["/S"] == "/Table"]
    return [
        [cell for cell in elements(row) if str(cell["/S"]) in {"/TH", "/TD"}]
        for row in elements(tables[at])
        if row["/S"] == "/TR"
    ]


def kinds(cells):
    return [
        (str(cell["/S"]), str(table_of(cell)["/Scope"]))
        if cell["/S"] == "/TH"
        else str(cell["/S"])
        for cell in cells
    ]


@pytest.mark.parametrize("name", ["volume.pdf", "papers/ena.pdf"])
def test_pdf_tags_what_heads_a_row(out, name):
    with pikepdf.open(out / name) as pdf:
        first = rows(pdf, 0)
        assert [kinds(row) for row in first] == [
            [COLUMN, COLUMN, COLUMN],
            [ROW, "/TD", "/TD"],
            ["/TD", "/TD"],
            [ROW, "/TD", "/TD"],
            ["/TD", "/TD", "/TD"],
        ]
        top, koper, below, trst, bare = first

        def named(cell):
            return [str(name) for name in table_of(cell)["/Headers"]]

        columns = [str(cell["/ID"]) for cell in top]
        for row, head in (
            (koper[1:], koper[0]),
            (below, koper[0]),
            (trst[1:], trst[0]),
        ):
            identifier = str(head["/ID"])
            assert [named(cell) for cell in row] == [
                [columns[1], identifier],
                [columns[2], identifier],
            ]
        assert named(bare[1]) == [columns[1]]
        assert [kinds(row) for row in rows(pdf, 1)] == [
            [COLUMN, COLUMN],
            ["/TD", "/TD"],
        ]
        names = pdf.Root["/StructTreeRoot"]["/IDTree"]
        tree = pikepdf.NameTree(names)
        for head in (koper[0], trst[0]):
            assert tree[str(head["/ID"])].objgen == head.objgen


def test_page_marks_what_heads_a_row(out):
    page = html.parse(str(out / "papers" / "ena.html"))
    told = [
        (cell.get("scope"), cell.text_content().strip()) for cell in page.iter("th")
    ]
    assert told == [
        ("col", "Kraj"),
        ("col", "Leto"),
        ("col", "Število"),
        ("row", "Koper"),
        ("row", "Trst"),
        ("col", "A"),
        ("col", "B"),
    ]
