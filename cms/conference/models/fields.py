"""Codes, checks and rows that are never changed: what the tables below share."""

import secrets
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.conference.exceptions import RowIsFinal

CODE_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"


CODE_LENGTH = 7


def new_code() -> str:
    """Return a random public code without characters that look alike.

    It begins with a letter, since the book uses it as an identifier.
    """
    first = secrets.choice([letter for letter in CODE_LETTERS if letter.isalpha()])
    rest = (secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH - 1))
    return first + "".join(rest)


def private_storage() -> Storage:
    return storages["private"]


def validate_timezone(value: str) -> None:
    """Refuse a time zone that the system does not know."""
    if value not in available_timezones():
        raise ValidationError(_("This time zone is not known."), code="timezone")


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **_fields) -> int:
        raise RowIsFinal(self.model.__name__)


class AppendOnly(models.Model):
    """A row that is written once and never changed."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise RowIsFinal(type(self).__name__)
        super().save(*args, **kwargs)


def in_reading_language(texts, fallback: str):
    """Return the text of the active language, else of the fallback, else the first."""
    by_language = {text.language: text for text in texts}
    wanted = (get_language() or fallback)[:2]
    first = next(iter(by_language.values()), None)
    return by_language.get(wanted) or by_language.get(fallback) or first
