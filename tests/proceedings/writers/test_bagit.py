"""The archive is whole, depends on its contents alone, and can be built again."""

import hashlib
import os
import subprocess
import sys
import zipfile
from importlib import util
from pathlib import Path

import pytest

from proceedings import build
from proceedings.writers.citing.bags import Bag

VOLUME = """
[volume]
title = "Zbornik"
language = "sl"
publisher = "Založba"
year = 2013
foreword = "uvod.md"

[volume.isbn]
pdf = "978-961-6354-00-4"

[[papers]]
id = "prvi"
source = "papers/prvi.md"
title = "Prvi prispevek"
language = "sl"
abstracts = { sl = "Povzetek." }
keywords = { sl = ["delo"] }
[[papers.authors]]
name = "Žiga Šuštar"
affiliations = ["Zavod, Maribor"]
"""
# Formats that need no pages drawn, so that the test is quick.
FORMATS = ("csl-json", "html", "bagit")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "volume"
    (folder / "papers").mkdir(parents=True)
    (folder / "volume.toml").write_text(VOLUME, encoding="utf-8")
    (folder / "uvod.md").write_text("Predgovor.\n", encoding="utf-8")
    text = "# Uvod\n\nBesedilo z enačbo $x^2$.\n"
    (folder / "papers" / "prvi.md").write_text(text, encoding="utf-8")
    (folder / ".skrito").write_text("geslo", encoding="utf-8")
    return folder


def bagged(folder: Path, out: Path) -> Path:
    result = build(folder, out, formats=FORMATS)
    assert result.exit_code == 0
    return out / "volume-bag.zip"


def unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as packed:
        assert packed.testzip() is None
        packed.extractall(folder)
    return folder / "volume-bag"


def listed(bag: Path, manifest: str) -> dict[str, str]:
    lines = (bag / manifest).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): digest(path)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_manifests_list_every_file(folder, tmp_path):
    bag = unpacked(bagged(folder, tmp_path / "out"), tmp_path / "bag")
    payload = listed(bag, "manifest-sha256.txt")
    tags = listed(bag, "tagmanifest-sha256.txt")
    assert {**payload, **tags} | {
        "tagmanifest-sha256.txt": digest(bag / "tagmanifest-sha256.txt")
    } == files(bag)
    octets = sum((bag / name).stat().st_size for name in payload)
    about = (bag / "bag-info.txt").read_text(encoding="utf-8").splitlines()
    assert about == [
        "Source-Organization: Založba",
        "External-Description: Zbornik",
        "Bagging-Date: 2013-01-01",
        "External-Identifier: 978-961-6354-00-4",
        f"Payload-Oxum: {octets}.{len(payload)}",
    ]


def test_bag_holds_book_sources_library_and_tools(folder, tmp_path):
    # What was built before is no source, wherever it stands.
    archive = bagged(folder, folder / "out")
    first = archive.read_bytes()
    assert bagged(folder, folder / "out").read_bytes() == first
    bag = unpacked(archive, tmp_path / "bag")
    sources = files(bag / "data" / "source")
    assert set(sources) == {"volume.toml", "uvod.md", "papers/prvi.md"}
    names = set(listed(bag, "manifest-sha256.txt"))
    assert {
        "data/book/volume.csl.json",
        "data/book/papers/prvi.html",
        "data/library/proceedings/data/fonts/Vollkorn-Regular.ttf",
        "data/library/proceedings/__main__.py",
        "data/tools.json",
        "data/requirements.txt",
        "data/REBUILD.txt",
    } <= names
    assert not any("pycache" in name or "manifest.json" in name for name in names)


def test_rebuilding_from_the_bag_gives_the_same_bytes(folder, tmp_path):
    archive = bagged(folder, tmp_path / "out")
    bag = unpacked(archive, tmp_path / "elsewhere")
    told = (bag / "data" / "REBUILD.txt").read_text(encoding="utf-8")
    (line,) = [
        x for x in told.replace("\\\n", "").splitlines() if "-m proceedings" in x
    ]
    moment, _, command = line.strip().partition(" ")
    name, _, value = moment.partition("=")
    assert name == "SOURCE_DATE_EPOCH"
    _, *words = command.split()
    subprocess.run(
        [sys.executable, "-B", *words],
        cwd=bag / "data" / "library",
        env={"PATH": os.defpath, "LANG": "C.UTF-8", name: value},
        check=True,
        capture_output=True,
    )
    rebuilt = files(bag / "rebuilt")
    rebuilt.pop("manifest.json")
    assert rebuilt.pop("volume-bag.zip") == digest(archive)
    assert rebuilt == files(bag / "data" / "book")


def test_another_reader_finds_the_bag_valid(folder, tmp_path):
    if util.find_spec("bagit") is None:
        pytest.skip("The package bagit is not installed.")
    import bagit

    path = unpacked(bagged(folder, tmp_path / "out"), tmp_path / "bag")
    bag = bagit.Bag(str(path))
    bag.validate()
    assert bag.info["External-Description"] == "Zbornik"


def test_names_are_escaped_as_the_standard_asks(tmp_path):
    path = tmp_path / "bag.zip"
    with Bag(path, "bag", 0) as bag:
        bag.add("50 %\nin\r.txt", b"x")
        bag.finish([])
    manifest = (
        unpacked_root(path, tmp_path / "out") / "manifest-sha256.txt"
    ).read_text()
    assert manifest.split("  ", 1)[1] == "data/50 %25%0Ain%0D.txt\n"


def unpacked_root(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as packed:
        packed.extract("bag/manifest-sha256.txt", folder)
    return folder / "bag"
