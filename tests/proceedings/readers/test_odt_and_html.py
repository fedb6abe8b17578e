"""OpenDocument and HTML manuscripts, on small samples of our own."""

import zipfile

import pytest

from proceedings.readers.tree import nodes, text

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "svg": "svg-compatible",
        "style": "style",
        "manifest": "manifest",
    }.items()
)
CONTENT = (
    f'<office:document-content {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink">'
    "<office:font-face-decls/><office:automatic-styles/><office:body><office:text>"
    '<text:h text:outline-level="1">Uvod</text:h>'
    "<text:p>Besedilo"
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>Opomba.</text:p></text:note-body></text:note></text:p>"
    '<text:h text:outline-level="2">Potek</text:h>'
    "<text:list><text:list-item><text:p>ena</text:p></text:list-item>"
    "<text:list-item><text:p>dve</text:p></text:list-item></text:list>"
    "<table:table><table:table-column/><table:table-column/>"
    "<table:table-header-rows><table:table-row><table:table-cell><text:p>Leto</text:p>"
    "</table:table-cell><table:table-cell><text:p>Kraj</text:p></table:table-cell>"
    "</table:table-row></table:table-header-rows>"
    "<table:table-row><table:table-cell><text:p>2013</text:p></table:table-cell>"
    "<table:table-cell><text:p>Maribor</text:p></table:table-cell></table:table-row>"
    "</table:table>"
    '<text:p><draw:frame svg:width="4cm" svg:height="3cm">'
    '<draw:image xlink:href="Pictures/map.png"/>%s</draw:frame></text:p>'
    "</office:text></office:body></office:document-content>"
)
MANIFEST = (
    f"<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path='/' "
    "manifest:media-type='application/vnd.oasis.opendocument.text'/>"
    "</manifest:manifest>"
)
STYLES = (
    f"<office:document-styles {SPACES}><office:font-face-decls/><office:styles/>"
    "<office:automatic-styles/><office:master-styles/></office:document-styles>"
)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Forum</title>
<script>steal()</script><style>p { color: red }</style></head><body>
<h1>Start</h1><p onclick="steal()">Words <a href="javascript:steal()">here and</a>
<a href="https://example.org/" onclick="steal()">the example</a>.</p>
<iframe src="https://example.org/frame"></iframe><script>steal()</script>
<h2>Course</h2><ol><li>one</li><li>two</li></ol>
<table><thead><tr><th>Year</th></tr></thead><tbody><tr><td>2013</td></tr></tbody></table>
<img src="map.png" alt="A map of Maribor"></body></html>"""


def found(reading, kind):
    return [n for n in nodes(list(reading.paper.blocks)) if n["t"] == kind]


def blocking(reading):
    return [f.code for f in reading.findings if f.severity == "blocks"]


def rows_of_head(reading):
    return [
        text(row[1]) for table in found(reading, "Table") for row in table["c"][3][1]
    ]


@pytest.fixture
def odt(tmp_path, picture):
    def make(described):
        path = tmp_path / "paper.odt"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", CONTENT % described)
            archive.writestr("styles.xml", STYLES)
            archive.writestr("META-INF/manifest.xml", MANIFEST)
            archive.write(picture, "Pictures/map.png")
        return path

    return make


@pytest.fixture
def page(tmp_path, picture):
    path = tmp_path / "paper" / "paper.html"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    (path.parent / "map.png").write_bytes(picture.read_bytes())
    return path


def test_odt_gives_headings_notes_lists_tables_and_pictures(prepare, odt):
    described = "<svg:title>Map</svg:title><svg:desc>Zemljevid občine</svg:desc>"
    reading = prepare(odt(described), title="T", language="sl")
    headings = [(n["c"][0], text(n["c"][2])) for n in found(reading, "Header")]
    assert headings == [(1, "Uvod"), (2, "Potek")]
    assert [text(n["c"]) for n in found(reading, "Note")] == ["Opomba."]
    assert [len(n["c"][1]) for n in found(reading, "OrderedList")] == [2]
    assert rows_of_head(reading) == ["Leto Kraj"]
    assert [text(n["c"][1]) for n in found(reading, "Image")] == ["Zemljevid občine"]
    assert blocking(reading) == []


def test_odt_picture_without_a_description_has_its_title(prepare, odt):
    reading = prepare(odt("<svg:title>Stara karta</svg:title>"), title="T")
    assert [text(n["c"][1]) for n in found(reading, "Image")] == ["Stara karta"]


def test_odt_picture_without_words_blocks(prepare, odt):
    reading = prepare(odt(""), title="T", language="sl")
    assert blocking(reading) == ["picture-without-alt"]


def test_html_gives_headings_lists_tables_and_pictures(prepare, page):
    reading = prepare(page, language="en")
    assert reading.paper.title == "Forum"
    headings = [(n["c"][0], text(n["c"][2])) for n in found(reading, "Header")]
    assert headings == [(1, "Start"), (2, "Course")]
    assert [len(n["c"][1]) for n in found(reading, "OrderedList")] == [2]
    assert rows_of_head(reading) == ["Year"]
    assert [text(n["c"][1]) for n in found(reading, "Image")] == ["A map of Maribor"]
    assert blocking(reading) == []


def test_html_when_scripted_keeps_nothing_of_it(prepare, page):
    reading = prepare(page, language="en")
    kept = repr(reading.paper)
    assert [
        word for word in ("steal", "onclick", "/frame", "color") if word in kept
    ] == []
    assert [n["c"][2][0] for n in found(reading, "Link")] == ["https://example.org/"]


def test_latex_picture_is_not_taken_for_an_included_file(prepare, bundle, picture):
    main = (
        "\\documentclass{article}\\begin{document}\\section{A}Text.\n\n"
        "\\includegraphics[alt={A map of Maribor}]{map}\n\n\\include{two}\n"
        "\\end{document}"
    )
    files = {"main.tex": main, "two.tex": "Second.", "map.png": picture.read_bytes()}
    reading = prepare(bundle(files), title="T", language="en")
    assert blocking(reading) == []
    assert [text(n["c"][1]) for n in found(reading, "Image")] == ["A map of Maribor"]
    assert text(reading.paper.blocks[-1]) == "Second."
