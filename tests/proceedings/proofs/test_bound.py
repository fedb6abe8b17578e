"""The proof of a bound file sees what is wrong in its bytes."""

import re

import pytest

from proceedings.proofs import PageReader
from proceedings.proofs.bound import Expected, prove
from proceedings.proofs.objects import Objects
from proceedings.store import Store
from proceedings.typesetter import typeset
from proceedings.writers.binding import Part, bind, cut
from proceedings.writers.house import TEMPLATES

SOURCE = """
#import "pages.typ": folio, primer, start
#set document(title: "Naslov", author: "Ana Žagar")
#set page(header: align(left, folio(left)))
#set text(font: "Vollkorn", size: 10pt, lang: "sl")
#primer("Vollkorn", "Fira Sans")
#counter(page).update(start)
= Naslov
Besedilo#footnote[Opomba.] in #link("https://example.org/")[povezava].
#pagebreak()
{more}
"""
DUE = [Expected("9", stamped=True, span="9–10"), Expected("10", stamped=True)]


def bound(tmp_path, more="Druga stran.", *, conforming=True):
    pdf = typeset(
        {
            "main.typ": SOURCE.format(more=more).encode(),
            "pages.typ": TEMPLATES / "pages.typ",
            "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" '
            b'height="9"><rect width="9" height="9"/></svg>',
        },
        conforming=conforming,
        timestamp=0,
    )
    target = tmp_path / "bound.pdf"
    bind([Part(cut(pdf, name="a", language="sl"), "a", "sl", first=9)], target)
    return target


def told(path, due=DUE):
    return prove(path, due, PageReader())


def test_sound_file_passes(tmp_path):
    assert told(bound(tmp_path)) == []


def test_page_that_shows_another_number_is_found(tmp_path):
    due = [DUE[0], Expected("12", stamped=True)]
    assert told(bound(tmp_path), due) == [
        "Page 2 shows „10“ instead of „12“.",
        "Page 2 does not show its number.",
    ]


def test_missing_page_is_found(tmp_path):
    path = bound(tmp_path)
    assert told(path, [*DUE, Expected("")]) == ["The file has 2 pages instead of 3."]


def test_picture_without_words_is_found(tmp_path):
    path = bound(tmp_path, '#image("drawing.svg")', conforming=False)
    assert told(path) == ["A figure has no alternative text."]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (b"/Scope/Column", b"", "A header cell does not say what it heads."),
        (b"/S/TD", b"/S/Quote", "A cell that heads its row is not a header cell."),
    ],
)
def test_cells_that_do_not_say_what_heads_them_are_found(tmp_path, old, new, problem):
    path = bound(tmp_path, "Druga.\n#table(columns: 1, table.header[A], [1])")
    objects = Objects(path.read_bytes())
    for number, value in objects.values.items():
        objects.values[number] = value.replace(old, new)
    assert prove(path, DUE, PageReader(), objects) == [problem]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (rb"/FontFile2 ", b"/FontFileX ", r"The font of object \d+ is not embedded\."),
        (rb"/ToUnicode ", b"/ToUnicodX ", r"The font of object \d+ cannot be read"),
        (rb"\n9 0 obj", b" \n9 0 obj", r"Object \d+ is not where the file says\."),
        (rb"/Length 1", b"/Length 2", r"The stream of object \d+ has another length\."),
    ],
)
def test_damage_is_found(tmp_path, old, new, problem):
    path = bound(tmp_path)
    data = path.read_bytes()
    path.write_bytes(re.sub(old, new, data, count=1))
    assert re.match(problem, told(path)[0])


def test_page_is_read_once(tmp_path):
    path, store = bound(tmp_path), Store(tmp_path / "store")
    first = PageReader(store)
    assert prove(path, DUE, first) == []
    first.keep()
    due = [DUE[0], Expected("12", stamped=True)]
    # The number is read from its stamp again, the text of the page is not.
    problems = prove(path, due, PageReader(store))
    assert problems == ["Page 2 shows „10“ instead of „12“."]
