"""Names of files are nobody's options: they name a file and do nothing else."""

import pytest

from proceedings import build, initialise
from tests.proceedings.hostile.office import TEXT, word

NAMES = (
    "--lua-filter=x.docx",
    "-o.md",
    "--output=made.md",
    "--extract-media=made.docx",
    "+RTS -pa.md",
    "$(touch made).md",
    "`touch made`.md",
    "a;touch made.md",
    "a|touch made.md",
    "a\nb.md",
    "\x1b[2J.md",
    "a'b\"c.md",
    "<script>alert(1)<.md",
    "#panic().md",
    "%s%n{x}.md",
    "CON.md",
    "\u202egpj.md",
    "č š ž.md",
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    base = tmp_path_factory.mktemp("names")
    folder, here = base / "volume", base / "here"
    folder.mkdir()
    here.mkdir()
    for name in NAMES:
        office = name.endswith(".docx")
        (folder / name).write_bytes(word() if office else f"# Uvod\n\n{TEXT}".encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        initialise(folder)
        result = build(
            folder, base / "out", formats=("all",), keep_going=True, draft=True
        )
    return base, result


def test_every_name_is_a_paper(edition):
    base, result = edition
    assert result.exit_code == 0
    assert result.manifest["left_out"] == []
    assert len(list((base / "out" / "papers").glob("*.fragment.html"))) == len(NAMES)


def test_no_name_makes_a_file(edition):
    base, _ = edition
    assert sorted(path.name for path in base.iterdir()) == ["here", "out", "volume"]
    assert list((base / "here").iterdir()) == []
    names = {path.name for path in (base / "volume").iterdir()}
    assert names == {*NAMES, "volume.toml"}
