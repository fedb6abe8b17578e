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

from cms.accounts.enums import MailLinkPurpose
from cms.accounts.models import MailLink, User


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
        _send("password_reset", _("A new password for COOP"), user.email, context)


def send_link(link: MailLink, token: str, *, known: bool) -> None:
    """Send the link that opens a session; `known` when a sign-up met an account.

    The typed name of a sign-up is left out: whoever typed it may not be the reader.
    """
    person = link.person
    with translation.override(person.language if person else link.language):
        path = reverse("accounts:mail_link", kwargs={"token": token})
        context = {
            "person": person,
            "known": known,
            "link": f"{settings.WAGTAILADMIN_BASE_URL}{path}",
        }
        if link.purpose == MailLinkPurpose.SIGN_IN:
            template, subject = "sign_in_link", _("Your link to sign in to COOP")
        else:
            template, subject = "sign_up_link", _("Open your COOP account")
        address = person.email if person else link.email
        _send(template, subject, address, context)


def _send(template: str, subject: str, address: str, context: dict) -> None:
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"accounts/mail/{template}.txt", context),
        to=[address],
    )
    mail.attach_alternative(
        render_to_string(f"accounts/mail/{template}.html", context), "text/html"
    )
    mail.send()
