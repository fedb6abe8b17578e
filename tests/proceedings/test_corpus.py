"""Every file of the corpus ends as a paper or as findings, within limits."""

import time
from pathlib import Path

import pytest

from proceedings import checks
from proceedings.model import PaperEntry
from proceedings.readers.tree import nodes
from proceedings.workbench import Workbench

SUFFIXES = {".docx", ".odt", ".md", ".tex"}
# These only burn time until a limit ends them, which the workbench's tests show.
SLOW = {
    "macro-bomb.tex",
    "backticks.md",
    "brackets.md",
    "deep-list.md",
    "html-comment.md",
    "nested-links.md",
    "yaml-laughs.md",
    "math-bomb.md",
    "table-wide.md",
    "deep-env.tex",
    "runs-500k.docx",
}


def outcomes(
    folder: Path,
    job: Path,
    leave_out: frozenset[str] | set[str] = frozenset(),
    *,
    every: int = 1,
):
    entries = [
        PaperEntry(id=f"p{number}", source=path, root=path.parent)
        for number, path in enumerate(sorted(folder.rglob("*")))
        if path.suffix.lower() in SUFFIXES and path.name not in leave_out
    ]
    entries = entries[::every]
    jobs = [(checks.prepare, (entry, job / entry.id)) for entry in entries]
    with Workbench(2) as bench:
        return [
            (entry.source.name, outcome)
            for entry, outcome in zip(entries, bench.run(jobs), strict=True)
        ]


# Two lines of the captions of pictures that are not among the files.
LOST = {"joss": {("paper.md", "words", 6)}}


@pytest.mark.parametrize("group", ["manuscripts", "joss", "pnz"])
def test_real_manuscripts_become_papers(corpus, tmp_path, group):
    read = outcomes(corpus / group, tmp_path, every=5 if group == "pnz" else 1)
    assert [name for name, outcome in read if outcome.problem] == []
    assert [name for name, outcome in read if outcome.value.paper is None] == []
    for _, outcome in read:
        kinds = {node["t"] for node in nodes(list(outcome.value.paper.blocks))}
        assert kinds & {"RawBlock", "RawInline", "Cite"} == set()
    lost = {
        (name, finding.values["thing"], finding.values["missing"])
        for name, outcome in read
        for finding in outcome.value.findings
        if finding.code == "content-lost"
    }
    assert lost == LOST.get(group, set())


def test_hostile_manuscripts_leak_nothing(corpus, tmp_path):
    start = time.monotonic()
    read = outcomes(corpus / "hostile-generated", tmp_path, SLOW)
    assert [name for name, outcome in read if outcome.problem] == []
    canary = Path("/etc/passwd").read_text().splitlines()[0]
    assert [name for name, outcome in read if canary in repr(outcome.value)] == []
    assert time.monotonic() - start < 120
