"""Works that are cited: from BibTeX, CSL-JSON, YAML, BibTeX's output, or by hand."""

import json

import pytest

from proceedings import checks
from proceedings.model import PaperEntry
from proceedings.readers.tree import nodes, text

BOOK = {
    "id": "kos",
    "type": "book",
    "title": "A book of woods",
    "author": [{"family": "Kos", "given": "Marko"}],
    "issued": {"date-parts": [[2020]]},
    "publisher": "Založba",
}
PAPER = "---\ntitle: T\nbibliography: works.json\n---\n\n# One\n\nAs said [@kos].\n"
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="%s" version="1.0">
<info><title>Ours</title><id>urn:ours</id><updated>2026-01-01T00:00:00+00:00</updated>
<link rel="independent-parent" href="https://example.org/style"/></info>%s</style>"""
LAYOUT = (
    '<citation><layout prefix="{{" suffix="}}"><text variable="title"/></layout></citation>'
    '<bibliography><layout><text variable="title"/></layout></bibliography>'
)


def said(reading):
    return " ".join(text(list(reading.paper.blocks), notes=True).split())


def blocking(reading):
    return [f.code for f in reading.findings if f.severity == "blocks"]


@pytest.fixture
def cite(tmp_path, bundle):
    """Read the paper of a zip by a style of the given content."""

    def read(files, style=None):
        source = bundle(files)
        path = None
        if style is not None:
            path = tmp_path / "style.csl"
            path.write_text(style, encoding="utf-8")
        entry = PaperEntry("trial", source, source.parent, title="T", language="en")
        return checks.prepare(entry, tmp_path / "job", draft=True, style=path)

    return read


def test_works_of_csl_json_are_cited(cite):
    files = {"paper.md": PAPER, "works.json": json.dumps([BOOK, {**BOOK, "id": "b"}])}
    reading = cite(files)
    assert said(reading) == (
        "One As said (Kos 2020). References Kos, Marko (2020). A book of woods. Založba."
    )
    assert reading.paper.references == (BOOK,)
    assert blocking(reading) == []


@pytest.mark.parametrize("content", ['{"id": 1}', "[", '"words"', "[" * 9000])
def test_works_that_are_no_list_block(cite, content):
    reading = cite({"paper.md": PAPER, "works.json": content})
    assert "bibliography-wrong" in blocking(reading)


def test_works_in_the_metadata_of_a_paper_are_cited(prepare):
    reading = prepare(
        "---\ntitle: T\nreferences:\n- id: kos\n  type: book\n  title: A book of woods\n"
        "  author: [{family: Kos, given: Marko}]\n  issued: {year: 2020}\n"
        "  publisher: Založba\n---\n\n# One\n\nAs said [@kos].\n",
        language="en",
    )
    assert reading.paper.references == (BOOK,)
    assert "As said (Kos 2020)." in said(reading)


def test_works_with_the_same_key_are_cited_once(cite):
    works = json.dumps([BOOK, {**BOOK, "title": "Another"}])
    reading = cite({"paper.md": PAPER, "works.json": works})
    assert [work["title"] for work in reading.paper.references] == ["A book of woods"]


def test_style_of_the_volume_sets_citations(cite):
    files = {"paper.md": PAPER, "works.json": json.dumps([BOOK])}
    reading = cite(files, STYLE % ("in-text", LAYOUT))
    assert "As said {{A book of woods}}." in said(reading)
    assert blocking(reading) == []


def test_style_with_notes_sets_notes(cite):
    files = {"paper.md": PAPER, "works.json": json.dumps([BOOK])}
    reading = cite(files, STYLE % ("note", LAYOUT))
    notes = [n for n in nodes(list(reading.paper.blocks)) if n["t"] == "Note"]
    assert [text(n["c"]) for n in notes] == ["{{A book of woods}}"]
    assert reading.paper.references == (BOOK,)


@pytest.mark.parametrize(
    ("style", "code"),
    [
        (STYLE % ("in-text", ""), "style-dependent"),
        ("<html/>", "style-wrong"),
        ("no XML", "style-wrong"),
        ("<!DOCTYPE x>" + STYLE % ("in-text", LAYOUT), "style-wrong"),
    ],
)
def test_style_that_is_none_is_refused(cite, style, code):
    files = {"paper.md": PAPER, "works.json": json.dumps([BOOK])}
    reading = cite(files, style)
    assert reading.paper is None
    assert blocking(reading) == [code]


def test_list_that_bibtex_made_stands_for_missing_sources(cite):
    tex = (
        "\\documentclass{article}\\begin{document}\\title{T}\\maketitle\n"
        "As in \\cite{a}.\n\\bibliography{works}\\end{document}"
    )
    made = (
        "\\begin{thebibliography}{1}\\bibitem{a} Novak, Ana. Gozd. "
        "Ljubljana: Založba, 2001.\\end{thebibliography}"
    )
    reading = cite({"main.tex": tex, "main.bbl": made})
    assert said(reading) == (
        "As in [1]. References [1] Novak, Ana. Gozd. Ljubljana: Založba, 2001."
    )
    assert reading.paper.references == (
        {
            "id": "a",
            "unstructured": "[1] Novak, Ana. Gozd. Ljubljana: Založba, 2001.",
            "type": "book",
            "author": [{"family": "Novak", "given": "Ana"}],
            "title": "Gozd",
            "publisher-place": "Ljubljana",
            "publisher": "Založba",
            "issued": {"date-parts": [[2001]]},
        },
    )
    assert blocking(reading) == []


def test_works_typed_by_hand_are_recognised(prepare):
    reading = prepare(
        "# Uvod\n\nBesedilo.\n\n# Viri in literatura\n\n**Literatura**\n\n"
        "Novak, A. B., & Kos, C. (2019). Gozdovi v mestu. https://doi.org/10.1234/abc.5.\n\n"
        "- Melik, Vasilij. »Slovenci 1848.« Časopis 52 (1998): 3–15.\n"
        "- SI AS 1589, Centralni komite.\n\n# Priloga\n\nKonec tega prispevka.\n",
        title="T",
        language="sl",
    )
    assert reading.paper.references == (
        {
            "id": "typed-1",
            "unstructured": "Novak, A. B., & Kos, C. (2019). Gozdovi v mestu. "
            "https://doi.org/10.1234/abc.5.",
            "author": [
                {"family": "Novak", "given": "A. B."},
                {"family": "Kos", "given": "C."},
            ],
            "title": "Gozdovi v mestu",
            "issued": {"date-parts": [[2019]]},
            "DOI": "10.1234/abc.5",
        },
        {
            "id": "typed-2",
            "unstructured": "Melik, Vasilij. »Slovenci 1848.« Časopis 52 (1998): 3–15.",
            "author": [{"family": "Melik", "given": "Vasilij"}],
            "title": "Slovenci 1848",
            "issued": {"date-parts": [[1998]]},
        },
        {"id": "typed-3", "unstructured": "SI AS 1589, Centralni komite."},
    )
    lists = [
        text(block)
        for block in reading.paper.blocks
        if block["t"] == "Div" and "references" in block["c"][0][1]
    ]
    assert len(lists) == 1
    assert "Konec" not in lists[0]
    assert said(reading).endswith("Priloga Konec tega prispevka.")


def test_works_below_a_mere_line_are_lists_alone(prepare):
    reading = prepare(
        "Besedilo.\n\nSources and Literature\n\n- Melik, Vasilij. A book. 1998.\n\n"
        "Ana Novak wrote this.\n\nSummary\n\nWhat it all was about.\n",
        title="T",
        language="en",
    )
    assert [work["unstructured"] for work in reading.paper.references] == [
        "Melik, Vasilij. A book. 1998."
    ]
