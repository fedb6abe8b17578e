"""An issue in three languages: on its pages, in order, and with nothing left over."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from proceedings import build, volume_file
from proceedings.book.assemble import assemble
from proceedings.exceptions import VolumeFileIsWrong
from proceedings.model import Block, Newspaper, Paper, Picture, Volume
from proceedings.pipeline import BuildResult
from proceedings.proofs.pdf import elements
from proceedings.writers.newspaper.issue import typeset_issue
from proceedings.writers.newspaper.plan import Heights, Piece, plan

SAMPLE = Path(__file__).parents[1] / "newspaper"
PICTURES = Path(__file__).parents[3] / "cms" / "demo" / "pictures"
LANGUAGES = ("sl", "it", "en")
WORDS = [
    "občina",
    "kupuje",
    "storitve",
    "redko",
    "vpraša",
    "kdo",
    "jih",
    "bo",
    "opravljal",
    "čez",
    "pet",
    "let",
    "še",
    "redkeje",
    "kaj",
    "od",
    "tega",
    "ostalo",
    "kraju",
    "socialna",
    "podjetja",
    "razpisih",
    "vidna",
    "šele",
    "tedaj",
]


def folder_of(language: str, parent: Path) -> Path:
    folder = parent / language
    shutil.copytree(SAMPLE / language, folder)
    for picture in PICTURES.glob("*.png"):
        shutil.copy(picture, folder)
    return folder


Built = dict[str, tuple[Path, BuildResult]]


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> Built:
    parent = tmp_path_factory.mktemp("newspaper")
    built = {}
    for language in LANGUAGES:
        out = parent / f"{language}-out"
        result = build(folder_of(language, parent), out, formats=["pdf", "print"])
        assert result.exit_code == 0
        built[language] = out, result
    return built


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def pages_of(pdf: Path | bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            letters(document[number].get_textpage().get_text_range())
            for number in range(len(document))
        ]


def sentences(language: str) -> Iterator[tuple[str, str]]:
    """Yield each line of the manuscripts with the paper that it stands in."""
    for source in sorted((SAMPLE / language).glob("*.md")):
        for line in source.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("!"):
                yield source.stem, letters(line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_article_is_printed_on_its_pages(
    language: str, issues: Built
) -> None:
    out, result = issues[language]
    pages = pages_of(out / "volume.pdf")
    assert len(pages) == 4
    where = {
        paper["id"]: (paper["first_page"], paper["last_page"])
        for paper in result.manifest["papers"]
    }
    for paper, words in sentences(language):
        first, last = where[paper]
        assert words in "".join(pages[first - 1 : last])


def test_all_editions_share_one_plan(issues: Built) -> None:
    plans = [
        [
            (paper["id"], paper["first_page"], paper["last_page"])
            for paper in result.manifest["papers"]
        ]
        for _, result in issues.values()
    ]
    assert plans[0] == plans[1] == plans[2]
    assert ("narocanje", 1, 1) in plans[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_and_the_last_page_hold_what_a_newspaper_must(
    language: str, issues: Built
) -> None:
    out, _ = issues[language]
    volume = volume_file.load(SAMPLE / language)
    issue = volume.newspaper
    assert issue is not None
    pages = pages_of(out / "volume.pdf")
    for words in (
        issue.title[language],
        issue.subtitle[language],
        issue.issn[language]["print"],
        issue.price,
        next(paper.title for paper in volume.papers if paper.id == issue.lead),
        *(paper.title for paper in volume.papers),
    ):
        assert letters(words) in pages[0]
    for words in (
        *(event.what for event in issue.calendar),
        *issue.contacts,
        *(row[1] for row in issue.imprint),
    ):
        assert letters(words) in pages[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_who_paid(language: str, issues: Built) -> None:
    out, _ = issues[language]
    with pypdfium2.PdfDocument(out / "volume.pdf") as document:
        for number in range(len(document)):
            text = document[number].get_textpage()
            foot = letters(text.get_text_bounded(top=54))
            assert {
                "sl": "TaprojektjeprejelsredstvaEvropskeunije",
                "it": "QuestoprogettoharicevutofinanziamentidallUnioneeuropea",
                "en": "ThisprojecthasreceivedfundingfromtheEuropeanUnion",
            }[language] in foot


def test_articles_are_read_one_after_the_other(issues: Built) -> None:
    out, _ = issues["en"]
    volume = volume_file.load(SAMPLE / "en")
    with pikepdf.open(out / "volume.pdf") as pdf:
        tree = pdf.Root.StructTreeRoot
        heads = [
            index
            for index, element in enumerate(elements(tree))
            if element.get(Name.S) == Name.H2
        ]
        kinds = [element.get(Name.S) for element in elements(tree)]
        assert kinds.count(Name.H1) == 1
        claims = pdf.Root.Metadata.read_bytes().decode()
        titles = [str(item.title) for item in pdf.open_outline().root]
    assert "<pdfuaid:part>1<" in claims
    assert "<pdfaid:conformance>A<" in claims
    # Calendar, contacts and imprint come after the articles.
    assert len(heads) == len(volume.papers) + 3
    order = [paper.title for paper in volume.papers]
    lead = next(p.title for p in volume.papers if p.id == "narocanje")
    order.remove(lead)
    assert [t for t in titles if t in {lead, *order}] == [lead, *order]


def test_the_print_variant_has_the_same_pages(issues: Built) -> None:
    out, _ = issues["sl"]
    assert pages_of(out / "print.pdf") == pages_of(out / "volume.pdf")
    with pikepdf.open(out / "print.pdf") as pdf:
        assert all("/Annots" not in page.obj for page in pdf.pages)
        fonts = [
            font
            for page in pdf.pages
            for font in page.Resources.get(Name.Font, Dictionary()).values()
        ]
        for font in fonts:
            for each in font.get(Name.DescendantFonts, Array([font])):
                descriptor = each.FontDescriptor
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
    with pikepdf.open(out / "print-booklet.pdf") as pdf:
        assert len(pdf.pages) == 2


def test_a_pinned_article_begins_on_its_page(tmp_path: Path) -> None:
    folder = folder_of("sl", tmp_path)
    path = folder / "volume.toml"
    told = path.read_text(encoding="utf-8")
    path.write_text(
        told.replace(
            "[newspaper.title]", "[newspaper.plan]\npojem = 3\n\n[newspaper.title]"
        ),
        encoding="utf-8",
    )
    result = build(folder, tmp_path / "out", formats=["pdf"])
    first = {p["id"]: p["first_page"] for p in result.manifest["papers"]}
    assert first["pojem"] == 3
    assert first["uvodnik"] == 2


def test_the_same_issue_is_the_same_bytes(issues: Built, tmp_path: Path) -> None:
    out, _ = issues["it"]
    build(folder_of("it", tmp_path), tmp_path / "out", formats=["pdf"])
    again = (tmp_path / "out" / "volume.pdf").read_bytes()
    assert again == (out / "volume.pdf").read_bytes()


# --- articles of any length -------------------------------------------------------
def _article(chance: random.Random, number: int) -> Paper:
    blocks: list[Block] = []
    for _ in range(chance.choice((1, 2, 5, 12, 30))):
        words = [chance.choice(WORDS) for _ in range(chance.randint(10, 90))]
        inlines = [
            each for w in words for each in ({"t": "Str", "c": w}, {"t": "Space"})
        ]
        blocks.append({"t": "Para", "c": inlines})
    blocks.append({"t": "Para", "c": [{"t": "Str", "c": f"KONEC{number}X"}]})
    pictures = {}
    if chance.random() < 0.5:
        alt = [{"t": "Str", "c": "Krogi"}]
        image = {"t": "Image", "c": [["", [], []], alt, ["krogi.png", ""]]}
        blocks.insert(0, {"t": "Para", "c": [image]})
        source = PICTURES / "trije-krogi.png"
        pictures = {"krogi.png": Picture("krogi.png", source, 1600, 1000, "image/png")}
    title = " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 8)))
    return Paper(
        id=f"a{number}",
        source=Path(f"a{number}.md"),
        source_sha256="",
        title=title.capitalize(),
        language="sl",
        blocks=tuple(blocks),
        pictures=pictures,
        session=f"Del {number // 3}",
    )


@pytest.mark.parametrize("seed", [1, 6])
def test_articles_of_any_length_leave_nothing_over(seed: int) -> None:
    chance = random.Random(seed)
    columns = chance.choice((3, 4))
    papers = [_article(chance, number) for number in range(chance.randint(2, 9))]
    issue = Newspaper(title={"sl": "COOP"}, columns=columns)
    volume = Volume("Časopis", "sl", ("sl",), (), kind="newspaper", newspaper=issue)
    done = typeset_issue(assemble(volume, papers))
    pages = pages_of(done.pdf)
    assert len(pages) % 4 == 0
    whole = "".join(pages)
    for number, paper in enumerate(papers):
        first, last = done.pages[paper.id]
        assert 1 <= first <= last <= len(pages)
        assert letters(paper.title) in pages[first - 1]
        assert f"KONEC{number}X" in pages[last - 1]
        written = "".join(
            each["c"]
            for block in paper.blocks
            for each in block["c"]
            if each["t"] == "Str"
        )
        # Where a text goes over to the next page, foot and head stand between.
        assert _missing(whole, letters(written)) <= last - first
    with pypdfium2.PdfDocument(done.pdf) as document:
        for number in range(len(document)):
            leaf = document[number].get_textpage()
            for index in range(leaf.count_chars()):
                left, bottom, right, top = leaf.get_charbox(index)
                assert 40 <= left <= right <= 595.3 - 40 or left == right
                assert bottom >= 25 or bottom == top
            # No two texts stand on one another: each place has one letter.
            places = [
                tuple(round(edge) for edge in leaf.get_charbox(index))
                for index in range(leaf.count_chars())
                if leaf.get_text_range(index, 1).isalnum()
            ]
            assert len(places) - len(set(places)) < 0.01 * len(places) + 4


def _missing(whole: str, words: str) -> int:
    pieces = [words[start : start + 12] for start in range(0, len(words), 12)]
    return sum(piece not in whole for piece in pieces)


def test_every_plan_is_whole_and_in_order() -> None:
    for seed in range(300):
        chance = random.Random(seed)
        columns = chance.choice((3, 4))
        pieces = tuple(
            Piece(
                body=chance.choice((30, 200, 900, 4000, 9000))
                * chance.uniform(0.5, 1.5),
                heads={
                    "lead": 300,
                    "grand": 380,
                    "half": 180,
                    "broad": 260,
                    "plain": 80,
                },
                pair=tuple(chance.uniform(90, 260) for _ in range(columns - 1)),
                pictured=chance.random() < 0.5,
            )
            for _ in range(chance.randint(1, 25))
        )
        heights = Heights(730, 75, 200, 20, 10.5, columns, pieces)
        made = plan(heights, large=chance.random() < 0.5, pins={}, more={})
        assert len(made.leaves) % 4 == 0
        set_once = [
            part.index
            for leaf in made.leaves
            for row in leaf.rows
            for part in row.parts
        ]
        assert set_once == list(range(len(pieces)))
        starts = [made.starts[index] for index in range(len(pieces))]
        assert starts == sorted(starts)
        assert [leaf.ending for leaf in made.leaves].count(True) == 1
        assert made.leaves[-1].ending
        for leaf in made.leaves:
            for row in leaf.rows:
                assert sum(part.span for part in row.parts) == columns


# --- what the file may get wrong ----------------------------------------------------
@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ("columns = 5", "columns = 4", "newspaper.columns must be 3 or 4."),
        ('lead = "nihče"', 'lead = "narocanje"', "newspaper.lead: there is no paper"),
        (
            'sl = { print = "1318-8667" }',
            'sl = { print = "1318-8666" }',
            "no valid ISSN",
        ),
        ("number = 0", "number = 1", "newspaper.number must be 1 or more."),
    ],
)
def test_a_newspaper_that_cannot_be_is_refused(
    wrong: str, right: str, message: str, tmp_path: Path
) -> None:
    folder = folder_of("sl", tmp_path)
    path = folder / "volume.toml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(VolumeFileIsWrong, match=message):
        volume_file.load(folder)


def test_a_newspaper_is_written_as_it_was_read(tmp_path: Path) -> None:
    folder = folder_of("it", tmp_path)
    volume = volume_file.load(folder)
    (folder / "volume.toml").write_text(
        volume_file.dump(volume, folder), encoding="utf-8"
    )
    assert volume_file.load(folder) == volume
