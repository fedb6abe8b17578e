"""A text in each language of the site, kept as one JSON object."""

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class LanguagesWidget(forms.MultiWidget):
    """One input a language, each labelled with it."""

    template_name = "programme/widgets/texts.html"

    def __init__(self, *, rows: int = 0, attrs: dict | None = None) -> None:
        def one(code: str) -> forms.Widget:
            own = {"lang": code}
            if rows:
                return forms.Textarea(attrs={**own, "rows": rows})
            return forms.TextInput(attrs=own)

        super().__init__({code: one(code) for code, _name in settings.LANGUAGES}, attrs)

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in settings.LANGUAGES]

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        languages = zip(
            settings.LANGUAGES, context["widget"]["subwidgets"], strict=True
        )
        for (_code, language), part in languages:
            part["language"] = language
        return context


class LanguagesFormField(forms.MultiValueField):
    """What editors type in each language; {} when they type nothing."""

    def __init__(self, *, max_length: int, rows: int = 0, **kwargs) -> None:
        # Django hands over what a JSON field would take.
        for unused in ("encoder", "decoder", "widget"):
            kwargs.pop(unused, None)
        parts = [
            forms.CharField(max_length=max_length, required=False)
            for _language in settings.LANGUAGES
        ]
        super().__init__(
            parts,
            require_all_fields=False,
            widget=LanguagesWidget(rows=rows),
            **kwargs,
        )

    def compress(self, data_list: list[str]) -> dict[str, str]:
        codes = [code for code, _name in settings.LANGUAGES]
        typed = zip(codes, data_list or [], strict=False)
        return {code: text for code, text in typed if text}


class TextsField(models.JSONField):
    """A JSON object of texts by language code, edited one input a language."""

    def __init__(self, *args, max_length: int = 300, rows: int = 0, **kwargs) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)
        self.max_length = max_length
        self.rows = rows

    def deconstruct(self) -> tuple:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        return name, path, args, kwargs

    def formfield(self, **kwargs) -> forms.Field:
        return LanguagesFormField(
            max_length=self.max_length,
            rows=self.rows,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
        )

    def validate(self, value: object, model_instance: models.Model) -> None:
        super().validate(value, model_instance)
        known = {code for code, _name in settings.LANGUAGES}
        right = isinstance(value, dict) and all(
            code in known and isinstance(text, str) and len(text) <= self.max_length
            for code, text in value.items()
        )
        if not right:
            raise ValidationError(_("Enter a text for each language."), code="texts")
