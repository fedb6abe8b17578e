"""What is taken away, and of which call."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Call


class CallForm(forms.Form):
    """One call, or all of them."""

    call = forms.ModelChoiceField(
        label=_("Call for papers"),
        queryset=Call.objects.none(),
        required=False,
        empty_label=_("All"),
        to_field_name="slug",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = Call.objects.prefetch_related("texts")
