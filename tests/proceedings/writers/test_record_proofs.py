"""What is wrong with a record or an archive is found in the file itself."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from proceedings.proofs import records as proof
from proceedings.writers import bagit, bibtex, crossref, csl_json, datacite, jats, ris

from .volumes import PAPER, book, order

WRITERS = [jats, bibtex, ris, csl_json, crossref, datacite, bagit]


@pytest.mark.parametrize("writer", WRITERS)
def test_finished_files_pass(tmp_path, writer):
    for path in writer.write(order(tmp_path)):
        assert proof.prove(path, book()) == []


def damaged(path: Path, before: str, after: str) -> Path:
    words = path.read_bytes().decode()
    assert before in words
    path.write_bytes(words.replace(before, after).encode())
    return path


@pytest.mark.parametrize(
    ("writer", "name", "before", "after", "problem"),
    [
        (jats, "papers/prvi.xml", "</front>", "", "not well-formed"),
        (jats, "papers/prvi.xml", "Evropske unije", "", "funding statement"),
        (jats, "papers/prvi.xml", 'rid="prvi--aff1"', 'rid="x"', "leads nowhere: x"),
        (jats, "papers/prvi.xml", 'id="prvi--aff2"', 'id="prvi--aff1"', "used twice"),
        (crossref, "volume.crossref.xml", "</head>", "", "not well-formed"),
        (bibtex, "volume.bib", "@inproceedings", "inproceedings", "1, not 3"),
        (ris, "volume.ris", "ER  - ", "ER - ", "0, not 3"),
        (csl_json, "volume.csl.json", "]", "", "cannot be read"),
        (datacite, "volume.datacite.json", "}", "", "cannot be read"),
    ],
)
def test_damage_is_found(tmp_path, writer, name, before, after, problem):
    writer.write(order(tmp_path))
    (found, *_) = proof.prove(damaged(tmp_path / name, before, after), book())
    assert problem in found


def test_path_of_a_manuscript_is_found(tmp_path):
    source = tmp_path / "prvi.docx"
    careless = replace(PAPER, source=source, abstracts={"sl": str(source)})
    for writer in (jats, bibtex, ris, csl_json, crossref, datacite):
        for path in writer.write(order(tmp_path, careless)):
            named = [
                found for found in proof.prove(path, book(careless)) if "names" in found
            ]
            whole = path.stem.startswith("volume") and writer is datacite
            assert len(named) == (0 if whole else 1)


def test_changed_file_in_the_archive_is_found(tmp_path):
    (path,) = bagit.write(order(tmp_path))
    copy = tmp_path / "copy" / path.name
    copy.parent.mkdir()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content + b"!" * name.endswith("data/tools.json"))
    assert proof.prove(copy, book()) == ["The manifest is wrong about data/tools.json"]
