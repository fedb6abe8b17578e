"""What has to be true before an event; each app that holds the facts adds its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cms.conference.enums import Guard, SubmissionEvent
from cms.conference.models import Submission


@dataclass(frozen=True)
class Attempt:
    """An event that somebody wants to cause, with all that was said for it."""

    submission: Submission
    event: SubmissionEvent
    actor: object
    now: datetime
    reason: str = ""


Check = Callable[[Attempt], None]
_CHECKS: dict[Guard, list[Check]] = {guard: [] for guard in Guard}


def register(guard: Guard) -> Callable[[Check], Check]:
    """Have the function asked for this guard; it raises a ConferenceError to refuse."""

    def keep(check: Check) -> Check:
        if check not in _CHECKS[guard]:
            _CHECKS[guard].append(check)
        return check

    return keep


def unasked() -> set[Guard]:
    """Return the guards for which nobody has registered a check."""
    return {guard for guard, checks in _CHECKS.items() if not checks}


def ask(guards: tuple[Guard, ...], attempt: Attempt) -> None:
    """Pass when every guard does.

    Raises:
        ConferenceError: what the first guard that refused has raised.
    """
    for guard in guards:
        for check in _CHECKS[guard]:
            check(attempt)
