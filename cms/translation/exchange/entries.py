"""What a file of translations holds, whatever its format."""

from dataclasses import dataclass, field
from uuid import UUID

from wagtail_localize.models import String


@dataclass(frozen=True)
class Entry:
    """One passage of a file; `is_draft` if the file says that it needs more work."""

    path: str
    source: str
    text: str
    is_draft: bool = False


@dataclass
class Read:
    """The passages of a file, and what in it could not be read."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def fingerprint(source: str) -> UUID:
    """Return the name under which wagtail-localize keeps a passage."""
    return String._get_data_hash(source)
