"""Sign in by password or by mail, sign up."""

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

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


class MailLinkForm(forms.Form):
    """Asks for a link to sign in with."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class SignUpForm(forms.Form):
    """Asks who wants an account; the password comes when the address is proved."""

    name = forms.CharField(
        label=_("Full name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We send a link to this address; it opens your account."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language of our mails to you."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = (get_language() or "sl")[:2]


class OpenAccountForm(forms.Form):
    """The last step of signing up: the name once more, and a password if wanted."""

    name = forms.CharField(
        label=_("Full name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        required=False,
        max_length=200,
        help_text=_(
            "At least ten characters; a few unrelated words work well. Leave it "
            "empty if you prefer to sign in by a link in a mail."
        ),
        widget=forms.PasswordInput(
            # Shown again after an error elsewhere: nothing typed is lost.
            render_value=True,
            attrs={"autocomplete": "new-password"},
        ),
    )

    def __init__(self, *args, email: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("password"):
            user = User(email=self.email, name=cleaned.get("name", ""))
            try:
                validate_password(cleaned["password"], user)
            except ValidationError as problem:
                self.add_error("password", problem)
        return cleaned
