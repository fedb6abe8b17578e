"""A shelf of one small volume: what it becomes is compared with what it became.

`make golden` renews the expected files; the difference is then for people to judge.
"""

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from proceedings import build
from proceedings.proofs.pdf import elements

SHELF = Path(__file__).parent / "shelf"
EXPECTED = SHELF / "expected"
PDFS = ("volume.pdf", "papers/kazalo.pdf", "papers/portici.pdf")
PAGES = ("papers/kazalo.html", "papers/portici.html")
NAMES = (
    "manifest.json",
    *PAGES,
    *(f"{name}.{kind}" for name in PDFS for kind in ("text", "outline")),
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    shutil.copytree(SHELF, folder / "shelf", ignore=shutil.ignore_patterns("expected"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1384387200")
        result = build(folder / "shelf", folder / "out")
    assert result.exit_code == 0
    return folder / "out"


@pytest.mark.parametrize("name", NAMES)
def test_volume_becomes_what_it_became(book: Path, name: str) -> None:
    written = _told(book, name)
    expected = EXPECTED / name
    if os.getenv("GOLDEN") == "renew":
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(written, encoding="utf-8")
    assert written == expected.read_text(encoding="utf-8")


def _told(book: Path, name: str) -> str:
    """Return the text that stands for a file, without what differs by machine."""
    if name == "manifest.json":
        manifest = _lasting(json.loads((book / name).read_text(encoding="utf-8")))
        return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    if name.endswith(".text"):
        return _text(book / name.removesuffix(".text"))
    if name.endswith(".outline"):
        return _outline(book / name.removesuffix(".outline"))
    page = (book / name).read_text(encoding="utf-8")
    return re.sub(r"<style>.*?</style>", "<style></style>", page, flags=re.DOTALL)


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _lasting(each)
            for key, each in value.items()
            if key not in {"timings", "tools", "sha256", "source_sha256", "bytes"}
        }
    return [_lasting(each) for each in value] if isinstance(value, list) else value


def _text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return "".join(
        f"--- {number} ---\n{page.replace(chr(13), '').rstrip()}\n"
        for number, page in enumerate(pages, start=1)
    )


def _outline(path: Path) -> str:
    """Return tag and alternative text of each structure element, in order."""
    with pikepdf.open(path) as pdf:
        lines = [
            f"{str(element.S)[1:]} {element.get('/Alt', '')}".rstrip()
            for element in elements(pdf.Root.StructTreeRoot)
        ]
    return "\n".join(lines) + "\n"
