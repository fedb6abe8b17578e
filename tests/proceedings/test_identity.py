"""The identity is a value: a volume may bring its own, if people can read it."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from proceedings import typesetter, volume_file
from proceedings.book.assemble import assemble
from proceedings.exceptions import IdentityIsWrong, VolumeFileIsWrong
from proceedings.identity import FOLDER, FONTS, contrast, load, load_folder
from proceedings.model import Volume
from proceedings.writers.matter import cover_sheet

LIGHT = '[colour.light]\naccent = "#1d4f91"\naccent_deep = "#163c6e"\n'


def folder_of(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "identity"
    folder.mkdir()
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(IdentityIsWrong) as caught:
        load_folder(folder)
    return str(caught.value)


def test_without_a_folder_the_identity_is_that_of_the_library() -> None:
    assert load_folder(None) is load()
    assert load().serif == "Vollkorn"


def test_what_a_folder_says_replaces_what_ships_and_nothing_else(
    tmp_path: Path,
) -> None:
    own = load_folder(folder_of(tmp_path, tokens__toml=LIGHT))
    assert own.colours["accent"] == "#1d4f91"
    assert own.colours["ink"] == load().colours["ink"]
    assert own.wordings == load().wordings
    assert own.drawing("wordmark") == load().drawing("wordmark")


def test_the_colours_of_a_folder_are_those_of_the_pages(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, tokens__toml=LIGHT)
    volume = Volume("Volume", "en", ("en",), (), identity=folder)
    sheet = cover_sheet(assemble(volume, []))
    pdf = typesetter.typeset(sheet.files, conforming=True, timestamp=0)
    (tmp_path / "cover.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "cover.pdf") as read:
        colours = {
            tuple(round(float(part) * 255) for part in operation.operands)
            for operation in pikepdf.parse_content_stream(read.pages[0])
            if str(operation.operator) == "scn"
        }
    assert tuple(bytes.fromhex("1d4f91")) in colours
    assert tuple(bytes.fromhex(load().colours["accent"][1:])) not in colours


def test_a_font_of_a_folder_is_set_and_embedded(tmp_path: Path) -> None:
    # The same outlines under a family name of their own, of equal length.
    folder = folder_of(tmp_path, tokens__toml='[type]\nserif = "Zollkorn"\n')
    (folder / "fonts").mkdir()
    for path in FONTS.glob("Vollkorn-*.ttf"):
        data = path.read_bytes()
        for coded in ("utf-16-be", "ascii"):
            data = data.replace("Vollkorn".encode(coded), "Zollkorn".encode(coded))
        target = folder / "fonts" / path.name.replace("Vollkorn", "Zollkorn")
        target.write_bytes(data)
    volume = Volume("Volume", "en", ("en",), (), identity=folder)
    sheet = cover_sheet(assemble(volume, []))
    pdf = typesetter.typeset(sheet.files, conforming=True, timestamp=0)
    (tmp_path / "cover.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "cover.pdf") as read:
        names = {str(font.BaseFont) for font in read.pages[0].Resources.Font.values()}
    assert any("Zollkorn" in name for name in names)
    assert not any("Vollkorn" in name for name in names)


def test_text_that_people_cannot_read_is_refused(tmp_path: Path) -> None:
    text = '[colour.light]\nsoft = "#b0b0b0"\naccent = "red"\n'
    told = refusal(folder_of(tmp_path, tokens__toml=text))
    assert re.search(r"soft on paper has a contrast of 2\.\d\d : 1", told)
    assert "colour.light.accent must look like #9c1c34" in told


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("tokens__toml", "[colours]\n", "colours is not known"),
        ("tokens__toml", "[colour", "identity: "),
        ("tokens__toml", '[type]\nserif = "Comic"\n', "fonts/ has no file of it"),
        ("grant__toml", 'prescribed = "de"\n', "there is no wording.de"),
        ("grant__toml", '[wording.en]\nstatement = ""\n', "wording.en.statement"),
        ("logo__svg", "<svg/>", "logo.svg is not known"),
        ("wordmark__svg", "<svg><script/></svg>", "must not hold <script"),
    ],
)
def test_a_folder_that_cannot_be_used_says_why(
    name: str, text: str, message: str, tmp_path: Path
) -> None:
    assert message in refusal(folder_of(tmp_path, **{name: text}))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg/>", encoding="utf-8")
    folder = folder_of(tmp_path)
    (folder / "wordmark.svg").symlink_to(secret)
    assert "is no plain file" in refusal(folder)


def test_a_volume_names_the_folder_of_its_identity(tmp_path: Path) -> None:
    head = '[volume]\ntitle = "A"\nlanguage = "en"\nlayout = "a4-2col"\n'
    path = tmp_path / "volume.toml"
    path.write_text(head + 'identity = "identity"\n', encoding="utf-8")
    with pytest.raises(VolumeFileIsWrong, match="identity"):
        volume_file.load(tmp_path)
    shutil.copytree(FOLDER, tmp_path / "identity")
    volume = volume_file.load(tmp_path)
    assert volume.identity == tmp_path / "identity"
    assert volume.layout == "a4-2col"
    assert replace(load_folder(volume.identity), folder=None) == load()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1
