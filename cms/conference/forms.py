"""What an editor says to a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.conference.steps.base import AccessibleFields


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


class LeavingForm(AccessibleFields, ReasonForm):
    """Why an author leaves."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("The editors read it.")


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
