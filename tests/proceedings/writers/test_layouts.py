"""Every layout in every language: what is set stays on the page, and all of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pypdfium2
import pytest

from proceedings import layouts, typesetter
from proceedings.book.assemble import assemble
from proceedings.layouts import POINTS_PER_MM
from proceedings.model import Paper, Person, Volume
from proceedings.readers import Reading
from proceedings.writers.matter import cover_sheet
from proceedings.writers.sheet import Sheet
from proceedings.writers.sheets import paper_sheet
from proceedings.writers.tables import reckon

WORDS = {
    "sl": "Občina, ki kupuje storitve, se redko vpraša, kdo jih bo opravljal.",
    "it": "Un Comune che acquista servizi si chiede di rado chi li svolgerà.",
    "en": "A council that buys services seldom asks who will provide them.",
}
ADDRESS = "https://www.example.org/publications/2013/social-economy/measuring-it.html"
CODE = "entries" + "x" * 140
NARROW = "| Kind | 2011 | 2012 |\n|---|---:|---:|\n| Jobs | 12 | 15 |\n"
WIDE = (
    "| "
    + " | ".join(f"Column{number}" for number in range(14))
    + " |\n|"
    + "---|" * 14
    + "\n| "
    + " | ".join(f"{number}23456789.5" for number in range(14))
    + " |\n"
)
ENDLESS = "| a | b |\n|---|---|\n| " + "y" * 260 + " | " + "z" * 260 + " |\n"


def manuscript(language: str) -> str:
    words = WORDS[language]
    return "\n\n".join(
        [
            "# One",
            *[words * 9] * 3,
            f"See <{ADDRESS}> and `{CODE}`.",
            "```\n" + CODE + "\n```",
            NARROW,
            words * 9,
            WIDE,
            ENDLESS,
            "# Two",
            *[words * 12] * 14,
        ]
    )


def sheet_of(reading: Reading, layout: str, language: str) -> Sheet:
    paper = reading.paper
    assert isinstance(paper, Paper)
    volume = Volume("Volume", language, (language,), (), layout=layout)
    return paper_sheet(assemble(volume, [paper]), paper, 1)


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def boxes(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        if text.get_text_range(index, 1).strip():
            yield text.get_charbox(index)


@pytest.mark.parametrize("layout", list(layouts.LAYOUTS))
@pytest.mark.parametrize("language", list(WORDS))
def test_nothing_leaves_the_type_area(
    layout: str, language: str, prepare: Callable[..., Reading]
) -> None:
    reading = prepare(
        manuscript(language),
        title="A title",
        language=language,
        authors=(Person("Ana Čebular", ("Institute",)),),
        abstracts={code: WORDS[code] * 4 for code in WORDS},
        keywords={language: ("work",)},
    )
    files = sheet_of(reading, layout, language).files
    pdf = typesetter.typeset(files, conforming=True, timestamp=0)
    page = layouts.LAYOUTS[layout]
    edge = min(page.inside_mm, page.outside_mm) * POINTS_PER_MM - 5  # hanging hyphens
    whole = ""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            leaf = document[number]
            width, height = leaf.get_size()
            assert sorted((width, height)) == pytest.approx(
                sorted((page.width_mm * POINTS_PER_MM, page.height_mm * POINTS_PER_MM)),
                abs=0.1,
            )
            for left, bottom, right, top in boxes(leaf):
                assert edge <= left <= right <= width - edge
                assert 0 < bottom <= top < height
            whole += leaf.get_textpage().get_text_range()
    found = letters(whole)
    for words in (CODE, ADDRESS, "y" * 260, "z" * 260):
        assert letters(words) in found
    assert found.count(letters(WORDS[language])) >= 9 * 4 + 12 * 14
    for number in range(14):
        assert f"Column{number}" in found
        assert f"{number}234567895" in found


def test_two_columns_stand_beside_each_other_below_a_full_opening(
    prepare: Callable[..., Reading],
) -> None:
    reading = prepare(
        "# One\n\n" + "\n\n".join([WORDS["en"] * 9] * 30),
        title="A title that is long enough to run over the middle of a page of A4",
        language="en",
    )
    files = sheet_of(reading, "a4-2col", "en").files
    pdf = typesetter.typeset(files, conforming=True, timestamp=0)
    with pypdfium2.PdfDocument(pdf) as document:
        second = list(boxes(document[1]))
        first = list(boxes(document[0]))
    page = layouts.A4_TWO_COLUMNS
    middle = (
        page.outside_mm * POINTS_PER_MM + page.full_pt / 2
    )  # a left-hand page: the outer margin is on its left
    gutter = page.gutter_mm * POINTS_PER_MM / 2 - 2
    text = [box for box in second if box[3] < (page.height_mm - 24) * POINTS_PER_MM]
    assert not [b for b in text if b[0] < middle + gutter and b[2] > middle - gutter]
    assert min(b[0] for b in text) < middle - page.measure_pt + 5
    assert max(b[2] for b in text) > middle + page.measure_pt - 5
    title_size = [box for box in first if box[3] - box[1] > 12]
    assert any(b[0] < middle - 30 for b in title_size)
    assert any(b[2] > middle + 30 for b in title_size)


@pytest.mark.parametrize("layout", list(layouts.LAYOUTS))
def test_the_cover_has_the_size_of_the_layout(layout: str) -> None:
    volume = Volume("Volume", "sl", ("sl",), (), layout=layout)
    pdf = typesetter.typeset(
        cover_sheet(assemble(volume, [])).files, conforming=True, timestamp=0
    )
    with pypdfium2.PdfDocument(pdf) as document:
        size = document[0].get_size()
    page = layouts.LAYOUTS[layout]
    assert size == pytest.approx(
        (page.width_mm * POINTS_PER_MM, page.height_mm * POINTS_PER_MM), abs=0.1
    )


@pytest.mark.parametrize("layout", [layouts.B5, layouts.A4, layouts.A4_TWO_COLUMNS])
def test_a_measure_holds_as_many_letters_as_readers_like(
    layout: layouts.Layout,
) -> None:
    # The serif is narrower than the semibold sans that tables are reckoned by.
    count = layout.measure_pt / (layout.base_pt * 0.47)
    assert (45 if layout.columns > 1 else 60) <= count <= 72


def test_the_width_of_words_is_never_reckoned_too_small() -> None:
    words = ["Zaposlitev", "WWW", "illiterate", "MINIMUM", "12.345.678,90", "Čšž"]
    listed = ", ".join(f'"{word}"' for word in words)
    main = (
        '#set text(font: "Fira Sans", size: 10pt, weight: 600, lang: "en",'
        ' number-type: "lining", number-width: "tabular")\n'
        f"#context [#metadata(({listed}).map(w => measure(w).width.pt()))<wide>]"
    )
    measured = typesetter.query({"main.typ": main.encode()}, "wide")[0]
    for word, wide in zip(words, measured, strict=True):
        assert wide <= 10 * reckon(word) <= 1.6 * wide


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(KeyError):
        layouts.layout("a3")
    assert layouts.layout("") == layouts.B5
    assert replace(layouts.B5, columns=2, gutter_mm=6).measure_pt == pytest.approx(
        (120 - 6) / 2 * POINTS_PER_MM
    )
