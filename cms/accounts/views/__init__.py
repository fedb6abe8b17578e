"""The doors, one's own account, and everybody's roles."""

from cms.accounts.views.doors import (
    MailLinkSentView,
    MailLinkView,
    MailLinkWishView,
    PasswordChangeView,
    PasswordResetConfirmView,
    PasswordResetSentView,
    PasswordResetView,
    SignInView,
    SignOutView,
    SignUpView,
)
from cms.accounts.views.own import EraseView, OwnDataView, ProfileView
from cms.accounts.views.roles import ActView, PersonView, RolesView, StopActingView

__all__ = [
    "ActView",
    "EraseView",
    "MailLinkSentView",
    "MailLinkView",
    "MailLinkWishView",
    "OwnDataView",
    "PasswordChangeView",
    "PasswordResetConfirmView",
    "PasswordResetSentView",
    "PasswordResetView",
    "PersonView",
    "ProfileView",
    "RolesView",
    "SignInView",
    "SignOutView",
    "SignUpView",
    "StopActingView",
]
