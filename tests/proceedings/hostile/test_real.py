"""What real people send passes the gate; of test files, those that are known do not."""

import pytest

from proceedings.readers import SUFFIXES, limits
from proceedings.readers.limits import Refused

# Of 815 files in which other programs test their Word and OpenDocument readers.
FIXTURES = {
    "bug53475-password-is-pass.docx": "file-encrypted",
    "bug53475-password-is-solrcell.docx": "file-encrypted",
    "protected_agile.docx": "file-encrypted",
    "PasswordProtected.odt": "file-encrypted",
    "clusterfuzz-testcase-minimized-POIFuzzer-6709287337197568.docx": "file-damaged",
    "clusterfuzz-testcase-minimized-POIXWPFFuzzer-4791943399604224.docx": "file-damaged",
    "clusterfuzz-testcase-minimized-POIXWPFFuzzer-5166796835258368.docx": "file-damaged",
    "clusterfuzz-testcase-minimized-POIXWPFFuzzer-5564805011079168.docx": "file-damaged",
    "clusterfuzz-testcase-minimized-POIXWPFFuzzer-5569740188549120.docx": "file-damaged",
    "clusterfuzz-testcase-minimized-POIXWPFFuzzer-6120975439364096.docx": "file-damaged",
    "crash-517626e815e0afa9decd0ebb6d1dee63fb9907dd.docx": "file-damaged",
    "duplicate-files.odt": "archive-duplicate",
    "test1.odt": "document-macros",
    "math_OOo311.odt": "xml-doctype",
}


@pytest.mark.parametrize(
    ("group", "known"),
    [("manuscripts", {}), ("pnz", {}), ("joss", {}), ("fixtures", FIXTURES)],
)
def test_the_gate_refuses_nobody_who_means_well(corpus, tmp_path, group, known):
    refused = {}
    paths = [
        path
        for path in sorted((corpus / group).rglob("*"))
        if path.suffix.lower() in SUFFIXES and path.is_file()
    ]
    for path in paths:
        try:
            if limits.sniff(path) in {"docx", "odt"}:
                limits.pass_office(path, tmp_path / "passed")
        except Refused as problem:
            refused[path.name] = problem.finding.code
    assert paths
    assert refused == known
