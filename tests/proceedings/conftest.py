"""What tests of the library share: manuscripts made on the spot, and the corpus."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from proceedings import checks
from proceedings.model import PaperEntry
from proceedings.readers import Reading

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.fixture
def corpus() -> Path:
    """The shared corpus of real and hostile files."""
    if not CORPUS.is_dir():
        pytest.skip("The shared corpus is not beside this checkout.")
    return CORPUS


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A small drawing."""
    path = tmp_path / "drawing.png"
    Image.new("RGB", (600, 400), "navy").save(path)
    return path


@pytest.fixture
def bundle(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Make a zip of the given files."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        path = tmp_path / "paper.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return path

    return make


@pytest.fixture
def prepare(tmp_path: Path) -> Callable[..., Reading]:
    """Read and check a manuscript, given as a path or as Markdown."""

    def read(source: Path | str, **values: object) -> Reading:
        if isinstance(source, str):
            path = tmp_path / "manuscript" / "paper.md"
            path.parent.mkdir()
            path.write_text(source, encoding="utf-8")
            source = path
        entry = PaperEntry(id="trial", source=source, root=source.parent, **values)
        return checks.prepare(entry, tmp_path / "job", draft=True)

    return read
