"""Codes, checks and rows that are never changed: what the tables below share."""

import re
import secrets
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.conference.exceptions import RowIsFinal

CODE_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"


CODE_LENGTH = 7


ROR_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
ROR_SHAPE = re.compile(rf"0(?P<number>[{ROR_LETTERS}]{{6}})(?P<check>\d\d)")


def new_code() -> str:
    """Return a random public code without characters that look alike.

    It begins with a letter, since the book uses it as an identifier.
    """
    first = secrets.choice([letter for letter in CODE_LETTERS if letter.isalpha()])
    rest = (secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH - 1))
    return first + "".join(rest)


def private_storage() -> Storage:
    return storages["private"]


def behind() -> models.ForeignKey:
    """Return a field for the administrator who acted in somebody's name."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )


def validate_ror(value: str) -> None:
    """Refuse a ROR of another shape, or whose two check digits are wrong.

    The six letters are a number in Crockford's base 32, checked by ISO 7064.
    """
    found = ROR_SHAPE.fullmatch(value)
    number = 0
    for letter in found["number"] if found else "":
        number = number * 32 + ROR_LETTERS.index(letter)
    if not found or 98 - number * 100 % 97 != int(found["check"]):
        raise ValidationError(
            _("This is not a valid ROR: check its nine characters."), code="ror"
        )


def validate_timezone(value: str) -> None:
    """Refuse a time zone that the system does not know."""
    if value not in available_timezones():
        raise ValidationError(_("This time zone is not known."), code="timezone")


def no_choices() -> list[str]:
    return []


class ChoiceListField(models.JSONField):
    """Any of some choices, kept as the list of their values."""

    def __init__(
        self, *args, options: type[models.TextChoices] | None = None, **kwargs
    ):
        self.options = options
        super().__init__(*args, **{"default": no_choices, "blank": True, **kwargs})

    def formfield(self, **kwargs):
        chosen = {
            "form_class": forms.MultipleChoiceField,
            "choices_form_class": forms.MultipleChoiceField,
            "widget": forms.CheckboxSelectMultiple,
            "choices": self.options.choices if self.options else [],
            "required": not self.blank,
            "label": self.verbose_name,
            "help_text": self.help_text,
            **{key: value for key, value in kwargs.items() if key != "encoder"},
        }
        form_class = chosen.pop("form_class")
        chosen.pop("choices_form_class")
        return form_class(**chosen)

    def validate(self, value, model_instance) -> None:
        super().validate(value, model_instance)
        if self.options and not set(value) <= set(self.options.values):
            raise ValidationError(_("Choose from the list."), code="choice")


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
