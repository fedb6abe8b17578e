"""Forms for what can be decided beside a manuscript: one for each kind of thing."""

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cms.conference.enums import FixKind
from cms.conference.operations import FixDecision
from cms.conference.queries import FixTarget
from cms.press.fixing import LONGEST

# Languages of passages that papers of this region quote.
LANGUAGES = ("sl", "it", "en", "de", "hr", "fr", "es", "hu", "sr", "bs")
UNDECIDED = ("", pgettext_lazy("fix", "not decided"))
HEADERS = {
    "row": {"header_row": True},
    "column": {"header_column": True},
    "both": {"header_row": True, "header_column": True},
    "none": {"header_row": False},
    "layout": {"layout": True},
}


def language_choices() -> list[tuple[str, str]]:
    """Return the languages by name, those of the site first."""
    own = [code for code, _name in settings.LANGUAGES]
    others = [code for code in LANGUAGES if code not in own]
    names = [(code, get_language_info(code)["name_translated"]) for code in others]
    first = [(code, get_language_info(code)["name_translated"]) for code in own]
    return [UNDECIDED, *first, *sorted(names, key=lambda row: str(row[1]))]


class FixForm(forms.Form):
    """What may be said of one thing; nothing said takes back what was decided."""

    def __init__(self, target: FixTarget, data=None) -> None:
        self.target = target
        super().__init__(data, prefix=target.name, initial=self.typed(target.values))

    @staticmethod
    def typed(values: dict) -> dict:
        """Return the decision as the fields show it."""
        return values

    @property
    def values(self) -> dict:
        """The decision as the press keeps it."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def decision(self) -> FixDecision:
        return FixDecision(self.target.kind, self.target.key, self.values)


class PictureForm(FixForm):
    alt = forms.CharField(
        label=_("What the picture shows"),
        help_text=_(
            "For readers who cannot see it: one or two sentences with what matters."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    decorative = forms.BooleanField(
        label=_("It is only decoration: nothing would be missed without it"),
        required=False,
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("alt") and cleaned.get("decorative"):
            self.add_error(
                "decorative",
                _("Either say what the picture shows, or mark it as decoration."),
            )
        return cleaned


class HeadingForm(FixForm):
    level = forms.TypedChoiceField(
        label=_("Level of the heading"),
        choices=[
            UNDECIDED,
            ("1", _("1, a main section")),
            ("2", "2"),
            ("3", "3"),
            ("4", "4"),
            ("5", "5"),
            ("6", "6"),
            ("0", _("this line is no heading")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )

    @property
    def values(self) -> dict:
        level = self.cleaned_data["level"]
        return {} if level is None else {"level": level}


class TableForm(FixForm):
    header = forms.ChoiceField(
        label=_("Headers of the table"),
        choices=[
            UNDECIDED,
            ("row", _("the first row names the columns")),
            ("column", _("the first column names the rows")),
            ("both", _("both, the first row and the first column")),
            ("none", _("the table has no headers")),
            ("layout", _("it is no table: it only arranges text or pictures")),
        ],
        required=False,
    )

    @staticmethod
    def typed(values: dict) -> dict:
        chosen = (name for name, told in HEADERS.items() if told == values)
        return {"header": next(chosen, "")}

    @property
    def values(self) -> dict:
        return HEADERS.get(self.cleaned_data["header"], {})


class PassageForm(FixForm):
    language = forms.ChoiceField(
        label=_("Language of the passage"),
        choices=language_choices,
        required=False,
        help_text=_(
            "So that screen readers pronounce it well and the lines break right. "
            "Choose the paper’s own language if nothing is wrong."
        ),
    )


class EquationForm(FixForm):
    alt = forms.CharField(
        label=_("The equation in words, to be read aloud"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST,
        required=False,
    )
    tex = forms.CharField(
        label=_("Other TeX for the equation"),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        max_length=LONGEST,
        required=False,
    )

    def __init__(self, target: FixTarget, data=None) -> None:
        super().__init__(target, data)
        if not (target.findings or target.values.get("tex")):
            # What could be converted needs no other TeX.
            del self.fields["tex"]


FORMS = {
    FixKind.PICTURE: PictureForm,
    FixKind.HEADING: HeadingForm,
    FixKind.TABLE: TableForm,
    FixKind.PASSAGE: PassageForm,
    FixKind.EQUATION: EquationForm,
}


class FixForms:
    """The forms for all things of one manuscript, sent together."""

    def __init__(self, targets: list[FixTarget], data=None) -> None:
        self.is_bound = data is not None
        self.forms = [FORMS[FixKind(target.kind)](target, data) for target in targets]

    def is_valid(self) -> bool:
        # Every form is asked, so that all that is wrong is told at once.
        return not [form for form in self.forms if not form.is_valid()]

    @cached_property
    def problems(self) -> list[tuple[str, str]]:
        """Return what is wrong, each with the id of its field."""
        return [
            (form[name].id_for_label, f"{form[name].label}: {error}")
            for form in self.forms
            if form.is_bound
            for name, errors in form.errors.items()
            if name in form.fields
            for error in errors
        ]

    @property
    def decisions(self) -> list[FixDecision]:
        """Return what was said anew, or taken back."""
        return [form.decision for form in self.forms if form.has_changed()]
