"""Sign in, sign up, profile, roles."""

from cms.accounts.forms.admin import (
    ActingForm,
    AdminUserCreationForm,
    AdminUserEditForm,
    RolesForm,
)
from cms.accounts.forms.doors import (
    MailLinkForm,
    OpenAccountForm,
    SignInForm,
    SignUpForm,
)
from cms.accounts.forms.profiles import EraseForm, ProfileForm

__all__ = [
    "ActingForm",
    "AdminUserCreationForm",
    "AdminUserEditForm",
    "EraseForm",
    "MailLinkForm",
    "OpenAccountForm",
    "ProfileForm",
    "RolesForm",
    "SignInForm",
    "SignUpForm",
]
