"""What a printer gets: boxes, marks, one black, a cover with its spine, a booklet."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from proceedings import build
from proceedings.book.assemble import Book, assemble
from proceedings.identity import load
from proceedings.layouts import A4, B5, POINTS_PER_MM
from proceedings.model import Person, Printing, Volume
from proceedings.proofs import printed
from proceedings.writers import Order
from proceedings.writers.printing import barcode, booklet, cover
from proceedings.writers.printing.boxes import BLEED_MM, MARGIN_MM, pad, upright
from proceedings.writers.printing.inks import black_only

VOLUME = """
[volume]
title = "Zbornik"
language = "sl"
languages = ["sl"]
publisher = "Založba"
year = 2013
isbn = { print = "978-961-6354-19-6" }

[volume.print]
caliper_mm = 0.2
creep_mm = 0.5

[[papers]]
id = "prvi"
source = "prvi.md"
title = "Prvi prispevek"
language = "sl"
abstracts = { sl = "Povzetek.", en = "An abstract." }
keywords = { sl = ["delo"], en = ["work"] }
[[papers.authors]]
name = "Žiga Šuštar"
affiliations = ["Zavod, Maribor"]
"""
TEXT = "# Uvod\n\n" + "\n\n".join(
    ["Glej [stran o delu](https://example.org/delo) in še kaj drugega." * 9] * 16
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printing")
    (folder / "volume.toml").write_text(VOLUME, encoding="utf-8")
    (folder / "prvi.md").write_text(TEXT, encoding="utf-8")
    target = folder / "out"
    result = build(folder, target, formats=["pdf", "print"])
    assert result.exit_code == 0
    return target


def book(**values: object) -> Book:
    volume = Volume("Sodelovanje", "sl", ("sl",), ())
    return assemble(replace(volume, **values), [])


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [
            letters(document[number].get_textpage().get_text_range())
            for number in range(len(document))
        ]


def inside(path: Path) -> list[str]:
    """Return the pages after the cover: the first is numbered i."""
    labels = PdfReader(path).page_labels
    return texts(path)[labels.index("i") :]


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def test_every_page_names_trim_and_bleed_and_holds_the_words_of_the_volume(
    out: Path,
) -> None:
    bleed, margin = BLEED_MM * POINTS_PER_MM, MARGIN_MM * POINTS_PER_MM
    width, height = B5.width_mm * POINTS_PER_MM, B5.height_mm * POINTS_PER_MM
    with pikepdf.open(out / "print.pdf") as pdf:
        assert len(pdf.pages) % 4 == 0
        for page in pdf.pages:
            found = {
                name: [float(edge) for edge in page.obj[f"/{name}Box"]]
                for name in ("Media", "Bleed", "Trim")
            }
            far = margin - bleed
            assert found["Media"] == pytest.approx(
                [0, 0, width + 2 * margin, height + 2 * margin], abs=0.01
            )
            assert found["Bleed"] == pytest.approx(
                [far, far, far + width + 2 * bleed, far + height + 2 * bleed], abs=0.01
            )
            assert found["Trim"] == pytest.approx(
                [margin, margin, margin + width, margin + height], abs=0.01
            )
            assert "/Annots" not in page.obj
        assert "/StructTreeRoot" not in pdf.Root
    read, made = inside(out / "volume.pdf"), texts(out / "print.pdf")
    # The half title is the first right-hand page.
    assert read[0] == "Zbornik"
    assert made == read + [""] * (len(made) - len(read))


def test_text_and_links_are_pure_black(out: Path) -> None:
    identity = load()
    link = bytes.fromhex(identity.link_colour()[1:])
    with pikepdf.open(out / "volume.pdf") as pdf:
        before = [
            [float(part) for part in operation.operands]
            for page in pdf.pages
            for operation in pikepdf.parse_content_stream(page)
            if str(operation.operator) == "scn" and len(operation.operands) == 3
        ]
    assert [part / 255 for part in link] in [
        pytest.approx(colour, abs=0.001) for colour in before
    ]
    with pikepdf.open(out / "print.pdf") as pdf:
        colours = {
            tuple(round(float(part) * 255) for part in operation.operands)
            for page in pdf.pages
            for operation in pikepdf.parse_content_stream(page)
            if str(operation.operator) == "scn"
        }
        greys = {
            float(operation.operands[0])
            for page in pdf.pages
            for operation in pikepdf.parse_content_stream(page)
            if str(operation.operator) == "g"
        }
    assert tuple(link) not in colours
    assert tuple(bytes.fromhex(identity.colours["ink"][1:])) not in colours
    assert 0.0 in greys


def test_what_is_in_colour_stays_in_colour() -> None:
    code = b"cm/c0 cs 0.6117647 0.10980392 0.20392157 scn q"
    assert black_only(code, load()) == code
    ink = b"cm/c0 cs 0.105882354 0.11372549 0.13333334 scn q"
    assert black_only(ink, load()) == b"cm 0 g q"
    grey = b"/c0 CS 0.5 0.5 0.5 SCN\n"
    assert black_only(grey, load()) == b" 0.5000 G\n"


def test_the_spine_is_computed_from_pages_and_paper() -> None:
    paper = Printing(paper_gsm=80, bulk=1.25, cover_caliper_mm=0.25)
    assert cover.caliper(paper) == pytest.approx(0.1)
    assert cover.spine(200, paper) == 10.5
    assert cover.spine(200, replace(paper, caliper_mm=0.12)) == 12.5


@pytest.mark.parametrize(("pages", "titled"), [(80, False), (240, True)])
def test_the_cover_is_one_sheet_with_the_title_on_a_spine_that_can_carry_it(
    pages: int, titled: bool, tmp_path: Path
) -> None:
    told = book(
        layout="a4",
        printing=Printing(caliper_mm=0.1, cover_caliper_mm=0.25),
        editors=(Person("Ana Čebular"),),
        isbn={"print": "978-961-6354-19-6"},
    )
    pdf = cover.typeset(Order(told, tmp_path, tmp_path), pages)
    spine = pages / 2 * 0.1 + 0.5
    assert (spine >= cover.SPINE_TITLE_MM) is titled
    with pypdfium2.PdfDocument(pdf) as document:
        size = document[0].get_size()
        text = letters(document[0].get_textpage().get_text_range())
    wide = (2 * A4.width_mm + spine + 2 * BLEED_MM) * POINTS_PER_MM
    high = (A4.height_mm + 2 * BLEED_MM) * POINTS_PER_MM
    assert size == pytest.approx((wide, high), abs=0.1)
    # On the front, on the back that has no subtitle to show, and on the spine.
    assert text.count("Sodelovanje") == 2 + titled
    assert ("Čebular" in text) is titled
    for words in told.identity.wordings.values():
        known = words in dict(told.identity.wordings_for("sl")).values()
        assert (letters(words.disclaimer) in text) is known


def test_the_bars_on_the_back_are_the_number(out: Path) -> None:
    image = _drawn(out / "print-cover.pdf", 600)
    with pikepdf.open(out / "print-cover.pdf") as pdf:
        trim = [float(edge) for edge in pdf.pages[0].obj["/TrimBox"]]
    scale = 600 / 72
    back = image.crop(
        (
            int(trim[0] * scale),
            int(image.height - (trim[1] + 58 * POINTS_PER_MM) * scale),
            int((trim[0] + B5.width_mm * POINTS_PER_MM) * scale),
            int(image.height - trim[1] * scale),
        )
    )
    found = {_decoded(back, row) for row in range(0, back.height, 40)} - {""}
    assert found == {"9789616354196"}


def test_a_number_with_a_wrong_check_digit_gets_no_bars() -> None:
    with pytest.raises(ValueError, match="978-961-6354-19-5"):
        barcode.digits_of("978-961-6354-19-5")


def test_each_side_of_the_booklet_holds_the_pages_that_folding_wants(
    out: Path,
) -> None:
    read = texts(out / "volume.pdf")
    pages = [read[0], "", *inside(out / "volume.pdf"), ""]
    pages += [""] * (-len(pages) % 4)
    sides = booklet.order(len(pages))
    with pypdfium2.PdfDocument(out / "print-booklet.pdf") as document:
        assert len(document) == len(sides)
        for number, (left, right) in enumerate(sides):
            side = document[number]
            width, height = side.get_size()
            assert (width, height) == pytest.approx(
                (353 * POINTS_PER_MM, 250 * POINTS_PER_MM), abs=0.1
            )
            text = side.get_textpage()
            half = width / 2
            assert letters(text.get_text_bounded(right=half)) == pages[left - 1]
            assert letters(text.get_text_bounded(left=half)) == pages[right - 1]


def test_folded_sheets_bring_the_pages_in_order() -> None:
    for count in (4, 8, 40):
        sides = booklet.order(count)
        sheets = list(zip(sides[::2], sides[1::2], strict=True))
        # Folded, the right half of a front lies on the left half of its back.
        read = [page for front, back in sheets for page in (front[1], back[0])]
        turned = [page for front, back in sheets[::-1] for page in (back[1], front[0])]
        assert read + turned == list(range(1, count + 1))


def test_creep_moves_the_inner_sheets_towards_the_fold(tmp_path: Path) -> None:
    width, height = 148 * POINTS_PER_MM, 210 * POINTS_PER_MM
    with pikepdf.new() as pages:
        for _ in range(8):
            pages.add_blank_page(page_size=(width, height))
        target = tmp_path / "booklet.pdf"
        booklet.impose(pages, target, load(), width=width, height=height, creep_mm=1.0)
    with pikepdf.open(target) as made:
        moves = [
            [float(operation.operands[4]) for operation in moved]
            for page in made.pages
            if (
                moved := [
                    each
                    for each in pikepdf.parse_content_stream(page)
                    if str(each.operator) == "cm"
                ]
            )
        ]
        assert float(made.pages[0].mediabox[2]) == pytest.approx(297 * POINTS_PER_MM)
    outer, inner = moves[0], moves[2]
    assert inner[0] - outer[0] == pytest.approx(POINTS_PER_MM, abs=0.01)
    assert outer[1] - inner[1] == pytest.approx(POINTS_PER_MM, abs=0.01)


def test_pages_are_filled_up_to_a_signature() -> None:
    with pikepdf.new() as pdf:
        for _ in range(5):
            pdf.add_blank_page()
        assert pad(pdf, 100, 100) == 3
        assert len(pdf.pages) == 8
        assert pad(pdf, 100, 100) == 0


def test_a_file_without_boxes_or_with_links_is_no_print_file(tmp_path: Path) -> None:
    target = tmp_path / "plain.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj["/Annots"] = pikepdf.Array()
        pdf.save(target)
    found = printed.prove(target, statements=["Financed"], boxes=True, pages=4)
    assert found == [
        "A page for the press has something to click.",
        "Page 1 does not name its boxes.",
        "The number of pages is no multiple of 4.",
        "The file does not hold: Financed",
    ]


def _drawn(path: Path, ppi: int) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        drawn = document[0].render(scale=ppi / 72, grayscale=True).to_pil()
    stream = io.BytesIO()
    drawn.save(stream, "PNG")
    return Image.open(stream).convert("L")


def _decoded(image: Image.Image, row: int) -> str:
    """Read an EAN-13 from a row of grey values, as a scanner does: by widths."""
    line = [
        image.getpixel((column, row)) < 90  # type: ignore[operator]
        for column in range(image.width)
    ]
    runs: list[tuple[bool, int]] = []
    for dark in line:
        if runs and runs[-1][0] == dark:
            runs[-1] = (dark, runs[-1][1] + 1)
        else:
            runs.append((dark, 1))
    for start in range(1, len(runs) - 58):
        widths = [count for _, count in runs[start : start + 59]]
        unit = sum(widths) / 95
        quiet = runs[start - 1][1] > 9 * unit
        if runs[start][0] and quiet and 5 < unit < 12:
            bits = "".join(
                ("1" if dark else "0") * round(count / unit)
                for dark, count in runs[start : start + 59]
            )
            return _digits(bits)
    return ""


# ISO/IEC 15420, table 1: the widths of bars and spaces of each digit, set A.
_WIDTHS = (
    "3211",
    "2221",
    "2122",
    "1411",
    "1132",
    "1231",
    "1114",
    "1312",
    "1213",
    "3112",
)
_FIRST = dict(
    zip(
        (
            "AAAAAA",
            "AABABB",
            "AABBAB",
            "AABBBA",
            "ABAABB",
            "ABBAAB",
            "ABBBAA",
            "ABABAB",
            "ABABBA",
            "ABBABA",
        ),
        "0123456789",
        strict=True,
    )
)


def _digits(bits: str) -> str:
    if len(bits) != 95:
        return ""
    groups = [bits[3 + 7 * n : 10 + 7 * n] for n in range(6)]
    groups += [bits[50 + 7 * n : 57 + 7 * n] for n in range(6)]
    found, parity = "", ""
    for group in groups:
        widths = ""
        last = ""
        for bit in group:
            widths = (
                widths[:-1] + str(int(widths[-1]) + 1) if bit == last else widths + "1"
            )
            last = bit
        if widths in _WIDTHS:
            found, parity = found + str(_WIDTHS.index(widths)), parity + "A"
        elif widths[::-1] in _WIDTHS:
            found, parity = found + str(_WIDTHS.index(widths[::-1])), parity + "B"
        else:
            return ""
    return _FIRST.get(parity[:6], "?") + found


def test_a_page_that_lies_across_is_turned_upright() -> None:
    width, height = B5.width_mm * POINTS_PER_MM, B5.height_mm * POINTS_PER_MM
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(height, width))
        pdf.add_blank_page(page_size=(width, height))
        across, plain = (
            [float(number) for number in upright(page, width, 34).split()]
            for page in pdf.pages
        )
    # The corner at the right below comes to the right above; all stays inside.
    assert across == pytest.approx([0, 1, -1, 0, width + 34, 34], abs=0.01)
    assert plain == pytest.approx([1, 0, 0, 1, 34, 34], abs=0.01)
