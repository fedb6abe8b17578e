"""Second step: the file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.conference.kinds import Step
from cms.conference.operations import Content
from cms.conference.steps.base import AccessibleFields, StepForms


class FileForm(AccessibleFields, forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label=_("File"),
        required=False,
        # The gate says what is wrong with it, in its own words.
        allow_empty_file=True,
        help_text=_("DOCX, ODT, MD, or a ZIP with Markdown or LaTeX; 50 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".docx,.odt,.md,.markdown,.zip"}),
    )
    note = forms.CharField(
        label=_("What is new in this version?"),
        required=False,
        max_length=500,
        help_text=_("A sentence for the editors and for yourself."),
    )


class FileStep(StepForms):
    step = Step.FILE

    def build(self, move: str) -> None:
        self.form = FileForm(self.data, self.files)
        has_file = bool(self.submission and self.submission.manuscript)
        needs_file = not self.submission or self.submission.needs_file
        self.form.needed = ("file",) if needs_file and not has_file else ()
        if not has_file:
            del self.form.fields["note"]

    def forms(self) -> list[forms.Form]:
        return [self.form]

    def read_stored(self) -> str:
        manuscript = self.submission.manuscript if self.submission else None
        return manuscript.sha256 if manuscript else ""

    def typed(self) -> str:
        # A file is kept as one more version: none replaces another.
        return self.stored

    @property
    def note(self) -> str:
        """What the author says of the version; only after `is_valid`."""
        return self.form.cleaned_data.get("note", "")

    @property
    def content(self) -> Content:
        return Content()

    def check_complete(self) -> None:
        has_file = self.submission and self.submission.manuscript
        if self.submission.needs_file and not has_file and not self.form.errors:
            self.form.add_error("file", _("Choose the file of your paper."))

    def refuse_file(self, messages: list[str]) -> None:
        """Say beside the file why it was not taken."""
        self.form.is_valid()
        for message in messages:
            self.form.add_error("file", message)
        self.collect_problems()
