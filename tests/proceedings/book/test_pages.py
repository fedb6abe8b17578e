"""Where each page begins in the text is read from the page itself."""

import itertools
import string
from dataclasses import replace

import pypdfium2
import pytest

from proceedings import build
from proceedings.book.assemble import settled
from proceedings.book.breaks import find_breaks, find_places, letters, passages
from proceedings.book.marks import with_page_breaks
from proceedings.book.pages import PageBreak, PageMap, PartPages, roman
from proceedings.readers.tree import nodes

VOLUME = """[volume]
title = "Zbornik"
language = "sl"

[[papers]]
source = "manuscript/paper.md"
id = "trial"
"""


def words(count):
    """Return words of which none comes twice."""
    return [
        f"{a}{b}{c}o{a}"
        for a, b, c in itertools.islice(
            itertools.product(string.ascii_lowercase, repeat=3), count
        )
    ]


def manuscript():
    """Return a paper of several pages, each word of which stands in one place."""
    told = iter(words(2600))

    def some(number):
        return " ".join(itertools.islice(told, number))

    parts = ["---", "title: Poskus", "lang: sl", "---", "", "# Uvod", ""]
    for number in range(9):
        parts += [f"{some(70)}[^{number}] {some(60)}", ""]
        parts += [f"- {some(9)}" for _ in range(3)]
        parts += ["", "$$x + y = z$$", "", f"## {some(4)}", ""]
    parts += ["| A | B |", "|---|---|"]
    parts += [f"| {some(6)} | {some(6)} |" for _ in range(50)]
    parts += ["", some(200), ""]
    parts += [f"[^{number}]: {' '.join(['opomba'] * 30)}" for number in range(9)]
    return "\n".join(parts) + "\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The offprint of the paper, and its manuscript."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "volume.toml").write_text(VOLUME, encoding="utf-8")
    (folder / "manuscript").mkdir()
    path = folder / "manuscript" / "paper.md"
    path.write_text(manuscript(), encoding="utf-8")
    result = build(folder, folder / "out", formats=["pdf"])
    assert result.exit_code == 0
    return (folder / "out" / "papers" / "trial.pdf").read_bytes(), path


@pytest.fixture
def trial(made, prepare):
    pdf, path = made
    return settled(prepare(path).paper, "sl"), pdf


def shown(pdf):
    """Return the letters of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [letters(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def test_every_page_begins_where_the_text_says(trial):
    paper, pdf = trial
    pages, text = shown(pdf), passages(paper.blocks)
    names = [passage.anchor for passage in text]
    found = find_breaks(paper, pdf)
    assert [each.page for each in found] == list(range(2, len(pages) + 1))
    assert len(pages) >= 6
    whole = "".join(passage.letters for passage in text)
    for each in found:
        number = names.index(each.anchor)
        before = sum(len(passage.letters) for passage in text[:number])
        at = before + each.letters
        # Each word is there once: what follows stands on the page, what precedes
        # on the page before. A word that is broken over the edge may hold letters.
        assert whole[at + 7 : at + 17] in pages[each.page - 1]
        assert whole[at - 17 : at - 7] in pages[each.page - 2]


def test_places_tell_page_and_height(trial):
    paper, pdf = trial
    places, pages = find_places(paper, pdf), shown(pdf)
    seen = []
    for passage in passages(paper.blocks):
        place = places[passage.anchor]
        if len(passage.letters) >= 10:
            assert passage.letters[:10] in pages[place.page - 1]
            assert place.top is not None
            seen.append((place.page, -place.top))
    assert seen == sorted(seen)


def test_marks_stand_before_the_first_word_of_a_page(trial):
    paper, pdf = trial
    found = find_breaks(paper, pdf)
    marked = with_page_breaks(paper.blocks, found, 9)
    labels, told, following = [], True, {}
    for node in nodes(list(marked)):
        if node["t"] == "Span" and "pagebreak" in node["c"][0][1]:
            label = node["c"][0][2][0][1]
            assert node["c"][0][0] == f"page-{label}"
            labels.append(label)
            told = False
        elif node["t"] == "Str" and not told and letters(node["c"]):
            following[labels[-1]], told = letters(node["c"]), True
    pages = shown(pdf)
    assert labels == [str(8 + each.page) for each in found]
    for label, word in following.items():
        # The page shows the word whole, or the end of it.
        assert word[-3:] in pages[int(label) - 9][:90]
    # But for the marks, nothing has changed.
    assert passages(marked) == passages(paper.blocks)


def test_marks_without_a_place_are_not_lost(prepare):
    paper = settled(prepare("# Ena\n\nDva.\n", title="Naslov").paper, "sl")
    marked = with_page_breaks(paper.blocks, [PageBreak(2, "nowhere", 3)], 1)
    assert marked[-1]["c"][0]["c"][0] == ["page-2", ["pagebreak"], [["label", "2"]]]


def test_paper_without_words_has_breaks_all_the_same(made, prepare):
    pdf, path = made
    paper = replace(prepare(path).paper, blocks=())
    count = len(shown(pdf))
    breaks = tuple(PageBreak(page, "", 0) for page in range(2, count + 1))
    assert find_breaks(paper, pdf) == breaks


def test_labels_follow_the_parts():
    book = PageMap(
        (PartPages("cover", "", 1, 1), PartPages("front", "roman", 1, 4),
         PartPages("trial", "arabic", 9, 3)),
    )  # fmt: skip
    assert book.span("trial") == ("9", "11")
    assert book.label("front", 4) == "iv"
    assert list(book.labels()) == ["i", "ii", "iii", "iv", "9", "10", "11"]
    with pytest.raises(KeyError):
        book.label("nothing", 1)
    assert [roman(each) for each in (4, 9, 14, 40, 99)] == [
        "iv", "ix", "xiv", "xl", "xcix"
    ]  # fmt: skip


def test_marks_beyond_the_words_of_a_table_stand_after_it(prepare):
    table = "# Ena\n\n| A | B |\n|---|---|\n| c | d |\n\nKonec.\n"
    paper = settled(prepare(table, title="Naslov").paper, "sl")
    (anchor,) = [b["c"][0][0] for b in paper.blocks if b["t"] == "Table"]
    breaks = [PageBreak(2, anchor, 2), PageBreak(3, anchor, 9)]
    marked = with_page_breaks(paper.blocks, breaks, 1)
    assert [block["t"] for block in marked] == ["Header", "Table", "Plain", "Para"]
    found = [n["c"][0][0] for n in nodes(list(marked)) if n["t"] == "Span"]
    assert [name for name in found if name.startswith("page")] == ["page-2", "page-3"]
