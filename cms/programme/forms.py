"""The note that goes with a release."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.programme.fields import LanguagesFormField


class ReleaseForm(forms.Form):
    notes = LanguagesFormField(
        max_length=1000,
        rows=3,
        required=False,
        label=_("Note to the public"),
        help_text=_("What is new, in a sentence; the changes are listed below it."),
    )
