"""Notes that a mail server has taken a mail, written before the database is told.

The worker may die, or the database may not answer, between the mail server's
"250 OK" and the row that says so. A note on the disk takes microseconds; with it,
the mail is known as sent and not sent again.
"""

from pathlib import Path
from uuid import UUID

from django.conf import settings


def note(uuid: UUID) -> None:
    """Write down that the mail was taken."""
    path = _path(uuid)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def has(uuid: UUID) -> bool:
    """Whether the mail was taken, whatever its row says."""
    return _path(uuid).exists()


def forget(uuid: UUID) -> None:
    """Drop the note, once the row says so too."""
    _path(uuid).unlink(missing_ok=True)


def _path(uuid: UUID) -> Path:
    return Path(settings.PRIVATE_ROOT) / "outbox" / str(uuid)
