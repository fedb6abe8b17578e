"""What a partner says of a webhook."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.api.v1.resources import FOLLOWED
from cms.webhooks.models import Webhook


class WebhookForm(forms.ModelForm):
    address = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    resources = forms.MultipleChoiceField(
        label=_("Resources"),
        choices=[(name, name) for name in FOLLOWED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all."),
    )
    locales = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all."),
    )

    class Meta:
        model = Webhook
        fields = ["name", "address", "resources", "locales"]
