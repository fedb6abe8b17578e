"""Third step: title, abstract and keywords in each language."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.conference.kinds import Step, language_name
from cms.conference.models import SubmissionText
from cms.conference.operations import TEXT_FIELDS, Content
from cms.conference.steps.base import AccessibleFields, StepForms


class TextForm(AccessibleFields, forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = SubmissionText
        fields = list(TEXT_FIELDS)
        widgets = {"abstract": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, language: str, most_words: int | None = None, **kwargs):
        super().__init__(*args, prefix=f"text-{language}", **kwargs)
        self.language = language
        self.language_name = language_name(language)
        self.most_words = most_words
        for field in self.fields.values():
            field.widget.attrs["lang"] = language
        if most_words:
            self.fields["abstract"].help_text = ngettext(
                "At most %(count)s word.", "At most %(count)s words.", most_words
            ) % {"count": most_words}

    @property
    def is_touched(self) -> bool:
        return any(self.cleaned_data.get(key) for key in TEXT_FIELDS)


class DetailsStep(StepForms):
    step = Step.DETAILS
    moves = ("use-",)

    def build(self, move: str) -> None:
        self.own = self.submission.paper_language if self.submission else ""
        if move:
            self.data = with_suggestion(self.data, move, self.suggestions.texts)
        kind = self.submission.submission_type if self.submission else None
        rows = {text.language: text for text in self._rows()}
        self.texts = [
            TextForm(
                self.data,
                language=code,
                instance=rows.get(code),
                most_words=kind.most_abstract_words if kind else None,
            )
            for code in self.languages
        ]
        for form in self.texts:
            form.needed = ("title", "abstract") if form.language == self.own else ()

    @property
    def languages(self) -> list[str]:
        """All languages, that of the paper first."""
        codes = [code for code, _name in settings.LANGUAGES]
        return sorted(codes, key=lambda code: code != self.own)

    def forms(self) -> list[forms.Form]:
        return self.texts

    def _rows(self) -> list[SubmissionText]:
        return list(self.submission.texts.all()) if self.submission else []

    def read_stored(self) -> dict:
        rows = {text.language: text for text in self._rows()}
        return {
            code: [
                getattr(rows[code], key) if code in rows else "" for key in TEXT_FIELDS
            ]
            for code, _name in settings.LANGUAGES
        }

    def typed(self) -> dict:
        return {
            form.language: [form.cleaned_data.get(key, "") for key in TEXT_FIELDS]
            for form in self.texts
        }

    @property
    def content(self) -> Content:
        return Content(
            texts=[
                {
                    "language": form.language,
                    **{key: form.cleaned_data[key] for key in TEXT_FIELDS},
                }
                for form in self.texts
                if form.is_touched or form.instance.pk
            ]
        )

    def check_complete(self) -> None:
        touched = [form for form in self.texts if form.is_touched]
        # Without any text, ask for it in the paper's own language.
        for form in touched or self.texts[:1]:
            if not form.cleaned_data.get("title") and "title" not in form.errors:
                form.add_error("title", _("Enter the title of the paper."))
            if not form.cleaned_data.get("abstract") and "abstract" not in form.errors:
                form.add_error("abstract", _("Enter the abstract."))

    def check_together(self) -> None:
        for form in self.texts:
            count = len(form.cleaned_data.get("abstract", "").split())
            if form.most_words and count > form.most_words:
                form.add_error("abstract", too_many_words(count, form.most_words))

    @property
    def offers(self) -> list[dict]:
        """Suggestions for the page: each says whether its field is still free."""
        offered = []
        for form in self.texts:
            found = self.suggestions.texts.get(form.language, {})
            for key in TEXT_FIELDS:
                if key not in found:
                    continue
                typed = str(form[key].value() or "").strip()
                if typed != found[key].value.strip():
                    offered.append(
                        {
                            "language": form.language,
                            "language_name": form.language_name,
                            "label": form.fields[key].label,
                            "suggestion": found[key],
                            "button": f"use-{form.language}-{key}",
                            "is_free": not typed,
                        }
                    )
        return offered


def too_many_words(count: int, most: int) -> str:
    """Say by how much a text is too long."""
    return ngettext(
        "The abstract has %(count)s word too many: %(most)s are allowed.",
        "The abstract has %(count)s words too many: %(most)s are allowed.",
        count - most,
    ) % {"count": count - most, "most": most}


def with_suggestion(data, move: str, found: dict) -> dict:
    """Return the typed fields with one suggestion, or all, in free fields only."""
    typed = data.copy()
    wanted = move.removeprefix("use-")
    for code, texts in found.items():
        for key, suggestion in texts.items():
            free = not str(typed.get(suggestion.field, "")).strip()
            if free and wanted in {"all", f"{code}-{key}"}:
                typed[suggestion.field] = suggestion.value
    return typed
