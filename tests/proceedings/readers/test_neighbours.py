"""What stands beside a manuscript is found, noted, and missed when it changes."""

import pytest

from proceedings.readers.neighbours import FolderFiles, folder_files, noting


@pytest.fixture
def root(tmp_path):
    (tmp_path / "Slike").mkdir()
    (tmp_path / "Slike" / "Mlin.PNG").write_bytes(b"mill")
    (tmp_path / ".skrito.png").write_bytes(b"hidden")
    (tmp_path / "paper.md").write_text("Text.", encoding="utf-8")
    (tmp_path / "link.png").symlink_to(tmp_path / "Slike" / "Mlin.PNG")
    return tmp_path


def test_find_takes_any_capitals_but_no_link_and_nothing_hidden(root):
    files = folder_files(root / "paper.md", root)
    names = ["Slike/Mlin.PNG", "slike/mlin.png", "slike/mlin", "link.png"]
    names += [".skrito.png", "../paper.md", "paper.md/x", "x" * 300, "\ud800"]
    found = [files.locate(name, ".png") for name in names]
    assert found == ["Slike/Mlin.PNG"] * 3 + [""] * 6


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda root: None, True),
        (lambda root: (root / "other.png").write_bytes(b"x"), True),
        (lambda root: (root / "Slike" / "Mlin.PNG").write_bytes(b"mild"), False),
        (lambda root: (root / "Slike" / "Mlin.PNG").unlink(), False),
        (lambda root: (root / "missing.png").write_bytes(b"x"), False),
        (lambda root: (root / "MISSING.png").write_bytes(b"x"), False),
    ],
)
def test_unchanged_notices_what_came_went_or_changed(root, change, same):
    files = folder_files(root / "paper.md", root)
    with noting() as looked:
        files.find("slike/mlin.png")
        files.find("missing.png")
    change(root)
    assert FolderFiles(root).unchanged(looked) is same
