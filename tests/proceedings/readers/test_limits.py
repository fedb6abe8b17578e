import zipfile

import docx
import pytest

from proceedings.readers import limits
from proceedings.readers.limits import Refused


def office(path, parts, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refusal(path):
    with pytest.raises(Refused) as problem:
        enter(path)
    return problem.value.finding.code


def enter(path):
    if limits.sniff(path) in {"docx", "odt"}:
        limits.pass_office(path, path.parent / "passed")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("~$paper.docx", b"\x05Ana", "file-lock"),
        ("paper.docx", b"", "file-empty"),
        ("paper.docx", b"%PDF-1.7", "file-mislabelled"),
        ("paper.docx", b"{\\rtf1", "file-mislabelled"),
        ("paper.docx", b"plain words", "file-damaged"),
        ("paper.docx", b"PK\x03\x04 cut off", "file-damaged"),
        ("paper.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file-legacy-word"),
        (
            "paper.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "EncryptedPackage".encode("utf-16-le"),
            "file-encrypted",
        ),
        ("paper.txt", b"words", "file-unknown"),
        ("paper.md", b"\0\1\2", "file-unknown"),
        ("paper.md", b"<!DOCTYPE html><html>", "file-mislabelled"),
    ],
)
def test_sniff_when_the_file_is_something_else_says_what(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name) == code


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"../x.xml": "<a/>"}, "archive-path"),
        ({"/etc/x.xml": "<a/>"}, "archive-path"),
        ({"word\\..\\..\\x": "x"}, "archive-path"),
        ({"word/vbaProject.bin": "x"}, "document-macros"),
        (
            {"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
            "xml-doctype",
        ),
        (
            {
                "word/document.xml": '<?xml version="1.0" encoding="utf-16"?>'
                '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")
            },
            "xml-doctype",
        ),
        ({"word/document.xml": "<a>" * 300 + "</a>" * 300}, "xml-too-deep"),
        ({"word/document.xml": "<a>"}, "xml-damaged"),
        (
            {"word/document.xml": "<a>" + "<w:r/>" * 200_001 + "</a>"},
            "document-too-complex",
        ),
        ({"word/media/x": b"\0" * (40 << 20)}, "archive-bomb"),
        ({f"x{number}": "" for number in range(2001)}, "archive-too-many-files"),
    ],
)
def test_pass_office_when_hostile_refuses(tmp_path, parts, code):
    assert refusal(office(tmp_path / "paper.docx", parts)) == code


def test_pass_office_when_a_link_is_packed_refuses(tmp_path):
    link = zipfile.ZipInfo("word/media/link.png")
    link.external_attr = 0o120777 << 16
    path = office(tmp_path / "paper.docx", {})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusal(path) == "archive-path"


def test_pass_office_when_good_writes_the_same_parts(tmp_path):
    path = tmp_path / "paper.docx"
    docx.Document().save(path)
    limits.pass_office(path, tmp_path / "passed.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "passed.docx") as new:
        assert new.namelist() == old.namelist()


def test_every_real_manuscript_passes(corpus, tmp_path):
    refused = []
    for group in ("manuscripts", "pnz"):
        for path in sorted((corpus / group).rglob("*.[do][od][ct]*")):
            try:
                limits.sniff(path)
                limits.pass_office(path, tmp_path / "passed")
            except Refused as problem:
                refused.append((path.name, problem.finding.code))
    assert refused == []
