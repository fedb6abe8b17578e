"""The e-book is valid, and claims what its pages show."""

import shutil
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from proceedings.proofs import epub as proof
from proceedings.writers.epub_package import Chapter, Package, pack

TEXT = '<h1>Uvod</h1><p id="a--x">Besedilo <a href="#a--x">tja</a>.</p>'
FORMULA = '<p><math display="inline"><mrow><mi>x</mi></mrow></math></p>'


def package(*bodies, **values):
    chapters = [
        Chapter(f"paper-{number}", f"Naslov {number}", "sl", body)
        for number, body in enumerate(bodies)
    ]
    return Package(
        identifier="urn:uuid:7d1d8a0e-55f5-5d0e-8f3d-2f4e7ad5b0c1",
        title="Zbornik",
        language="sl",
        chapters=chapters,
        modified="2026-01-01T00:00:00Z",
        contents_title="Kazalo",
        style="body { margin: 0 }",
        **values,
    )


def claims(path):
    with zipfile.ZipFile(path) as archive:
        opf = etree.fromstring(archive.read("EPUB/package.opf"))
    return {
        (meta.get("property"), meta.text)
        for meta in opf.iter("{http://www.idpf.org/2007/opf}meta")
        if (meta.get("property") or "").startswith("schema:")
        and meta.get("property") != "schema:accessibilitySummary"
    }


ALWAYS = {
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityHazard", "none"),
}


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "fig.png"
    Image.new("RGB", (4, 4), "white").save(path)
    return {"fig.png": path}


def test_text_alone_claims_no_pictures(tmp_path):
    pack(package(TEXT), tmp_path / "book.epub")
    assert claims(tmp_path / "book.epub") == ALWAYS


def test_described_pictures_and_formulas_are_claimed(tmp_path, picture):
    body = TEXT + FORMULA + '<p><img src="media/fig.png" alt="Krog"></p>'
    pack(package(body, pictures=picture), tmp_path / "book.epub")
    assert claims(tmp_path / "book.epub") == ALWAYS | {
        ("schema:accessMode", "visual"),
        ("schema:accessModeSufficient", "textual,visual"),
        ("schema:accessibilityFeature", "alternativeText"),
        ("schema:accessibilityFeature", "MathML"),
    }


def test_one_picture_without_words_withdraws_the_claim(tmp_path, picture):
    body = TEXT + '<p><img src="media/fig.png" alt=""></p>'
    pack(package(body, pictures=picture), tmp_path / "book.epub")
    found = claims(tmp_path / "book.epub")
    assert ("schema:accessibilityFeature", "alternativeText") not in found
    assert ("schema:accessModeSufficient", "textual") not in found


MARKED = (
    '<h1>Uvod</h1><p>Prva <span id="page-9" class="pagebreak" role="doc-pagebreak"'
    ' title="9"></span>stran.</p>'
)


def test_pages_are_listed_and_their_source_is_named(tmp_path):
    path = tmp_path / "book.epub"
    pack(package(MARKED, TEXT, paginated="urn:isbn:9783161484100"), path)
    assert claims(path) == ALWAYS | {
        ("schema:accessibilityFeature", "pageBreakMarkers"),
        ("schema:accessibilityFeature", "pageNavigation"),
    }
    with zipfile.ZipFile(path) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        opf = etree.fromstring(archive.read("EPUB/package.opf"))
    (pages,) = nav.xpath("//*[local-name()='nav'][@role='doc-pagelist']")
    links = [(a.get("href"), a.text) for a in pages.iter(f"{proof.XHTML}a")]
    assert links == [("paper-0.xhtml#page-9", "9")]
    told = {meta.get("property"): meta.text for meta in opf.iter("{*}meta")}
    assert told["pageBreakSource"] == "urn:isbn:9783161484100"
    assert proof.prove(path, labels=["9"]) == []
    assert proof.prove(path, labels=["9", "10"]) == [
        "The list of pages is not that of the book: 10"
    ]


def test_index_is_claimed_when_there_is_one(tmp_path):
    index = Chapter("names", "Imensko kazalo", "sl", "<h1>Imensko kazalo</h1>", "index")
    book = package(TEXT)
    pack(replace(book, chapters=[*book.chapters, index]), tmp_path / "book.epub")
    found = claims(tmp_path / "book.epub")
    assert found == ALWAYS | {("schema:accessibilityFeature", "index")}


@pytest.mark.parametrize(
    ("body", "conforms"),
    [
        (TEXT, True),
        (TEXT.replace("<p", "<h3>Preskok</h3><p", 1), False),
        (TEXT + "<table><tr><td>1</td></tr></table>", False),
        (TEXT + '<p><a href="#a--x"></a></p>', False),
        (TEXT + '<p><img src="media/fig.png" alt=""></p>', False),
    ],
)
def test_conformance_is_claimed_only_when_nothing_speaks_against_it(
    tmp_path, picture, body, conforms
):
    path = tmp_path / "book.epub"
    pack(package(body, publisher="Založba", pictures=picture), path)
    with zipfile.ZipFile(path) as archive:
        opf = archive.read("EPUB/package.opf").decode()
    assert ("WCAG 2.2 Level AA" in opf, "a11y:certifiedBy" in opf) == (
        conforms, conforms
    )  # fmt: skip


def test_papers_stand_below_their_session(tmp_path):
    book = package()
    chapters = [
        Chapter("session-a", "Prvi sklop", "sl", "<h1>Prvi sklop</h1>", "part"),
        Chapter("p1", "Ena", "sl", "<h1>Ena</h1>", session="Prvi sklop"),
        Chapter("p2", "Dve", "sl", "<h1>Dve</h1>", session="Drugi sklop"),
        Chapter("end", "Konec", "sl", "<h1>Konec</h1>", "index"),
    ]
    pack(replace(book, chapters=chapters), tmp_path / "book.epub")
    with zipfile.ZipFile(tmp_path / "book.epub") as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    contents = nav.find(f".//{proof.XHTML}nav/{proof.XHTML}ol")
    assert [
        ("".join(item[0].itertext()), ["".join(e.itertext()) for e in item[1:]])
        for item in contents
    ] == [("Prvi sklop", ["Ena"]), ("Drugi sklop", ["Dve"]), ("Konec", [])]


def test_what_is_not_as_it_should_be_is_told(tmp_path):
    path = tmp_path / "book.epub"
    pack(
        package(TEXT + '<p><img src="media/none.png"></p>', rights="clanek.docx"), path
    )
    assert proof.prove(path, statements=["Ni ga"], forbidden=["clanek.docx"]) == [
        "EPUB/paper-0.xhtml leads to media/none.png, which is not in the book.",
        "EPUB/paper-0.xhtml has a picture without an alternative text.",
        "The file does not hold: Ni ga",
        "The metadata names „clanek.docx“.",
    ]


def test_equal_packages_are_equal(tmp_path):
    pack(package(TEXT), tmp_path / "one.epub")
    pack(package(TEXT), tmp_path / "two.epub")
    assert (tmp_path / "one.epub").read_bytes() == (tmp_path / "two.epub").read_bytes()


def test_dead_links_are_found(tmp_path):
    body = '<h1>A</h1><p><a href="#nowhere">x</a> <a href="paper-9.xhtml">y</a></p>'
    pack(package(body), tmp_path / "book.epub")
    assert proof.prove(tmp_path / "book.epub") == [
        "EPUB/paper-0.xhtml leads to #nowhere, a place that does not exist.",
        "EPUB/paper-0.xhtml leads to paper-9.xhtml, which is not in the book.",
    ]


@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs Java")
def test_epubcheck_has_nothing_to_say(tmp_path, picture):
    body = TEXT + FORMULA + '<p><img src="media/fig.png" alt="Krog"></p>'
    pack(
        package(
            body,
            TEXT.replace("a--x", "b--x"),
            MARKED,
            pictures=picture,
            publisher="Založba",
            paginated="Zbornik (PDF)",
        ),
        tmp_path / "book.epub",
    )
    assert proof.epubcheck(tmp_path / "book.epub") == "pass"
    assert proof.prove(tmp_path / "book.epub", statements=["Besedilo tja."]) == []
