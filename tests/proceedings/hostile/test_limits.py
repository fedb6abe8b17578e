"""Files that would burn time or memory end soon, named, and leave no process behind."""

import contextlib
import os
import resource
import time
from pathlib import Path

import pytest

from proceedings import checks, pandoc, phrases
from proceedings.model import PaperEntry
from proceedings.pipeline import press, reading
from proceedings.readers import limits
from proceedings.workbench import Workbench
from tests.proceedings.hostile import refused
from tests.proceedings.hostile.watch import descendants, peak_of_children

MEGABYTE = 1 << 20
WALL_SECONDS = 4
MOST_MEMORY = 768 * MEGABYTE
_LETTERS = "abcdefgh"
_LAUGHS = "\n".join(
    f"{letter}: &{letter} [{', '.join([f'*{_LETTERS[number - 1]}' if number else 'x'] * 9)}]"
    for number, letter in enumerate(_LETTERS)
)
_BOMB = "".join(
    f"\\def\\{letter}{{{'x' if not number else chr(92) + _LETTERS[number - 1]}"
    f"{'x' if not number else (chr(92) + _LETTERS[number - 1]) * 9}}}"
    for number, letter in enumerate(_LETTERS)
)
_TEX = "\\documentclass{article}\\begin{document}%s\\end{document}"
# Each with what it may end as, beside a page: some machines are quicker than others.
PATHOLOGICAL = {
    "quotes.md": ">" * 20_000 + " x",
    "lists.md": "".join("  " * depth + "- x\n" for depth in range(1000)),
    "brackets.md": "[" * 20_000,
    "links.md": "[x](" * 20_000,
    "stars.md": "*a **a " * 20_000,
    "ticks.md": "".join("x" + "`" * number for number in range(2000)),
    "comments.md": "<!--" * 20_000,
    "notes.md": "".join(f"[^{n}]: x[^{n + 1}]\n\n" for n in range(2000)) + "y[^0]",
    "table.md": "|" + "x|" * 3000 + "\n|" + "-|" * 3000 + "\n|" + "x|" * 3000,
    "braces.md": f"${'{' * 20_000}$",
    "laughs.md": f"---\n{_LAUGHS}\n---\nx",
    "bomb.tex": _TEX % (_BOMB + "\\h"),
    "loop.tex": _TEX % "\\newcommand{\\y}{\\y y}\\y",
    "groups.tex": _TEX % ("{" * 20_000 + "x" + "}" * 20_000),
    "lists.tex": _TEX % ("\\begin{itemize}\\item " * 2000),
    "boxes.html": "<div>" * 20_000 + "x",
    "cells.html": "<table><tr><td>" * 2000 + "x",
    "headings.html": "<p lang='de'>x" * 20_000,
}


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """How each file ended, the most memory it took, and who was left after it."""
    folder = tmp_path_factory.mktemp("pathological")
    before = set(descendants(os.getpid()))
    jobs = []
    for name, words in PATHOLOGICAL.items():
        (folder / name).write_text(words, encoding="utf-8")
        entry = PaperEntry(Path(name).stem, folder / name, folder)
        jobs.append((checks.prepare, (entry, folder / f"job-{name}")))
    with peak_of_children() as peak, Workbench(2, wall_seconds=WALL_SECONDS) as bench:
        outcomes = dict(zip(PATHOLOGICAL, bench.run(jobs), strict=True))
    for _ in range(50):
        left = set(descendants(os.getpid())) - before
        if not left:
            break
        time.sleep(0.1)
    return outcomes, peak, left


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_what_takes_too_long_ends_as_a_page_or_says_why(ended, name):
    outcome = ended[0][name]
    read = outcome.value or reading.unread(outcome.problem)
    codes = {finding.code for finding in read.findings}
    assert read.paper is not None or codes
    assert codes - phrases.codes() == set()
    assert "reading-crashed" not in codes


def test_what_takes_too_long_stays_below_the_limit_of_memory(ended):
    assert 0 < ended[1].process <= MOST_MEMORY


def test_what_was_killed_leaves_no_process(ended):
    assert ended[2] == set()


def test_some_were_killed(ended):
    problems = [each.problem.subject for each in ended[0].values() if each.problem]
    assert set(problems) >= {"time"}


def test_a_build_gives_a_manuscript_no_more_than_a_minute():
    assert max(press.WALL_SECONDS, press.CPU_SECONDS, pandoc.WALL_SECONDS) <= 60


@pytest.mark.parametrize("megabytes", [700, 2000])
def test_a_job_has_less_memory_than_would_hurt(megabytes):
    with Workbench(1) as bench:
        (outcome,) = bench.run([(bytearray, (megabytes * MEGABYTE,))])
    assert outcome.problem.subject == "memory"


def refuse_all(folder: Path) -> int:
    """Refuse all files of a folder, and return by how many bytes we grew."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path in folder.iterdir():
        with contextlib.suppress(limits.Refused):
            limits.pass_office(path, folder.parent / "passed")
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) << 10


def test_bombs_are_refused_in_little_memory(tmp_path):
    folder = tmp_path / "bombs"
    folder.mkdir()
    for name, data, code in refused.rows():
        if code in {"archive-bomb", "archive-entry-damaged"} and ".zip" not in name:
            (folder / name).write_bytes(data)
    with Workbench(1) as bench:
        (outcome,) = bench.run([(refuse_all, (folder,))])
    assert outcome.value < 64 * MEGABYTE
