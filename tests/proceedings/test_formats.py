"""Every format of a volume: ordered with one word, the same whenever and wherever."""

import hashlib
import shutil
from pathlib import Path

import pytest

from proceedings import build
from proceedings.pipeline import FORMATS

VOLUME = """
[volume]
title = "Zbornik"
language = "sl"
publisher = "Založba"
year = 2013
paper_url = "https://example.org/{id}/"

[volume.crossref]
depositor_name = "Založba"
email = "doi@example.org"
registrant = "Založba"

[volume.conference]
name = "COOP 2013"

[[papers]]
id = "prvi"
source = "prvi.md"
title = "Prvi prispevek"
language = "sl"
doi = "10.5555/prvi"
abstracts = { sl = "Povzetek." }
keywords = { sl = ["delo"] }
[[papers.authors]]
name = "Žiga Šuštar"
affiliations = ["Zavod, Maribor"]
"""
RECORDS = {
    "volume-bag.zip",
    "volume.bib",
    "volume.crossref.xml",
    "volume.csl.json",
    "volume.datacite.json",
    "volume.epub",
    "volume.pdf",
    "volume.ris",
    "papers/prvi.bib",
    "papers/prvi.csl.json",
    "papers/prvi.datacite.json",
    "papers/prvi.html",
    "papers/prvi.pdf",
    "papers/prvi.ris",
    "papers/prvi.xml",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "volume"
    folder.mkdir()
    (folder / "volume.toml").write_text(VOLUME, encoding="utf-8")
    (folder / "prvi.md").write_text("# Uvod\n\nBesedilo.\n", encoding="utf-8")
    return folder


def digests(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def test_all_formats_are_the_same_bytes_at_another_place(folder, tmp_path):
    first = tmp_path / "out"
    result = build(folder, first, formats=["all"])
    assert result.exit_code == 0
    found = digests(first)
    assert set(found) >= RECORDS
    elsewhere = tmp_path / "somewhere" / "else"
    shutil.copytree(folder, elsewhere)
    second = tmp_path / "another"
    # The order in which formats are asked for changes nothing; `all` leaves out what
    # the PDF brings along.
    formats = [name for name in reversed(FORMATS) if name != "offprint"]
    build(elsewhere, second, formats=formats)
    assert digests(second) == found


def test_what_cannot_be_deposited_is_told_and_does_not_block(folder, tmp_path):
    text = (folder / "volume.toml").read_text(encoding="utf-8")
    lacking = text.replace('email = "doi@example.org"\n', "")
    (folder / "volume.toml").write_text(lacking, encoding="utf-8")
    result = build(folder, tmp_path / "out", formats=["crossref", "ris"])
    assert result.exit_code == 0
    told = {f.code: f.values for f in result.report}
    assert told["deposit-incomplete"] == {
        "format": "crossref",
        "keys": "volume.crossref.email",
    }
    assert set(digests(tmp_path / "out")) == {"volume.ris", "papers/prvi.ris"}


def test_page_numbers_stand_in_records_without_a_pdf(folder, tmp_path):
    build(folder, tmp_path / "out", formats=["ris", "pdf"])
    with_pdf = (tmp_path / "out" / "papers" / "prvi.ris").read_text(encoding="utf-8")
    build(folder, tmp_path / "out", formats=["ris"])
    assert (tmp_path / "out" / "papers" / "prvi.ris").read_text("utf-8") == with_pdf
    assert "SP  - 1\n" in with_pdf


def test_address_of_papers_needs_the_place_of_the_id(folder, tmp_path):
    from proceedings.exceptions import WrongUsage

    text = (folder / "volume.toml").read_text(encoding="utf-8")
    for wrong in ("https://example.org/", "ftp://example.org/{id}", "{id}{id}"):
        changed = text.replace("https://example.org/{id}/", wrong)
        (folder / "volume.toml").write_text(changed, encoding="utf-8")
        with pytest.raises(WrongUsage, match=r"paper_url must be an address"):
            build(folder, tmp_path / "out", formats=["ris"])
