"""An edition is replaced in one step, and nothing of killed builds stays."""

import errno
import os

import pytest

from proceedings.exceptions import StoreFull
from proceedings.pipeline import scratch


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "old.txt").write_text("old", encoding="utf-8")
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def replace(out, *, at_once=True):
    with scratch.staging_folder(out) as staging:
        (staging / "new.txt").write_text("new", encoding="utf-8")
        scratch.publish(staging, out, at_once=at_once)


@pytest.mark.parametrize("at_once", [True, False])
def test_publish_leaves_the_new_edition_alone(out, at_once):
    replace(out, at_once=at_once)
    assert names(out) == ["new.txt"]
    assert names(out.parent) == ["out"]


def test_publish_needs_no_old_edition(tmp_path):
    replace(tmp_path / "deep" / "out")
    assert names(tmp_path / "deep" / "out") == ["new.txt"]
    assert names(tmp_path / "deep") == ["out"]


def test_repair_puts_back_what_was_moved_aside(out):
    with scratch.staging_folder(out) as staging:
        aside = staging.with_name(f"{staging.name}-old")
    out.rename(aside)
    scratch.repair(out)
    assert names(out) == ["old.txt"]
    assert names(out.parent) == ["out"]


def test_folders_of_living_builds_are_spared(out):
    with scratch.staging_folder(out) as one:
        with scratch.staging_folder(out) as other:
            assert one.is_dir()
            assert one != other
        assert names(out.parent) == sorted(["out", one.name])


def test_folders_of_dead_builds_are_removed(out):
    with scratch.staging_folder(out) as staging:
        orphan = staging.with_name(f"{staging.name}x")
    orphan.mkdir()
    (orphan / "half.pdf").write_bytes(b"%PDF")
    with scratch.staging_folder(out):
        assert not orphan.exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_full_disk_is_told_in_plain_words(tmp_path, number):
    with (
        pytest.raises(StoreFull, match=os.strerror(number)),
        scratch.full_disk_is_told(tmp_path),
    ):
        raise OSError(number, os.strerror(number), str(tmp_path))


def test_other_troubles_stay_what_they_are(tmp_path):
    with pytest.raises(PermissionError), scratch.full_disk_is_told(tmp_path):
        raise PermissionError(errno.EACCES, "no")
