"""Letters of facts – receipts and the like – set by the book library."""

from cms.press.exceptions import PressError
from proceedings.workbench import Workbench
from proceedings.writers import letter
from proceedings.writers.letter import Letter, Row

__all__ = ["Letter", "Row", "typeset"]

SETTING_SECONDS = 30


def typeset(given: Letter) -> bytes:
    """Return the accessible PDF of a letter, made in a process with limits.

    Raises:
        PressError: when it could not be set.
    """
    with Workbench(
        workers=1, wall_seconds=SETTING_SECONDS, cpu_seconds=SETTING_SECONDS
    ) as bench:
        outcome = next(iter(bench.run([(letter.typeset, (given,))])))
    if outcome.problem:
        raise PressError(str(outcome.problem), given)
    return outcome.value
