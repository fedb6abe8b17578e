"""A press makes what changed, and its books are those of a clean build."""

import random
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from proceedings import Press, Progress, build

PAGE = "Dolg odstavek o zadružnem delu, ki se ponavlja. " * 60


def contents(out: Path) -> dict[str, bytes]:
    """Return all files but the manifest, which tells how long things took."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def made(press: Press, out: Path, step: str) -> set[str]:
    """Build, and return the papers that needed work in a step."""
    seen: list[Progress] = []
    result = press.build(out, formats=("pdf",), progress=seen.append)
    assert result.exit_code == 0
    return {p.paper for p in seen if p.step == step and p.paper and not p.cached}


def test_press_reads_and_sets_only_what_changed(desk, tmp_path):
    out = tmp_path / "out"
    with Press(desk.folder) as press:
        assert made(press, out, "read") == {"ena", "dva", "tri"}
        assert made(press, out, "read") == set()
        desk.write("dva", "Drugo besedilo.")
        assert made(press, out, "read") == {"dva"}
        desk.write("dva", "Tretje besedilo.")
        assert made(press, out, "set") == {"dva"}


def test_press_notices_a_neighbour_that_comes_and_changes(desk, tmp_path, picture):
    out = tmp_path / "out"
    desk.write("dva", "![Mlin](mlin.png){alt='Mlin ob potoku'}")
    with Press(desk.folder) as press:
        result = press.build(out, formats=("html",))
        assert [f.code for f in result.report.blocking] == ["picture-missing"]
        shutil.copyfile(picture, desk.folder / "mlin.png")
        assert made(press, out, "read") == {"dva"}
        assert made(press, out, "read") == set()
        data = (desk.folder / "mlin.png").read_bytes()
        (desk.folder / "mlin.png").write_bytes(data + b" ")
        assert made(press, out, "read") == {"dva"}


def test_cache_outlives_the_press_and_any_damage(desk, tmp_path):
    cache, out = tmp_path / "cache", tmp_path / "out"
    with Press(desk.folder, cache=cache) as press:
        press.build(out)
    before = contents(out)
    with Press(desk.folder, cache=cache) as press:
        assert made(press, out, "read") == set()
    for path in sorted((cache / "blobs").iterdir()):
        path.write_bytes(path.read_bytes()[:-2])
    with Press(desk.folder, cache=cache) as press:
        press.build(out)
    assert contents(out) == before


def _word(desk, chance):
    desk.write(chance.choice(list(desk.papers)), f"Beseda {chance.random()}.")


def _page(desk, chance):
    name = chance.choice(list(desk.papers))
    desk.write(name, "\n\n".join([PAGE] * chance.randint(1, 3)))


def _add(desk, chance):
    name = f"nov{chance.randrange(10**6)}"
    desk.papers[name] = f"Nov naslov {chance.randrange(100)}"
    desk.write(name, PAGE)


def _remove(desk, chance):
    if len(desk.papers) > 2:
        del desk.papers[chance.choice(list(desk.papers))]


def _order(desk, chance):
    names = list(desk.papers)
    chance.shuffle(names)
    desk.papers = {name: desk.papers[name] for name in names}


def _paper_title(desk, chance):
    name = chance.choice(list(desk.papers))
    desk.papers[name] = f"Spremenjen naslov {chance.randrange(100)}"


def _volume_title(desk, chance):
    desk.title = f"Zbornik {chance.randrange(100)}"


EDITS = (_word, _page, _add, _remove, _order, _paper_title, _volume_title)


@pytest.mark.parametrize("seed", range(3))
def test_edits_in_any_order_give_the_book_of_a_clean_build(desk, tmp_path, seed):
    chance = random.Random(seed)
    formats = ("pdf", "epub", "html")
    with Press(desk.folder) as press:
        press.build(tmp_path / "edited", formats=formats)
        for _ in range(3):
            for edit in chance.choices(EDITS, k=chance.randint(1, 2)):
                edit(desk, chance)
            desk.save()
            assert press.build(tmp_path / "edited", formats=formats).exit_code == 0
    build(desk.folder, tmp_path / "clean", formats=formats)
    assert contents(tmp_path / "edited") == contents(tmp_path / "clean")


def test_offprint_stays_the_same_file_until_something_of_it_changes(desk, tmp_path):
    out = tmp_path / "out"
    offprints = [out / "papers" / f"{name}.pdf" for name in desk.papers]

    def files() -> list[int]:
        return [path.stat().st_ino for path in offprints]

    with Press(desk.folder) as press:
        press.build(out, formats=("pdf",))
        first = files()
        desk.write("dva", "Drugo besedilo.")
        press.build(out, formats=("pdf",))
        word = files()
        assert [old == new for old, new in zip(first, word, strict=True)] == [
            True, False, True
        ]  # fmt: skip
        # What somebody else changed is not taken.
        offprints[0].write_bytes(offprints[0].read_bytes() + b" ")
        press.build(out, formats=("pdf",))
        assert files()[0] != word[0]
    build(desk.folder, tmp_path / "clean", formats=("pdf",))
    assert contents(out) == contents(tmp_path / "clean")


def test_two_presses_side_by_side_share_a_cache(desk, tmp_path):
    call = [sys.executable, "-m", "proceedings", "build", str(desk.folder)]
    call += ["--format=html", f"--cache={tmp_path / 'cache'}"]
    running = [
        subprocess.Popen([*call, f"--out={tmp_path / name}"], stdout=subprocess.DEVNULL)
        for name in ("a", "b")
    ]
    assert [process.wait() for process in running] == [0, 0]
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_full_disk_leaves_the_old_edition(desk, tmp_path):
    out = tmp_path / "out"
    build(desk.folder, out, formats=("html",))
    before = contents(out)
    desk.write("ena", "Drugačno besedilo.")

    def little_room() -> None:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))

    call = [sys.executable, "-m", "proceedings", "build", str(desk.folder)]
    done = subprocess.run(
        [*call, "--format=html", f"--out={out}", "--language=sl"],
        preexec_fn=little_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Disk je poln" in done.stderr
    assert contents(out) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "volume"]
