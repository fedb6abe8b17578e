"""A volume of hostile manuscripts in every format, made once for all these tests."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from proceedings import pipeline
from proceedings.pipeline import BuildResult
from proceedings.readers import SUFFIXES
from tests.proceedings.conftest import CORPUS
from tests.proceedings.hostile import neutralised
from tests.proceedings.hostile.artefacts import Piece, pieces
from tests.proceedings.hostile.canary import Canary, canary

# These only burn time until a limit ends them, which `test_limits` shows.
SLOW = frozenset(
    [
        "macro-bomb.tex",
        "backticks.md",
        "brackets.md",
        "deep-list.md",
        "html-comment.md",
        "math-bomb.md",
        "nested-links.md",
        "yaml-laughs.md",
        "table-wide.md",
        "deep-env.tex",
        "dollar.md",
        "grid.md",
    ]
)


@dataclass(frozen=True, slots=True)
class Built:
    """A volume of hostile manuscripts, as it was made.

    `left` are the files that were changed or made anywhere else than in the edition,
    `pieces` all that stands in the edition.
    """

    secret: Canary
    result: BuildResult
    left: list[str]
    pieces: list[Piece]


@pytest.fixture(scope="session", params=["made here", "corpus"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    """Manuscripts that ask for a canary, of our own and of the shared corpus."""
    base = tmp_path_factory.mktemp("hostile")
    folder, out, temporary, here, outside = (
        base / name for name in ("volume", "out", "tmp", "here", "outside")
    )
    for each in (folder, temporary, here):
        each.mkdir()
    with canary(outside) as secret, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(temporary))
        patch.chdir(here)
        for name, data in _manuscripts(request.param, secret):
            (folder / name).write_bytes(data)
        for name in ("x.png", "x.svg", "link.bib", "link.tex"):
            (folder / name).symlink_to(f"{secret.file}{Path(name).suffix}")
        pipeline.initialise(folder)
        before = _files(base)
        result = pipeline.build(
            folder, out, formats=("all",), keep_going=True, draft=True
        )
        after = {
            name: data
            for name, data in _files(base).items()
            if not Path(name).is_relative_to(out)
        }
        left = [name for name in before | after if before.get(name) != after.get(name)]
        # Only the build happens elsewhere: other tests of this process stay at home.
        patch.undo()
        yield Built(secret, result, left, list(pieces(out)))


def _manuscripts(which: str, secret: Canary) -> Iterator[tuple[str, bytes]]:
    if which == "made here":
        yield from neutralised.rows(secret)
        return
    if not CORPUS.is_dir():
        pytest.skip("The shared corpus is not beside this checkout.")
    for path in sorted((CORPUS / "hostile-generated").iterdir()):
        if path.suffix in SUFFIXES and path.name not in SLOW:
            yield path.name, secret.named_in(path.read_bytes())
    pictures = []
    for number, path in enumerate(sorted((CORPUS / "images-hostile").rglob("*.*"))):
        yield f"picture-{number}{path.suffix}", path.read_bytes()
        pictures.append(f"![Slika {number}](picture-{number}{path.suffix})")
    yield "pictures.md", "\n\n".join(pictures).encode()


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }
