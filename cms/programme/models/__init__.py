"""The programme as editors compose it, its releases, and what is printed of them."""

from cms.programme.models.prints import ProgrammePrint, print_name
from cms.programme.models.programmes import (
    LONGEST_TALK,
    LanguageCodesField,
    Programme,
    ProgrammeQuerySet,
    ProgrammeRecord,
    ProgrammeRelease,
    ReleaseQuerySet,
    Room,
    Session,
    Talk,
    in_reading_language,
    lines_of,
)

__all__ = [
    "LONGEST_TALK",
    "LanguageCodesField",
    "Programme",
    "ProgrammePrint",
    "ProgrammeQuerySet",
    "ProgrammeRecord",
    "ProgrammeRelease",
    "ReleaseQuerySet",
    "Room",
    "Session",
    "Talk",
    "in_reading_language",
    "lines_of",
    "print_name",
]
