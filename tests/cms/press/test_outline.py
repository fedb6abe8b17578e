"""On which page something stands, read from the web text with its page marks."""

import pytest

from cms.press import outline
from proceedings import fixes
from proceedings.report import Finding, Fix, Severity

FRAGMENT = """
<h2 id="paper--uvod">Uvod</h2>
<p id="paper--p-1">Prvi odstavek.<a href="#paper--fn1" class="footnote-ref"
 id="paper--fnref1"><sup>1</sup></a></p>
<p id="paper--p-2">Odstavek, ki se <span id="page-2" class="pagebreak"
 title="2"></span>nadaljuje.</p>
<h2 id="paper--delo"><span id="page-3" class="pagebreak" title="3"></span>Delo</h2>
<p id="paper--p-3"><img src="paper-files/fig-1.png" id="paper--p-4" alt="x"></p>
<p id="paper--p-5"><math display="block"><semantics><mi>x</mi>
<annotation encoding="application/x-tex">x^2</annotation></semantics></math></p>
<p id="paper--p-6">Prvi odstavek še enkrat.</p>
"""


def finding(where: str = "", fix: Fix | None = None) -> Finding:
    return Finding("any", Severity.WARNS, where, fix=fix)


@pytest.fixture(scope="module")
def read() -> outline.Outline:
    return outline.read(FRAGMENT)


def test_every_passage_is_on_the_page_on_which_it_begins(read):
    pages = {each.anchor: each.page for each in read.passages}
    assert pages == {
        "paper--uvod": 1,
        "paper--p-1": 1,
        "paper--p-2": 1,
        "paper--delo": 3,
        "paper--p-3": 3,
        "paper--p-4": 3,
        "paper--p-5": 3,
        "paper--p-6": 3,
    }


@pytest.mark.parametrize(
    ("where", "anchor"),
    [
        ("Uvod", "paper--uvod"),
        ("Delo \u203a Prvi odstavek", "paper--p-6"),
        ("Uvod \u203a Odstavek, ki se nadal\u2026", "paper--p-2"),
        ("Delo \u203a nothing like this", "paper--delo"),
    ],
)
def test_place_in_the_authors_words_is_found(read, where, anchor):
    assert read.place(finding(where)).anchor == anchor


@pytest.mark.parametrize("where", ["", "Nothing like this", "1 2 3"])
def test_place_that_is_not_in_the_text_has_no_page(read, where):
    assert (read.place(finding(where)), read.page(finding(where))) == (None, 0)


@pytest.mark.parametrize(
    ("fix", "page"),
    [
        (Fix("pictures", "0" * 16, "", "fig-1.png"), 3),
        (Fix("headings", fixes.words_key("Uvod")), 1),
        (Fix("passages", fixes.words_key("Odstavek, ki se nadaljuje.")), 1),
        (Fix("equations", fixes.equation_key("x^2"), "x^2"), 3),
    ],
)
def test_what_can_be_fixed_is_found_by_its_key(read, fix, page):
    assert read.page(finding("Drugje", fix)) == page


def test_picture_is_on_the_page_on_which_the_file_has_it():
    outlined = outline.read(FRAGMENT)
    asked = finding("Delo", Fix("pictures", "0" * 16, "", "fig-1.png"))
    outlined.learn([1, 4])
    # Another number of pictures than the text has says nothing.
    assert outlined.page(asked) == 3
    outlined.learn([4])
    assert outlined.page(asked) == 4


def test_what_is_kept_has_no_name_of_the_paper(read):
    told = outline.told(read)
    assert [row["anchor"] for row in told["passages"]] == [
        "uvod",
        "p-1",
        "p-2",
        "delo",
        "p-5",
        "p-6",
    ]
    assert [row["heading"] for row in told["passages"]][:2] == [True, False]
    assert told["passages"][1]["words"] == "Prvi odstavek."
    assert told["equations"] == [
        {"key": fixes.equation_key("x^2"), "tex": "x^2", "page": 3}
    ]
