"""What editors type at the outbox."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.outbox import operations
from cms.outbox.exceptions import TemplateInvalid
from cms.outbox.kinds import Kind
from cms.outbox.models import Mail
from cms.outbox.wording import Words, names_in


class WordsForm(forms.Form):
    """A subject and a text, with placeholders in braces."""

    subject = forms.CharField(
        label=gettext_lazy("Subject"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "w-w-full"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy(
            "An empty line begins a new paragraph. The greeting of the project and "
            "the funding statement are added below."
        ),
    )

    @property
    def words(self) -> Words:
        return Words(self.cleaned_data["subject"], self.cleaned_data["text"])

    def refuse(self, problem: TemplateInvalid) -> None:
        """Say beside the field which placeholder is too many, and which is missing."""
        for name in sorted(problem.unknown):
            in_text = name in names_in(self.cleaned_data.get("text", ""))
            self.add_error(
                "text" if in_text else "subject",
                _("There is no placeholder {%(name)s} in this mail.") % {"name": name},
            )
        for name in sorted(problem.missing):
            self.add_error(
                "text",
                _("The mail needs {%(name)s}: without it the reader cannot go on.")
                % {"name": name},
            )


class TemplateForm(WordsForm):
    def __init__(self, *args, kind: Kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"subject", "text"} <= set(cleaned):
            try:
                operations.check_template(self.kind, self.words)
            except TemplateInvalid as problem:
                self.refuse(problem)
        return cleaned


class MailForm(WordsForm):
    def __init__(self, *args, mail: Mail, **kwargs):
        super().__init__(
            *args, initial={"subject": mail.subject, "text": mail.text}, **kwargs
        )
        self.fields["subject"].max_length = 300
        self.fields["text"].max_length = 20_000


class AddressForm(forms.Form):
    """Where a mail that came back is to go."""

    address = forms.EmailField(label=gettext_lazy("E-mail address"))
