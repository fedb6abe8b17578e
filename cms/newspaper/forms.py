"""What is filled in at the newspaper's desk."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

MOST_ARTICLES = 500


class ReleaseForm(forms.Form):
    """When the issue appears."""

    at = forms.DateTimeField(
        label=_("moment"),
        required=False,
        help_text=_("Left empty, the issue appears at once."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )


class WaiverForm(forms.Form):
    """Which language an issue appears without, and why."""

    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)
    reason = forms.CharField(
        label=_("reason"),
        max_length=300,
        help_text=_("Readers see it on the page of the issue."),
    )


class OrderForm(forms.Form):
    """The articles in the order that somebody dragged them to."""

    order = forms.CharField(max_length=MOST_ARTICLES * 37)

    def clean_order(self) -> list[UUID]:
        try:
            return [UUID(key) for key in self.cleaned_data["order"].split()]
        except ValueError as problem:
            message = "This is no order of articles."
            raise forms.ValidationError(message) from problem
