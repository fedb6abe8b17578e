"""What the site knows of a person, and what goes when they leave: each app its part."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models.fields.files import FieldFile

from cms.accounts.models import User


@dataclass(frozen=True)
class Part:
    """One app's part of a person's data, as it goes into the archive."""

    name: str
    data: object
    # By the path in the archive.
    files: dict[str, FieldFile] = field(default_factory=dict)


@dataclass(frozen=True)
class Chapter:
    """How one app tells what it holds, and lets go of it."""

    name: str
    collect: Callable[[User], Part]
    # Sentences, in the reader's language: what goes, and what stays.
    explain: Callable[[User], list[str]]
    erase: Callable[[User, datetime], None]


_chapters: dict[str, Chapter] = {}


def register(chapter: Chapter) -> None:
    """Add an app's chapter; called by its ready()."""
    _chapters[chapter.name] = chapter


def chapters() -> list[Chapter]:
    return list(_chapters.values())
