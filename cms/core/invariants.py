"""What is true of the data whenever nobody is in the middle of something."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

# Each returns a sentence for every row that breaks the rule, naming the row.
Check = Callable[[], Iterable[str]]
_CHECKS: dict[str, Check] = {}


@dataclass(frozen=True)
class Violation:
    """One row that breaks one rule."""

    rule: str
    told: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.told}"


def register(rule: str) -> Callable[[Check], Check]:
    """Add a rule; `rule` says in English what holds."""

    def keep(check: Check) -> Check:
        _CHECKS[rule] = check
        return check

    return keep


def rules() -> list[str]:
    """Return every rule that is checked."""
    return sorted(_CHECKS)


def violations() -> list[Violation]:
    """Ask every rule; what breaks none returns nothing."""
    return [Violation(rule, told) for rule in rules() for told in _CHECKS[rule]()]
