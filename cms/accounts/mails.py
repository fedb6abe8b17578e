"""The mails of the accounts, each in the reader's language."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from cms.accounts.models import User


def send_password_reset(user: User) -> None:
    """Send a link for a new password; its host comes from the settings only."""
    with translation.override(user.language):
        path = reverse(
            "accounts:password_reset_confirm",
            kwargs={
                "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
                "token": default_token_generator.make_token(user),
            },
        )
        context = {"user": user, "link": f"{settings.WAGTAILADMIN_BASE_URL}{path}"}
        mail = EmailMultiAlternatives(
            subject=_("A new password for COOP"),
            body=render_to_string("accounts/mail/password_reset.txt", context),
            to=[user.email],
        )
        mail.attach_alternative(
            render_to_string("accounts/mail/password_reset.html", context),
            "text/html",
        )
        mail.send()
