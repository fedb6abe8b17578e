"""What translators and editors fill in."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Locale

from cms.translation.enums import TargetState
from cms.translation.models import PreviewLink, Waiver


class LocaleChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Locale) -> str:
        return dict(settings.LANGUAGES).get(obj.language_code, obj.language_code)


class LocaleChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Locale) -> str:
        return dict(settings.LANGUAGES).get(obj.language_code, obj.language_code)


class BoardForm(forms.Form):
    """What of the board is shown."""

    q = forms.CharField(label=_("title"), required=False, max_length=200)
    locale = LocaleChoice(
        label=_("language"),
        queryset=Locale.objects.all(),
        to_field_name="language_code",
        required=False,
        empty_label=_("all languages"),
    )
    state = forms.ChoiceField(label=_("state"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("all states")), *TargetState.choices]


class StartForm(forms.Form):
    """Into which languages a page is translated, and with what."""

    locales = LocaleChoices(
        label=_("languages"),
        queryset=Locale.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    with_subtree = forms.BooleanField(
        label=_("with all pages below it"), required=False
    )
    by_machine = forms.BooleanField(
        label=_("have a machine translate drafts"),
        required=False,
        help_text=_("Readers see that a machine translated it until you review it."),
    )

    def __init__(self, *args, locales, machine: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locales"].queryset = locales
        if not machine:
            del self.fields["by_machine"]


class FileForm(forms.Form):
    file = forms.FileField(label=_("PO or XLIFF file"))


class ReleaseForm(forms.Form):
    """When pages go live together."""

    name = forms.CharField(label=_("name"), max_length=200)
    at = forms.DateTimeField(label=_("moment"), widget=AdminDateTimeInput)
    with_subtree = forms.BooleanField(
        label=_("with all pages below it"), required=False
    )


class WaiverForm(forms.ModelForm):
    class Meta:
        model = Waiver
        fields = ["reason"]


class PreviewForm(forms.ModelForm):
    class Meta:
        model = PreviewLink
        fields = ["note"]
