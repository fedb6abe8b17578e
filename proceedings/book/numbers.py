"""Standard numbers: their check digits, and how they are printed."""

from stdnum import isbn as isbn_number
from stdnum import issn as issn_number
from stdnum.exceptions import ValidationError


def isbn(number: str) -> str:
    """Return an ISBN with its hyphens; an invalid one as it is."""
    return str(isbn_number.format(number)) if is_isbn(number) else number


def issn(number: str) -> str:
    """Return an ISSN with its hyphen; an invalid one as it is."""
    return str(issn_number.format(number)) if is_issn(number) else number


def is_isbn(number: str) -> bool:
    """Whether the number is an ISBN, check digit included."""
    try:
        isbn_number.validate(number)
    except ValidationError:
        return False
    return True


def is_issn(number: str) -> bool:
    """Whether the number is an ISSN, check digit included."""
    return bool(issn_number.is_valid(number))
