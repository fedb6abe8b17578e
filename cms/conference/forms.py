"""The form of a submission: a file, texts in three languages, authors in order."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Author, Submission, SubmissionText, validate_orcid
from cms.conference.operations import Content

MAX_AUTHORS = 40
ORCID_ADDRESS = "https://orcid.org/"


@dataclass(frozen=True)
class Problem:
    """One line of the error summary, and the field to which it leads."""

    target: str
    message: str


class AccessibleFields:
    """Connects each widget with its error and its hint for those who listen."""

    # A draft may lack them, a submission may not: so they are never "optional".
    needed: tuple[str, ...] = ()

    def prepare_display(self) -> None:
        for bound in self:
            if bound.name in self.needed:
                bound.field.required = True
            notes = []
            if bound.help_text:
                notes.append(f"{bound.auto_id}_helptext")
            if bound.errors:
                notes.append(f"{bound.auto_id}_error")
                bound.field.widget.attrs["aria-invalid"] = "true"
            if notes:
                bound.field.widget.attrs["aria-describedby"] = " ".join(notes)


class PaperForm(AccessibleFields, forms.Form):
    use_required_attribute = False
    needed = ("file", "paper_language")

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(
        label=_("File"),
        required=False,
        # The gate says what is wrong with it, in its own words.
        allow_empty_file=True,
        help_text=_("DOCX, ODT, MD, or a ZIP with Markdown or LaTeX; 50 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".docx,.odt,.md,.markdown,.zip"}),
    )
    paper_language = forms.ChoiceField(
        label=_("Language of the paper"),
        required=False,
        choices=[("", _("Choose a language")), *settings.LANGUAGES],
    )


class TextForm(AccessibleFields, forms.ModelForm):
    use_required_attribute = False
    needed = ("title", "abstract")

    class Meta:
        model = SubmissionText
        fields = ["title", "abstract", "keywords"]
        widgets = {"abstract": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, language: str, **kwargs):
        super().__init__(*args, prefix=f"text-{language}", **kwargs)
        self.language = language
        self.language_name = get_language_info(language)["name_translated"]
        for field in self.fields.values():
            field.widget.attrs["lang"] = language


class AuthorForm(AccessibleFields, forms.ModelForm):
    use_required_attribute = False
    needed = ("name",)

    class Meta:
        model = Author
        fields = ["name", "email", "affiliation", "country", "orcid", "corresponding"]

    orcid = forms.CharField(
        label="ORCID iD",
        required=False,
        max_length=60,
        help_text=_("For example 0000-0002-1825-0097."),
    )

    def __init__(self, *args, **kwargs):
        # Rows without anything in them do not count; the others need a name.
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, empty_permitted=True, **kwargs)

    def clean_orcid(self) -> str:
        typed = self.cleaned_data["orcid"].strip().removeprefix(ORCID_ADDRESS)
        letters = typed.replace("-", "").replace(" ", "").upper()
        if not letters:
            return ""
        number = "-".join(letters[start : start + 4] for start in range(0, 16, 4))
        validate_orcid(number if len(letters) == 16 else typed)
        return number

    def has_changed(self) -> bool:
        # A row that was loaded from the database counts although nobody typed.
        return any(
            str(self[name].value() or "").strip()
            for name in self.fields
            if name != "corresponding"
        )


class SubmissionForms:
    """All forms of the page as one: rows, errors, and what was typed."""

    def __init__(
        self,
        submission: Submission | None,
        *,
        data: Mapping | None = None,
        files: Mapping | None = None,
        move: str = "",
    ):
        self.submission = submission
        self.data = data
        self.problems: list[Problem] = []
        key = submission.form_key if submission else uuid.uuid4()
        language = submission.paper_language if submission else ""
        self.paper = PaperForm(
            data, files, initial={"form_key": key, "paper_language": language}
        )
        if submission and submission.manuscript:
            self.paper.needed = ("paper_language",)
        stored = self._stored_texts()
        self.texts = [
            TextForm(data, language=code, instance=stored.get(code))
            for code, _name in settings.LANGUAGES
        ]
        self.authors = self._author_forms(move)

    @property
    def form_key(self) -> uuid.UUID:
        """The key that the browser sent, or a new one."""
        try:
            return uuid.UUID(self.data.get("form_key", ""))
        except ValueError:
            return uuid.uuid4()

    def is_valid(self, *, complete: bool) -> bool:
        """Check every form; with `complete`, also whether a paper can be sent."""
        forms_are_valid = [form.is_valid() for form in self._all()]
        if complete:
            self._check_complete()
        self._check_one_corresponding()
        self.collect_problems()
        return all(forms_are_valid) and not self.problems

    def collect_problems(self) -> None:
        """Gather the error summary in the order of the page."""
        self.problems = []
        for form in self._all():
            form.prepare_display()
            for error in form.non_field_errors():
                self.problems.append(Problem("", error))
            for bound in form:
                for error in bound.errors:
                    self.problems.append(Problem(bound.id_for_label, error))

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was typed; only after `is_valid`."""
        return not (
            self.content.paper_language or self.content.texts or self.content.authors
        )

    def refuse_file(self, messages: list[str]) -> None:
        """Say beside the file why it was not taken."""
        self.paper.is_valid()
        for message in messages:
            self.paper.add_error("file", message)

    @property
    def content(self) -> Content:
        """What was typed, as operations want it; only after `is_valid`."""
        return Content(
            paper_language=self.paper.cleaned_data["paper_language"],
            texts=[
                {
                    "language": form.language,
                    **{key: form.cleaned_data[key] for key in form.fields},
                }
                for form in self.texts
                if any(form.cleaned_data.values()) or form.instance.pk
            ],
            authors=[
                {key: form.cleaned_data[key] for key in form.fields}
                for form in self.authors
                if form.has_changed()
            ],
        )

    def _all(self) -> list:
        return [self.paper, *self.texts, *self.authors]

    def _stored_texts(self) -> dict[str, SubmissionText]:
        if self.submission is None:
            return {}
        return {text.language: text for text in self.submission.texts.all()}

    def _author_forms(self, move: str) -> list[AuthorForm]:
        if self.data is None:
            stored = list(self.submission.authors.all()) if self.submission else []
            rows = [forms.model_to_dict(author) for author in stored] or [{}]
            return [
                AuthorForm(prefix=f"author-{place}", initial=row)
                for place, row in enumerate(rows)
            ]
        rows = moved(self._typed_rows(), move)
        return [
            AuthorForm(
                {f"author-{place}-{name}": value for name, value in row.items()},
                prefix=f"author-{place}",
            )
            for place, row in enumerate(rows)
        ]

    def _typed_rows(self) -> list[dict[str, str]]:
        try:
            count = min(max(int(self.data.get("author-count", "1")), 1), MAX_AUTHORS)
        except ValueError:
            count = 1
        rows = []
        for place in range(count):
            typed = {
                name: self.data[f"author-{place}-{name}"]
                for name in AuthorForm.base_fields
                if f"author-{place}-{name}" in self.data
            }
            rows.append(typed)
        return rows

    def _check_complete(self) -> None:
        submission = self.submission
        if not (submission and submission.manuscript) and not self.paper.errors.get(
            "file"
        ):
            self.paper.add_error("file", _("Choose the file of your paper."))
        if not self.paper.cleaned_data.get("paper_language"):
            self.paper.add_error(
                "paper_language", _("Choose the language of the paper.")
            )
        self._check_texts()
        if not any(form.has_changed() for form in self.authors):
            self.authors[0].add_error("name", _("Name at least one author."))

    def _check_texts(self) -> None:
        typed = [form for form in self.texts if any(form.cleaned_data.values())]
        own = self.paper.cleaned_data.get("paper_language")
        # Without any text, ask for it in the paper's own language.
        for form in typed or [
            next((form for form in self.texts if form.language == own), self.texts[0])
        ]:
            if not form.cleaned_data.get("title"):
                form.add_error("title", _("Enter the title of the paper."))
            if not form.cleaned_data.get("abstract"):
                form.add_error("abstract", _("Enter the abstract."))

    def _check_one_corresponding(self) -> None:
        marked = [
            form for form in self.authors if form.cleaned_data.get("corresponding")
        ]
        for form in marked[1:]:
            form.add_error(
                "corresponding", _("Only one author can be the corresponding author.")
            )


def moved(rows: list[dict], move: str) -> list[dict]:
    """Return the rows with one added, removed or moved up, as the button says."""
    verb, _dash, number = move.partition("-author-")
    place = int(number) if number.isascii() and number.isdigit() else -1
    rows = list(rows)
    if move == "add-author" and len(rows) < MAX_AUTHORS:
        rows.append({})
    elif verb == "remove" and 0 <= place < len(rows):
        del rows[place]
    elif verb == "up" and 0 < place < len(rows):
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    return rows or [{}]


class ReasonForm(forms.Form):
    """Why an editor does something; kept in the history, for editors alone."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=5000,
        help_text=_("Kept in the history."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, needs_reason: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason


class DecisionForm(ReasonForm):
    note = forms.CharField(
        label=_("Note to the author"),
        required=False,
        max_length=5000,
        help_text=_("The author reads it in the mail and on the submission's page."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    field_order = ["note", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "For the editors: why it is decided so. The author does not read it."
        )


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Comment"),
        max_length=5000,
        help_text=_(
            "Only editors read it, never the authors of the paper or its reviewers."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
