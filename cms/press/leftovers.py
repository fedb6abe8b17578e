"""Previews that nobody looks at any more are deleted with their files."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import ProtectedError

from cms.press.models import Rendition

# An author who goes back to what was typed before finds it set already.
RENDITIONS_ARE_KEPT = timedelta(days=30)
# The fingerprints of the source and of what is said of it.
Content = tuple[str, str]

_in_use: dict[str, Callable[[], Iterable[Content]]] = {}


def keep(name: str, contents: Callable[[], Iterable[Content]]) -> None:
    """Have the renditions of these contents kept; called by an app's ready()."""
    _in_use[name] = contents


def clear_renditions(*, now: datetime) -> int:
    """Delete finished renditions of a month ago that no app looks at; return how many."""
    used = {content for contents in _in_use.values() for content in contents()}
    old = Rendition.objects.filter(finished_at__lt=now - RENDITIONS_ARE_KEPT)
    return sum(
        _delete(rendition)
        for rendition in old
        if (rendition.source_sha256, rendition.metadata_sha256) not in used
    )


@transaction.atomic
def _delete(rendition: Rendition) -> bool:
    """Delete one, unless a row of another app rests on it."""
    stored = [file for file in (rendition.pdf, rendition.html) if file]
    stored += [picture.file for picture in rendition.pictures.all()]
    try:
        with transaction.atomic():
            rendition.delete()
    except ProtectedError:
        return False
    for file in stored:
        # The row goes first: a file without one is only a waste of room.
        transaction.on_commit(partial(file.storage.delete, file.name))
    return True
