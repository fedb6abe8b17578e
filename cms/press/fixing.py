"""What may be decided beside a manuscript, and whether a decision can be kept."""

from collections.abc import Mapping

from cms.press.exceptions import FixRefused
from proceedings import fixes

# Kind of thing, as pictures, with the names of what can be said of it.
FIELDS = {kind: tuple(fields) for kind, fields in fixes.FIELDS.items()}
LONGEST = fixes.LONGEST_TEXT


def checked(fix: Mapping[str, Mapping[str, Mapping[str, object]]]) -> dict:
    """Return decisions as the library keeps them, without what is undecided.

    They are plain data: kind, then key, then field.

    Raises:
        FixRefused: for what has no place in them.
    """
    try:
        return fixes.to_dict(fixes.from_dict(fix))
    except fixes.FixesAreWrong as problem:
        raise FixRefused(str(problem)) from problem


def written(decided: Mapping) -> str:
    """Return the text of the file that lies beside the manuscript."""
    return fixes.dump(fixes.from_dict(decided))
