"""What an editor says to a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    note = forms.CharField(
        label=_("Note to the author"),
        required=False,
        max_length=5000,
        help_text=_("The author reads it in the mail and on the submission's page."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
