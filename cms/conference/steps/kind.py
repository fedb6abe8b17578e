"""First step: what is submitted, where it belongs, in which language."""

import uuid

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.conference.kinds import Step
from cms.conference.operations import Content
from cms.conference.steps.base import AccessibleFields, StepForms


def labelled(row) -> str:
    """Return the name of a track or type, with its description."""
    text = row.text
    return f"{row}: {text.description}" if text and text.description else str(row)


class KindForm(AccessibleFields, forms.Form):
    use_required_attribute = False
    needed = ("submission_type", "track", "paper_language")

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    submission_type = forms.TypedChoiceField(
        label=_("What would you like to submit?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    track = forms.TypedChoiceField(
        label=_("To which track does it belong?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    paper_language = forms.ChoiceField(
        label=_("Language of the paper"),
        required=False,
        choices=[("", _("Choose a language")), *settings.LANGUAGES],
    )

    def __init__(self, *args, types: list, tracks: list, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in (("submission_type", types), ("track", tracks)):
            if rows:
                self.fields[name].choices = [(row.pk, labelled(row)) for row in rows]
            else:
                del self.fields[name]


class KindStep(StepForms):
    step = Step.TYPE

    def build(self, move: str) -> None:
        self.types = list(self.call.types.prefetch_related("texts"))
        self.tracks = list(self.call.tracks.prefetch_related("texts"))
        key = self.submission.form_key if self.submission else uuid.uuid4()
        self.form = KindForm(
            self.data,
            initial={"form_key": key, **self.stored},
            types=self.types,
            tracks=self.tracks,
        )

    def forms(self) -> list[forms.Form]:
        return [self.form]

    def read_stored(self) -> dict:
        if self.submission is None:
            return {"submission_type": None, "track": None, "paper_language": ""}
        return {
            "submission_type": self.submission.submission_type_id,
            "track": self.submission.track_id,
            "paper_language": self.submission.paper_language,
        }

    def typed(self) -> dict:
        cleaned = self.form.cleaned_data
        return {key: cleaned.get(key, self.stored[key]) for key in self.stored}

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was chosen; only after `is_valid`."""
        return not any(self.typed().values())

    @property
    def form_key(self) -> uuid.UUID:
        """The key that the browser sent, or a new one."""
        try:
            return uuid.UUID(self.data.get("form_key", ""))
        except ValueError:
            return uuid.uuid4()

    @property
    def content(self) -> Content:
        typed = self.typed()
        rows = {row.pk: row for row in self.types}
        tracks = {row.pk: row for row in self.tracks}
        choices = {}
        if rows:
            choices["submission_type"] = rows.get(typed["submission_type"])
        if tracks:
            choices["track"] = tracks.get(typed["track"])
        return Content(paper_language=typed["paper_language"], choices=choices)

    def check_complete(self) -> None:
        messages = {
            "submission_type": _("Choose what you would like to submit."),
            "track": _("Choose a track."),
            "paper_language": _("Choose the language of the paper."),
        }
        for name, message in messages.items():
            asked = name in self.form.fields and name not in self.form.errors
            if asked and not self.form.cleaned_data.get(name):
                self.form.add_error(name, message)
