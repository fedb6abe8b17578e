"""The proof sees what a bound file says of itself."""

import pikepdf
import pytest

from proceedings.proofs import described
from proceedings.proofs.objects import Objects, text_in
from proceedings.typesetter import typeset
from proceedings.writers.binding import Part, bind, cut
from proceedings.writers.house import TEMPLATES

TITLE = "Žaga (in „kladivo“) \\ dleto"
SOURCE = """
#import "pages.typ": primer
#set document(title: %s, author: "Ana Žagar")
#set text(font: "Vollkorn", size: 10pt, lang: "sl")
#primer("Vollkorn", "Fira Sans")
= Naslov
Besedilo.
"""


@pytest.fixture
def bound(tmp_path):
    def made(title=TITLE, *, conforming=True):
        code = SOURCE % ('"' + title.replace("\\", "\\\\") + '"')
        files = {"main.typ": code.encode(), "pages.typ": TEMPLATES / "pages.typ"}
        pdf = typeset(files, conforming=conforming, timestamp=0)
        target = tmp_path / "bound.pdf"
        bind([Part(cut(pdf, name="a", language="sl"), "a", "sl")], target)
        return target

    return made


def told(path, *, title=TITLE, conforming=True, forbidden=()):
    objects = Objects(path.read_bytes())
    return list(
        described.prove(
            objects, title=title, conforming=conforming, forbidden=forbidden
        )
    )


def test_sound_file_passes(bound):
    assert told(bound()) == []


def test_another_title_is_found(bound):
    assert told(bound(), title="Žaga") == ["The file's title is not „Žaga“."]


def test_what_must_not_be_named_is_found(bound):
    assert told(bound(), forbidden=["kladivo", "sekira"]) == [
        "The metadata names „kladivo“."
    ]


def test_claim_to_conform_is_demanded_and_refused(bound):
    path = bound(conforming=False)
    assert told(path, conforming=False) == []
    assert told(path)[-4:] == [
        "The metadata does not hold pdfuaid:part>1.",
        "The metadata does not hold pdfaid:part>2.",
        "The metadata does not hold pdfaid:conformance>A.",
        "The file has no output intent.",
    ]


@pytest.mark.parametrize("title", ["Beseda", TITLE, "a (b (c)) d", "\\(", "Đ"])
def test_strings_are_read_as_another_reader_reads_them(bound, title):
    path = bound(title)
    objects = Objects(path.read_bytes())
    info = objects.named(objects.trailer, b"Info")
    with pikepdf.open(path) as pdf:
        assert text_in(info, b"Title") == str(pdf.docinfo["/Title"]) == title


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (rb"<</T(a\(b\)c)>>", "a(b)c"),
        (rb"<</T(\101\12x)>>", "A\nx"),
        (rb"<</T((a)(b))/U 1>>", "(a)(b)"),
        (rb"<</T<FEFF010D>>>", "č"),
        (rb"<</U(x)>>", ""),
    ],
)
def test_literals_of_every_spelling_are_read(value, words):
    assert text_in(value, b"T") == words
