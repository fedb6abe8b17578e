"""How far a run is, and how long it will still take."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """A step by its words in the catalogue, and what it costs a paper.

    The costs are measured on papers of eight pages (`make bench`), the reading
    being 1. Only steps to come are guessed by them; one that is under way is
    judged by its own papers.
    """

    words: str
    cost: float


# All steps by their names, in their order.
STEPS = {
    "read": Step("Reading", 1.0),
    "assemble": Step("Assembling", 0.0),
    "set": Step("Setting pages", 0.6),
    "write": Step("Writing", 0.3),
    "proof": Step("Proving", 0.1),
}
# Before that many papers, or seconds, a guess would be a fancy.
_FEWEST_PAPERS = 3
_FEWEST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `step` is one of `STEPS`.

    `done` of `total` papers, formats or files are through this step.
    `papers_done` of `papers` are through the last step that takes them one by
    one. `seconds_left` is None as long as nothing is known.
    A paper that is `cached` needed no work, because nothing of it had changed.
    """

    done: int
    total: int
    step: str
    paper: str = ""
    papers_done: int = 0
    papers: int = 0
    seconds_left: float | None = None
    cached: bool = False


Watcher = Callable[[Progress], None]


@dataclass(slots=True)
class Teller:
    """Tells a watcher of each step; papers from the cache count for no pace."""

    watcher: Watcher
    papers: int
    _step: str = ""
    _began: float = 0.0
    _made: int = 0
    # Seconds for a paper whose reading costs 1, from the steps that are over.
    _unit: float | None = None
    _papers_done: int = field(default=0)

    def __call__(
        self, step: str, done: int, total: int, paper: str = "", *, made: bool = True
    ) -> None:
        """Tell that `done` of `total` are through; `made` if it took work."""
        if step != self._step:
            self._step, self._began, self._made = step, time.monotonic(), 0
        if paper:
            self._made += made
        if step in {"read", "set"}:
            self._papers_done = done
        left = self._left(step, done, total)
        self.watcher(
            Progress(
                done,
                total,
                step,
                paper,
                self._papers_done,
                self.papers,
                left,
                cached=not made,
            )
        )

    def _left(self, step: str, done: int, total: int) -> float | None:
        passed = time.monotonic() - self._began
        if self._made >= _FEWEST_PAPERS and passed >= _FEWEST_SECONDS:
            pace = passed / self._made
            cost = STEPS[step].cost
            self._unit = pace / cost if cost else self._unit
        if self._unit is None:
            return None
        names = list(STEPS)
        later = sum(STEPS[name].cost for name in names[names.index(step) + 1 :])
        here = STEPS[step].cost * (1 - done / total if total else 0)
        return self._unit * self.papers * (here + later)
