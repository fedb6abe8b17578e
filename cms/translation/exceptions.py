"""What stops a translation or a publication; each names the guilty object."""

from collections.abc import Sequence
from typing import Any


class TranslationError(Exception):
    """Something about a translation cannot be done."""

    def __init__(self, message: str, subject: Any = None) -> None:
        super().__init__(message)
        self.subject = subject


class NotPublishable(TranslationError):
    """A page must not go live: it is not, or not wholly, in its language."""

    def __init__(self, page: Any, problems: Sequence[Any]) -> None:
        super().__init__(f"{page} must not go live in its language.", page)
        self.page = page
        self.problems = list(problems)


class NotAllowed(TranslationError):
    """The person may not do this."""


class NoSource(TranslationError):
    """The page is the source itself, or its source is gone."""


class NoPlace(TranslationError):
    """A page cannot be put back: the page that it stood below is gone."""


class PassageRefused(TranslationError):
    """A translated passage has markup or links that its source does not have."""


class FileRefused(TranslationError):
    """A file of translations cannot be read, or belongs to another page."""


class MachineUnavailable(TranslationError):
    """The machine translator does not answer, or answers something else."""


class ReleaseNotReady(TranslationError):
    """Some pages of a release must not go live yet."""

    def __init__(self, release: Any, problems: Sequence[Any]) -> None:
        super().__init__("Not every page of the release is ready.", release)
        self.problems = list(problems)


class ReleaseOver(TranslationError):
    """The release has happened, or was cancelled."""


class AskedTooOften(TranslationError):
    """Somebody asks for more translations than one reader wants."""
