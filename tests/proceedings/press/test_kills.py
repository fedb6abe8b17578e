"""Killed at any moment, a build leaves the old edition or the new one, whole."""

import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
KILLS = 50
# Builds in a child for each line it reads, and says which process to kill.
BUILDER = """
import os, sys
from proceedings import build
folder, out, cache = sys.argv[1:]
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        os.setsid()
        print(os.getpid(), flush=True)
        done = build(folder, out, formats=("html",), jobs=1, cache=cache)
        os._exit(done.exit_code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def edition(out: Path) -> str:
    """Return the words of the edition, which must be whole: no file more or less."""
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    told = {row["path"]: row["sha256"] for row in manifest["outputs"]}
    found = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert found == told
    page = (out / "papers" / "ena.html").read_text(encoding="utf-8")
    return page.partition("Izdaja ")[2].partition(".")[0]


def test_kills_leave_an_edition_whole_and_nothing_behind(desk, tmp_path):
    out, temporary = tmp_path / "out", tmp_path / "tmp"
    temporary.mkdir()
    desk.papers = {"ena": "Naslov"}
    desk.save()
    builder = subprocess.Popen(
        [sys.executable, "-c", BUILDER, desk.folder, out, tmp_path / "cache"],
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with builder:

        def run(number: int, seconds: float | None) -> int:
            desk.write("ena", f"Izdaja {number}.")
            builder.stdin.write("\n")
            builder.stdin.flush()
            child = int(builder.stdout.readline())
            if seconds is not None:
                time.sleep(seconds)
                # It may have ended by itself.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child, signal.SIGKILL)
            return int(builder.stdout.readline())

        assert run(0, None) == 0
        started = time.monotonic()
        assert run(1, None) == 0
        usual = time.monotonic() - started
        chance, at, seen = random.Random(7), "1", []
        for number in range(2, KILLS + 2):
            code = run(number, chance.uniform(0, usual))
            assert code in {-signal.SIGKILL, 0}
            now = edition(out)
            assert now in {at, str(number)}
            seen.append(now != at)
            at = now
        assert run(KILLS + 2, None) == 0
        builder.stdin.close()
    assert edition(out) == str(KILLS + 2)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] == ".") == []
    assert list(temporary.iterdir()) == []


def book(desk) -> Path:
    return desk.folder


def issue(desk) -> Path:
    folder = desk.folder.with_name("issue")
    shutil.copytree(ROOT / "tests" / "proceedings" / "newspaper" / "sl", folder)
    for picture in (ROOT / "cms" / "demo" / "pictures").glob("*.png"):
        shutil.copy(picture, folder)
    return folder


# The cover follows the pages of a printed book; an issue is set in one piece.
@pytest.mark.parametrize(
    ("example", "before"), [(book, ".out-coop-*/print.pdf"), (issue, "issue")]
)
def test_kill_while_a_sheet_is_set_leaves_nothing_behind(
    desk, tmp_path, example, before
):
    temporary, folder = tmp_path / "tmp", example(desk)
    temporary.mkdir()
    env = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}

    def build(folder: Path, kind: str) -> subprocess.Popen[bytes]:
        call = [sys.executable, "-m", "proceedings", "build", str(folder)]
        call += [f"--out={tmp_path / 'out'}", f"--format={kind}"]
        return subprocess.Popen(call, env=env, stdout=subprocess.DEVNULL)

    with build(folder, "print") as process:
        while not (any(tmp_path.glob(before)) and any(temporary.rglob("coop-set-*"))):
            assert process.poll() is None
            time.sleep(0.001)
        process.kill()
    assert list(temporary.iterdir()) != []
    with build(desk.folder, "bibtex") as process:
        assert process.wait() == 0
    assert list(temporary.iterdir()) == []
