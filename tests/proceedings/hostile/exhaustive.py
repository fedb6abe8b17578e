"""Reads every file of the corpus with the limits of a build, and prints what became.

`python -m tests.proceedings.hostile.exhaustive [group …]` from the top of the
repository. It takes some minutes: the tests beside it read a part of the files.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proceedings import checks
from proceedings.model import PaperEntry
from proceedings.pipeline import press, reading
from proceedings.readers import SUFFIXES
from proceedings.report import Severity
from proceedings.workbench import Workbench
from tests.proceedings.hostile.canary import Canary, canary
from tests.proceedings.hostile.watch import peak_of_children

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
GROUPS = ("hostile-generated", "fixtures", "manuscripts", "joss", "pnz", "latex")


@dataclass(frozen=True, slots=True)
class End:
    """How one file ended: the codes that block it, or none; seconds and bytes."""

    name: str
    codes: tuple[str, ...]
    page: bool
    seconds: float
    memory: int
    together: int
    leaked: bool
    detail: str


def inputs(group: str, secret: Canary, folder: Path) -> Iterator[PaperEntry]:
    """Yield an entry for each file of a group; hostile ones ask for our canary."""
    for number, path in enumerate(sorted((CORPUS / group).rglob("*"))):
        if path.suffix.lower() not in SUFFIXES or not path.is_file():
            continue
        source = path
        if group == "hostile-generated":
            source = folder / group / path.name
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_bytes(secret.named_in(path.read_bytes()))
        yield PaperEntry(id=f"p{number}", source=source, root=source.parent)


def ends(group: str, secret: Canary, folder: Path) -> Iterator[End]:
    """Read each file of a group, one at a time, and yield how it ended."""
    limits = {"wall_seconds": press.WALL_SECONDS, "cpu_seconds": press.CPU_SECONDS}
    with Workbench(1, **limits) as bench:
        for entry in inputs(group, secret, folder):
            job = folder / "jobs" / group / entry.id
            started = time.monotonic()
            with peak_of_children() as peak:
                (outcome,) = bench.run([(checks.prepare, (entry, job))])
            read = outcome.value or reading.unread(outcome.problem)
            blocking = [f for f in read.findings if f.severity is Severity.BLOCKS]
            yield End(
                entry.source.name,
                tuple(sorted({finding.code for finding in blocking})),
                read.paper is not None,
                time.monotonic() - started,
                peak.process,
                peak.together,
                secret.secret in repr(outcome.value),
                getattr(outcome.problem, "subject", "") or "",
            )


def figures(group: str, secret: Canary, folder: Path) -> dict[str, Any]:
    """Return what there is to say of a group of files."""
    all_ends = list(ends(group, secret, folder))
    unread = [end for end in all_ends if not end.page]
    slowest = sorted(all_ends, key=lambda end: -end.seconds)[:5]
    largest = sorted(all_ends, key=lambda end: -end.memory)[:5]
    return {
        "inputs": len(all_ends),
        "pages": sum(end.page for end in all_ends),
        "refused": dict(Counter(code for end in unread for code in end.codes)),
        "refused files": {
            end.name: " ".join([*end.codes, end.detail[-300:]]) for end in unread
        },
        "slowest": {end.name: round(end.seconds, 1) for end in slowest},
        "largest MiB": {end.name: end.memory >> 20 for end in largest},
        "largest together MiB": max(end.together for end in all_ends) >> 20,
        "leaks": [end.name for end in all_ends if end.leaked],
    }


def main(groups: list[str]) -> int:
    """Print the figures of each group as JSON; 0 if nothing leaked or called."""
    failed = False
    with tempfile.TemporaryDirectory(prefix="coop-hostile-") as name:
        folder = Path(name)
        with canary(folder / "outside") as secret:
            for group in groups or GROUPS:
                told = figures(group, secret, folder)
                failed |= bool(told["leaks"])
                print(json.dumps({group: told}, indent=2), flush=True)  # noqa: T201
            print(json.dumps({"calls": secret.calls}))  # noqa: T201
        return 1 if failed or secret.calls else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
