"""What people say of themselves, and how they leave."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import Profile, User
from cms.accounts.orcid import validate_orcid


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Full name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language of our mails to you."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages that you read"),
        choices=settings.LANGUAGES,
        required=False,
        help_text=_("Papers for review are chosen by them."),
        widget=forms.CheckboxSelectMultiple,
    )
    affiliation = forms.CharField(
        label=_("Affiliation"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.CharField(
        label=_("Country"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "country-name"}),
    )
    orcid = forms.CharField(
        label="ORCID iD",
        max_length=19,
        required=False,
        validators=[validate_orcid],
        help_text=_("Sixteen characters with hyphens, e.g. 0000-0002-1825-0097."),
    )
    expertise = forms.CharField(
        label=_("Fields of expertise"),
        max_length=500,
        required=False,
        help_text=_("Separate with commas."),
    )

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, initial=_said(person), **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[f"biography_{code}"] = forms.CharField(
                label=_("Biographical note (%(language)s)") % {"language": name},
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5, "lang": code}),
            )

    @property
    def said(self) -> dict:
        """What was typed, as the operation takes it."""
        cleaned = dict(self.cleaned_data)
        biographies = {
            code: cleaned.pop(f"biography_{code}") for code, _name in settings.LANGUAGES
        }
        return {**cleaned, "biographies": biographies}


def _said(person: User) -> dict:
    profile = Profile.objects.filter(person=person).prefetch_related("texts").first()
    said = {"name": person.name, "language": person.language}
    if profile is None:
        return said
    texts = {
        f"biography_{text.language}": text.biography for text in profile.texts.all()
    }
    return {
        **said,
        **texts,
        "languages": profile.languages,
        "affiliation": profile.affiliation,
        "country": profile.country,
        "orcid": profile.orcid,
        "expertise": profile.expertise,
    }


class EraseForm(forms.Form):
    """Asks for the address once more, so that nobody leaves by a slip."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("Type it once more to confirm."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    error = _("This is not the address of your account.")

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if email.strip().lower() != self.person.email.lower():
            raise forms.ValidationError(self.error, code="other")
        return email
