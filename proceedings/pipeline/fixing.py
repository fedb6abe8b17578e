"""Writes what can be fixed beside the manuscripts, for an editor to fill in."""

from functools import partial
from pathlib import Path

from proceedings import checks, fixes, phrases, volume_file
from proceedings.exceptions import WrongUsage
from proceedings.model import PaperEntry
from proceedings.pipeline.scratch import working_folder
from proceedings.readers import Reading
from proceedings.report import Finding
from proceedings.workbench import Workbench


def write_fixes(
    folder: Path | str, *, paper: str = "", jobs: int = 2, language: str = "en"
) -> list[Path]:
    """Add what can be fixed to the fixes files of a folder; return those changed.

    What stands in a file stays; only what it does not name is added at its end,
    with the findings as remarks in `language`.

    Raises:
        WrongUsage: for a paper that is not in the volume, or a file that is wrong.
    """
    volume = volume_file.load(Path(folder).resolve())
    entries = [entry for entry in volume.papers if paper in {"", entry.id}]
    if not entries:
        message = "There is no paper “%(paper)s” in the volume."
        raise WrongUsage(message, paper, paper=paper)
    prepare = partial(checks.prepare, draft=True)
    with working_folder("fixes") as work, Workbench(jobs, scratch=work) as bench:
        outcomes = bench.run(
            (prepare, (entry, work / str(number)))
            for number, entry in enumerate(entries)
        )
        return [
            fixes.beside(entry.source)
            for entry, outcome in zip(entries, outcomes, strict=True)
            if outcome.value and _add(entry, outcome.value, language)
        ]


def _add(entry: PaperEntry, reading: Reading, language: str) -> bool:
    """Add what a fixes file does not name yet; say whether there was anything."""
    path = fixes.beside(entry.source)
    known = fixes.named(path)
    rows = [
        (row, [_told(finding, language) for finding in row.findings])
        for row in fixes.fixable(reading)
        if (row.kind, row.key) not in known
    ]
    if not rows:
        return False
    with path.open("a", encoding="utf-8") as stream:
        stream.write(("\n" if stream.tell() else "") + fixes.skeleton(rows))
    return True


def _told(finding: Finding, language: str) -> str:
    message, _ = phrases.explain(finding, language)
    return f"{finding.code}: {message}"
