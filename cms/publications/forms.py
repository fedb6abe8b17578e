"""What editors type about recommendations."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.conference.enums import CHOSEN
from cms.conference.models import Submission
from cms.publications.models import Volume
from cms.publications.operations import Words


class RecommendationForm(WagtailAdminModelForm):
    """Offers the accepted papers, in a fixed number of queries."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].queryset = Submission.objects.filter(
            state__in=CHOSEN
        ).prefetch_related("texts")


class TakeOverForm(forms.Form):
    """A marked recommendation in each language, and the volume that prints it."""

    volume = forms.ModelChoiceField(
        Volume.objects.none(), label=_("Volume"), required=False
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["volume"].queryset = Volume.objects.prefetch_related("texts")
        for code, _name in settings.LANGUAGES:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title"), max_length=300, required=False
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text"),
                max_length=4000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        for code, _name in settings.LANGUAGES:
            title, text = cleaned.get(f"title_{code}"), cleaned.get(f"text_{code}")
            if text and not title:
                self.add_error(f"title_{code}", _("The text needs a title."))
            if title and not text:
                self.add_error(f"text_{code}", _("The title needs a text."))
        return cleaned

    @property
    def words(self) -> dict[str, Words]:
        """Return what was written, by language."""
        return {
            code: Words(
                self.cleaned_data[f"title_{code}"], self.cleaned_data[f"text_{code}"]
            )
            for code, _name in settings.LANGUAGES
        }
