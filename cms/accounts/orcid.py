"""Checks ORCID iDs."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import isni
from stdnum.exceptions import ValidationError as NumberInvalid

ORCID_SHAPE = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def validate_orcid(value: str) -> None:
    """Refuse an ORCID iD of another shape, or whose check digit is wrong.

    ORCID iDs are a block of the ISNI numbers and share their check digit.
    """
    try:
        isni.validate(value if ORCID_SHAPE.fullmatch(value) else "")
    except NumberInvalid as problem:
        raise ValidationError(
            _("This is not a valid ORCID iD: check its sixteen characters."),
            code="orcid",
        ) from problem
