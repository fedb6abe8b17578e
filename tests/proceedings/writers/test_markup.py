"""The HTML of a paper keeps what the paper says, for eyes, ears and links."""

from dataclasses import replace

import pytest
from lxml import html

from proceedings.book.assemble import settled
from proceedings.book.breaks import passages
from proceedings.book.pages import PageBreak, PartPages
from proceedings.model import equation_key
from proceedings.writers import markup

TEXT = """# Uvod

Prvi odstavek ima več besed.[^1]

- točka

Table: Številke

|     | Vrednost | Sredina |
|:----|---------:|:-------:|
| A   |        1 |    x    |

![Moder pravokotnik](drawing.png)

[^1]: Opomba.
"""


@pytest.fixture
def paper(prepare, picture, tmp_path):
    (tmp_path / "manuscript").mkdir()
    picture.rename(tmp_path / "manuscript" / "drawing.png")
    path = tmp_path / "manuscript" / "paper.md"
    path.write_text(TEXT, encoding="utf-8")
    return settled(prepare(path, title="Naslov", language="sl").paper, "sl")


def shown(paper, pictures):
    return markup.placed(markup.render(paper), pictures, None)


def tree(body):
    return html.fragment_fromstring(body, create_parent="div")


def test_passages_carry_their_names(paper):
    root = tree(shown(paper, "media/"))
    names = {each.anchor for each in passages(paper.blocks)}
    assert names == {
        each.get("id")
        for each in root.xpath("//p[@id]|//h2|//li[@id]|//table|//figure|//img[@id]")
        if "--fn" not in each.get("id")
    }
    assert root.xpath("//span[@class='anchor']") == []


def test_columns_keep_their_alignment(paper):
    root = tree(shown(paper, "media/"))
    assert [cell.get("class") for cell in root.xpath("//tbody//td")] == [
        None, "align-right", "align-center"
    ]  # fmt: skip
    assert [cell.get("scope") for cell in root.xpath("//thead//th")] == ["col"] * 2
    # The corner heads nothing.
    assert root.xpath("//thead//td/text()") == []
    assert root.xpath("//@style") == []


def test_pictures_have_size_words_and_folder(paper):
    (picture,) = tree(shown(paper, "media/a-")).iter("img")
    assert picture.get("src").startswith("media/a-")
    assert (picture.get("width"), picture.get("height")) == ("600", "400")
    assert picture.get("alt") == "Moder pravokotnik"


def test_notes_lead_there_and_back(paper):
    root = tree(shown(paper, ""))
    (there,) = root.xpath("//a[@role='doc-noteref']")
    (back,) = root.xpath("//a[@role='doc-backlink']")
    assert root.get_element_by_id(there.get("href")[1:]).tag == "li"
    assert root.get_element_by_id(back.get("href")[1:]) is there
    assert back.get("aria-label") == "Nazaj na besedilo"
    (notes,) = root.xpath("//section[@role='doc-endnotes']")
    assert notes.get("aria-label") == "Opombe"


def test_one_rendering_serves_every_place_in_the_book(paper):
    second = passages(paper.blocks)[1]
    body = markup.render(paper, [PageBreak(2, second.anchor, len("prviodstavek"))])
    (mark,) = tree(markup.placed(body, "", PartPages("trial", "arabic", 9, 2))).xpath(
        "//span[@role='doc-pagebreak']"
    )
    assert (mark.get("id"), mark.get("title")) == ("page-10", "10")
    assert mark.getparent().text == "Prvi odstavek "
    assert mark.tail.startswith("ima")
    assert "page-" not in markup.placed(body, "", None)


def test_words_cannot_become_code(prepare):
    words = 'Piše `<span id="page-7"></span>` in `src="coop-pictures/x"` <b>.\n'
    body = shown(prepare(words, title="N").paper, "media/")
    assert "<b>" not in body
    assert '<span id="page-7">' not in body
    assert "&lt;span" in body
    assert 'src="coop-pictures/x"' in body


@pytest.mark.parametrize("display", [True, False])
def test_equation_has_the_words_of_an_editor(paper, display):
    tex = "a^2 < b"
    kind = "DisplayMath" if display else "InlineMath"
    math = {"t": "Math", "c": [{"t": kind}, tex]}
    told = {f"alt:{equation_key(tex, display=display)}": "a na kvadrat"}
    subject = replace(paper, blocks=({"t": "Para", "c": [math]},), equations=told)
    (found,) = tree(shown(subject, "media/")).iter("math")
    assert (found.get("alttext"), found.get("aria-label")) == ("a na kvadrat",) * 2


def test_equation_without_such_words_has_none(paper):
    math = {"t": "Math", "c": [{"t": "InlineMath"}, "a^2"]}
    subject = replace(paper, blocks=({"t": "Para", "c": [math]},))
    (found,) = tree(shown(subject, "media/")).iter("math")
    assert (found.get("alttext"), found.get("aria-label")) == (None, None)
