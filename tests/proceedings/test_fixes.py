"""Fixes beside a manuscript: the file, and what it does to the paper."""

import io
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from proceedings import checks, fixes, volume_file
from proceedings.fixes import FixesAreWrong
from proceedings.model import (
    EquationFix,
    Fixes,
    PaperEntry,
    PictureFix,
    TableFix,
    equation_key,
)
from proceedings.readers import Reading
from proceedings.readers.tree import nodes, text

FOREIGN = (
    "La cooperativa non è nata per fare beneficenza, ma per dare lavoro a chi era "
    "rimasto nel paese; questo lo dicono tutti i soci che abbiamo incontrato."
)
OWN = (
    "Prve zadruge so v teh krajih nastale ob koncu stoletja, ko so kmetje ostali brez "
    "posojil in je bilo treba mleko prodajati skupaj."
)
KEY = "0123456789abcdef"
ALL = Fixes(
    pictures={
        KEY: PictureFix(alt='Hiša z "napisom"\nin vrati'),
        "b" * 16: PictureFix(),
    },
    headings={KEY: 2},
    tables={KEY: TableFix(header_row=True, layout=False)},
    passages={KEY: "it"},
    equations={KEY: EquationFix(alt="delež", tex="\\frac{a}{b}")},
)


def drawing(compression: int) -> io.BytesIO:
    """The same pixels, in as many bytes as the compression asks for."""
    buffer = io.BytesIO()
    image = Image.radial_gradient("L").resize((900, 600)).convert("RGB")
    image.save(buffer, "PNG", compress_level=compression)
    return buffer


def manuscript(folder: Path, order: Sequence[str], compression: int = 6) -> Path:
    """Write a Word document of the named pieces, in that order."""
    document = docx.Document()
    document.add_paragraph("Zadruge v dolini", style="Title")
    document.add_heading("Uvod", 1)
    for piece in order:
        if piece == "picture":
            document.add_picture(drawing(compression))
        elif piece == "table":
            table = document.add_table(2, 2)
            look = table._tbl.tblPr.find(qn("w:tblLook"))
            look.set(qn("w:firstRow"), "0")
            look.set(qn("w:val"), "0480")
            for number, words in enumerate(("Leto", "Člani", "1905", "41")):
                table.cell(number // 2, number % 2).text = words
        elif piece == "heading":
            document.add_paragraph().add_run("Kako so delili presežek").bold = True
        else:
            document.add_paragraph(piece)
    path = folder / "clanek.docx"
    document.save(path)
    return path


def read(source: Path, job: Path) -> Reading:
    decided = fixes.load(fixes.beside(source))
    entry = PaperEntry("clanek", source, source.parent, language="sl", fixes=decided)
    return checks.prepare(entry, job, draft=True)


def codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


FIXABLE = {
    "picture-without-alt",
    "table-without-header",
    "heading-faked",
    "passage-language",
}


@pytest.fixture
def fixed(tmp_path: Path) -> Path:
    """A manuscript with its fixes beside it, taken from what can be fixed."""
    source = manuscript(tmp_path, ["heading", OWN, "picture", "table", OWN, FOREIGN])
    rows = {row.kind: row for row in fixes.fixable(read(source, tmp_path / "first"))}
    assert sorted(rows) == ["headings", "passages", "pictures", "tables"]
    made = Fixes(
        pictures={rows["pictures"].key: PictureFix(alt="Krog, ki proti robu svetli")},
        headings={rows["headings"].key: 2},
        tables={rows["tables"].key: TableFix(header_row=True, header_column=True)},
        passages={rows["passages"].key: "it"},
    )
    fixes.beside(source).write_text(fixes.dump(made), encoding="utf-8")
    return source


# --- the file -------------------------------------------------------------------------
def test_fixes_when_written_and_read_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.md.fixes.toml"
    path.write_text(fixes.dump(ALL), encoding="utf-8")
    loaded = fixes.load(path)
    assert fixes.to_dict(loaded) == fixes.to_dict(ALL)
    assert fixes.dump(loaded) == fixes.dump(ALL)
    assert fixes.from_dict(fixes.to_dict(ALL)) == loaded


def test_fixes_without_a_file_are_none(tmp_path: Path) -> None:
    assert fixes.load(tmp_path / "nothing.fixes.toml") == Fixes()


def test_fixes_when_merged_keep_both_and_the_second_wins() -> None:
    more = Fixes(
        pictures={KEY: PictureFix(decorative=True)}, headings={KEY: 0, "c" * 16: 1}
    )
    merged = fixes.merge(ALL, more)
    assert merged.pictures[KEY] == PictureFix(ALL.pictures[KEY].alt, decorative=True)
    assert merged.headings == {KEY: 0, "c" * 16: 1}
    assert merged.tables == ALL.tables


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            [f"[pictures.{KEY}]", 'alt = "x"', 'colour = "red"'],
            (
                f"line 3: pictures.{KEY}.colour is not known; "
                "here may stand: alt, decorative."
            ),
        ),
        (
            ["", f"[images.{KEY}]", 'alt = "x"'],
            (
                "line 2: images is not known; here may stand: pictures, headings, tables, "
                "passages, equations."
            ),
        ),
        (
            [f"[headings.{KEY}]", 'level = "two"'],
            f"line 2: headings.{KEY}.level must be a number.",
        ),
        (
            [f"[headings.{KEY}]", "level = 9"],
            (
                f"line 2: headings.{KEY}.level must be from 1 to 6, or 0 for a line that "
                "is no heading."
            ),
        ),
        (
            [f"[passages.{KEY}]", 'language = "Klingon"'],
            (
                f"line 2: passages.{KEY}.language must be a language code such as sl, it "
                "or en."
            ),
        ),
        (
            ["[tables.first]", "layout = true"],
            "line 1: first is not a key: those have 16 digits, 0 to f.",
        ),
        (
            [f"[tables.{KEY}]", "layout = 1"],
            f"line 2: tables.{KEY}.layout must be true or false.",
        ),
    ],
)
def test_fixes_when_wrong_name_the_line(
    tmp_path: Path, lines: list[str], told: str
) -> None:
    path = tmp_path / "a.docx.fixes.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(FixesAreWrong) as caught:
        fixes.load(path)
    assert str(caught.value) == f"a.docx.fixes.toml: {told}"


def test_fixes_from_a_program_are_checked_too() -> None:
    with pytest.raises(FixesAreWrong, match="must be from 1 to 6"):
        fixes.from_dict({"headings": {KEY: {"level": 7}}})


def test_fixes_are_found_by_volume_toml(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Besedilo.\n", encoding="utf-8")
    beside = fixes.beside(tmp_path / "a.md")
    beside.write_text(f"[headings.{KEY}]\nlevel = 2\n", encoding="utf-8")
    (tmp_path / "volume.toml").write_text(
        '[volume]\ntitle = "Z"\nlanguage = "sl"\n[[papers]]\nid = "a"\nsource = "a.md"\n'
        "anonymous = true\n",
        encoding="utf-8",
    )
    (entry,) = volume_file.load(tmp_path).papers
    assert entry.fixes == Fixes(headings={KEY: 2})
    assert entry.anonymous is True


# --- keys -----------------------------------------------------------------------------
def test_words_key_counts_letters_alone() -> None:
    same = {
        fixes.words_key(w) for w in ("Članí  v letu 1905", "clani v\u00a0letu 1905.")
    }
    assert len(same) == 1
    assert fixes.words_key("Člani v letu 1906") not in same


# --- what they do ---------------------------------------------------------------------
def test_fixes_settle_what_was_found(fixed: Path, tmp_path: Path) -> None:
    reading = read(fixed, tmp_path / "job")
    assert codes(reading) & {*FIXABLE, "fix-unused"} == set()
    found = list(nodes(list(reading.paper.blocks)))
    levels = [(n["c"][0], text(n["c"][2])) for n in found if n["t"] == "Header"]
    assert levels == [(1, "Uvod"), (2, "Kako so delili presežek")]
    (image,) = (node for node in found if node["t"] == "Image")
    assert text(image["c"][1]) == "Krog, ki proti robu svetli"
    (table,) = (node for node in found if node["t"] == "Table")
    assert [text(row[1]) for row in table["c"][3][1]] == ["Leto Člani"]
    assert [body[1] for body in table["c"][4]] == [1]
    spoken = [
        text(node["c"][1])
        for node in found
        if node["t"] == "Span" and ["lang", "it"] in node["c"][0][2]
    ]
    assert spoken == [FOREIGN]


def test_fixes_survive_a_new_upload(fixed: Path, tmp_path: Path) -> None:
    before = fixed.read_bytes()
    later = f"{OWN} Dodana je bila primerjava s sosednjo dolino."
    manuscript(
        tmp_path, [FOREIGN, "table", later, "heading", later, "picture"], compression=1
    )
    assert fixed.read_bytes() != before
    assert codes(read(fixed, tmp_path / "job")) & {*FIXABLE, "fix-unused"} == set()


def test_fixes_that_fit_nothing_are_told(fixed: Path, tmp_path: Path) -> None:
    manuscript(tmp_path, ["heading", OWN, "picture", OWN])
    reading = read(fixed, tmp_path / "job")
    unused = [f.where.split(".")[0] for f in reading.findings if f.code == "fix-unused"]
    assert unused == ["tables", "passages"]


def test_a_decision_that_nothing_is_wrong_is_not_asked_again(tmp_path: Path) -> None:
    source = manuscript(tmp_path, ["heading", OWN, "picture", "table", OWN, FOREIGN])
    rows = {row.kind: row for row in fixes.fixable(read(source, tmp_path / "first"))}
    made = Fixes(
        pictures={rows["pictures"].key: PictureFix(decorative=True)},
        headings={rows["headings"].key: 0},
        tables={rows["tables"].key: TableFix(header_row=False)},
        passages={rows["passages"].key: "sl"},
    )
    fixes.beside(source).write_text(fixes.dump(made), encoding="utf-8")
    reading = read(source, tmp_path / "second")
    assert codes(reading) & {*FIXABLE, "fix-unused"} == set()
    found = list(nodes(list(reading.paper.blocks)))
    assert [n["c"][0][1] for n in found if n["t"] == "Image"] == [["decorative"]]
    assert [text(n["c"][2]) for n in found if n["t"] == "Header"] == ["Uvod"]


def test_a_layout_table_becomes_paragraphs(tmp_path: Path) -> None:
    source = manuscript(tmp_path, [OWN, "table", OWN])
    (row,) = fixes.fixable(read(source, tmp_path / "first"))
    made = Fixes(tables={row.key: TableFix(layout=True)})
    fixes.beside(source).write_text(fixes.dump(made), encoding="utf-8")
    blocks = list(read(source, tmp_path / "second").paper.blocks)
    assert [text(b) for b in blocks if b["t"] == "Para"] == [
        OWN,
        "Leto",
        "Člani",
        "1905",
        "41",
        OWN,
    ]


def test_an_equation_gets_other_tex_and_words(tmp_path: Path) -> None:
    source = tmp_path / "paper.md"
    source.write_text(
        "---\ntitle: T\nlang: en\n---\n\nIt is $\\share{d} = 1$ here.\n",
        encoding="utf-8",
    )
    (row,) = fixes.fixable(read(source, tmp_path / "first"))
    assert (row.kind, row.current) == ("equations", "\\share{d} = 1")
    made = Fixes(
        equations={row.key: EquationFix(alt="the share is one", tex="s_d = 1")}
    )
    fixes.beside(source).write_text(fixes.dump(made), encoding="utf-8")
    reading = read(source, tmp_path / "second")
    assert codes(reading) & {"equation-unconverted", "fix-unused"} == set()
    key = equation_key("s_d = 1", display=False)
    assert reading.paper.equations[f"alt:{key}"] == "the share is one"


def test_fixable_offers_the_picture_and_the_fields(tmp_path: Path) -> None:
    source = manuscript(tmp_path, [OWN, "picture", OWN])
    (row,) = fixes.fixable(read(source, tmp_path / "job"))
    assert (row.kind, row.fields) == ("pictures", ("alt", "decorative"))
    assert row.where == "Uvod \u203a image1.png"
    with Image.open(row.picture) as image:
        assert image.size == (900, 600)


# --- the command ----------------------------------------------------------------------
def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "proceedings", *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(fixes.__file__).parents[1],
    )
    return done.stdout


def test_command_writes_what_can_be_fixed_and_overwrites_nothing(
    tmp_path: Path,
) -> None:
    source = manuscript(tmp_path, ["heading", OWN, "picture", OWN])
    run("init", str(tmp_path))
    path = fixes.beside(source)
    assert run("fixes", str(tmp_path), "--language", "en").split() == [str(path)]
    first = path.read_text(encoding="utf-8")
    assert fixes.load(path) == Fixes()
    assert "# heading-faked: The bold line “Kako so delili presežek” seems" in first
    decided = first.replace('# alt = ""', 'alt = "Krog"')
    path.write_text(decided, encoding="utf-8")
    assert run("fixes", str(tmp_path), "--language", "en") == ""
    manuscript(tmp_path, ["heading", OWN, "picture", OWN, FOREIGN])
    assert run("fixes", str(tmp_path), "--language", "en").split() == [str(path)]
    second = path.read_text(encoding="utf-8")
    assert second.startswith(f"{decided}\n")
    assert "[passages." in second.removeprefix(decided)
