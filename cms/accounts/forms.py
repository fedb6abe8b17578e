"""Sign in, sign up, profile."""

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import (
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from cms.accounts import operations
from cms.accounts.backends import address_of
from cms.accounts.enums import AttemptKind
from cms.accounts.models import User


class SignInForm(AuthenticationForm):
    username = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )

    error_messages = {
        "invalid_login": _(
            "The e-mail address and the password do not match. "
            "Passwords are case-sensitive."
        ),
        "limited": _(
            "There have been too many attempts to sign in to this account. "
            "Wait a quarter of an hour, or ask for a new password."
        ),
        "inactive": _("This account is closed."),
    }

    def get_invalid_login_error(self) -> ValidationError:
        limited = operations.is_limited(
            kind=AttemptKind.SIGN_IN,
            account=self.cleaned_data.get("username", ""),
            address=address_of(self.request),
            now=timezone.now(),
        )
        code = "limited" if limited else "invalid_login"
        return ValidationError(self.error_messages[code], code=code)


class SignUpForm(forms.Form):
    name = forms.CharField(
        label=_("Full name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language of our mails to you."),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        help_text=_("At least ten characters; a few unrelated words work well."),
        widget=forms.PasswordInput(
            # Shown again after an error elsewhere: nothing typed is lost.
            render_value=True,
            attrs={"autocomplete": "new-password"},
        ),
    )

    taken = _("There is an account with this address already: sign in instead.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = (get_language() or "sl")[:2]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError(self.taken, code="taken")
        return email

    def clean(self) -> dict:
        cleaned = super().clean()
        if "password" in cleaned:
            user = User(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
            try:
                validate_password(cleaned["password"], user)
            except ValidationError as problem:
                self.add_error("password", problem)
        return cleaned


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class NameInTwoParts:
    """Wagtail asks for two names; we keep one, as it is printed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_name"].initial = self.instance.first_name
        self.fields["last_name"].initial = self.instance.last_name

    def save(self, commit: bool = True):
        parts = self.cleaned_data["first_name"], self.cleaned_data["last_name"]
        self.instance.name = " ".join(part.strip() for part in parts).strip()
        return super().save(commit)


class AdminUserCreationForm(NameInTwoParts, UserCreationForm):
    pass


class AdminUserEditForm(NameInTwoParts, UserEditForm):
    pass
