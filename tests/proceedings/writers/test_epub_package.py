"""The e-book is valid, and claims what its pages show."""

import shutil
import zipfile

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
        package(body, TEXT.replace("a--x", "b--x"), pictures=picture),
        tmp_path / "book.epub",
    )
    assert proof.epubcheck(tmp_path / "book.epub") == "pass"
    assert proof.prove(tmp_path / "book.epub", statements=["Besedilo tja."]) == []
