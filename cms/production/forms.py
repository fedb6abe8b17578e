"""What authors and editors type in production."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cms.production import differences
from cms.production.enums import Level, TargetGroup
from cms.production.models import EditorialChange
from cms.production.operations.proofs import LONGEST_COMMENT

REASON = forms.Textarea(attrs={"rows": 3})


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("Word (DOCX), OpenDocument (ODT), Markdown, or a ZIP archive."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=REASON)


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer to the editors"),
        max_length=2000,
        required=False,
        widget=REASON,
    )


class LicenceForm(forms.Form):
    licence = forms.ChoiceField(label=_("Licence"), widget=forms.RadioSelect)

    def __init__(self, licences: list[str], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["licence"].choices = [(name, name) for name in licences]


class ProofForm(forms.Form):
    """A comment on each page, and one on the whole paper."""

    def __init__(self, pages: int, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for number in range(pages + 1):
            self.fields[self.name_of(number)] = forms.CharField(
                label=_("Comment on page %(number)s") % {"number": number}
                if number
                else _("Comment on the whole paper"),
                max_length=LONGEST_COMMENT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @staticmethod
    def name_of(number: int) -> str:
        return f"comment-{number}"

    @property
    def comments(self) -> list[tuple[int, str]]:
        """Return what was said, by page; 0 is the whole paper."""
        return [
            (number, self.cleaned_data[self.name_of(number)])
            for number in range(len(self.fields))
            if self.cleaned_data[self.name_of(number)].strip()
        ]


class MarkForm(forms.Form):
    """A paragraph, and what it recommends to whom."""

    anchor = forms.ChoiceField(
        label=_("Paragraph on which it rests"), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Recommendation"),
        help_text=_("In your own words: who should do what."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    target_group = forms.ChoiceField(
        label=_("Target group"), choices=[("", "–"), *TargetGroup.choices]
    )
    level = forms.ChoiceField(
        label=_("Level"), choices=Level.choices, widget=forms.RadioSelect
    )

    def __init__(self, passages: list[dict], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["anchor"].choices = [
            (row["anchor"], row["words"]) for row in passages if not row["heading"]
        ]


class WordsForm(forms.Form):
    """The words of a paper that an editor may change, field by field."""

    LABELS = {
        "title": _("Title"),
        "abstract": _("Abstract"),
        "keywords": _("Keywords"),
        "name": _("Full name"),
        "affiliation": _("Affiliation"),
        "country": _("Country"),
    }
    LONGEST = {"title": 300, "abstract": 5000, "keywords": 500}
    NEEDED = frozenset({"name"})

    note = forms.CharField(
        label=_("Note to the author"), max_length=2000, required=False, widget=REASON
    )

    def __init__(self, words: dict[str, str], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._paths = list(words)
        for path, value in words.items():
            kind, which, name = path.split(".")
            self.fields[self.name_of(path)] = forms.CharField(
                label=f"{self.LABELS[name]} · {self._whose(kind, which)}",
                initial=value,
                required=name in self.NEEDED,
                max_length=self.LONGEST.get(name, 200),
                widget=forms.Textarea(attrs={"rows": 8})
                if name == "abstract"
                else forms.TextInput,
            )
        self.order_fields([*map(self.name_of, words), "note"])

    @staticmethod
    def name_of(path: str) -> str:
        return path.replace(".", "-")

    @staticmethod
    def _whose(kind: str, which: str) -> str:
        if kind == "text" and which in dict(settings.LANGUAGES):
            return str(get_language_info(which)["name_translated"])
        return str(_("author %(number)s") % {"number": which})

    @property
    def words(self) -> dict[str, str]:
        """Return the words by their paths."""
        return {path: self.cleaned_data[self.name_of(path)] for path in self._paths}


def changed_rows(change: EditorialChange) -> list[dict]:
    """Return each difference with its label and its words, marked."""
    form = WordsForm({row["path"]: row["before"] for row in change.differences})
    return [
        {
            "label": form.fields[form.name_of(row["path"])].label,
            "language": row["path"].split(".")[1]
            if row["path"].startswith("text.")
            else "",
            "words": differences.marked(row["before"], row["after"]),
        }
        for row in change.differences
    ]
