"""A row becomes a message (RFC 5322)."""

from collections.abc import Iterable
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from cms.outbox import wording
from cms.outbox.models import Mail
from cms.outbox.values import one_line, plain
from cms.outbox.wording import Words


def message_id(mail: Mail) -> str:
    """Return the same identifier for each attempt, so that a duplicate shows."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{mail.uuid}@{host or 'localhost'}>"


def message(
    mail: Mail, connection, parts: Iterable[tuple[str, bytes, str]] = ()
) -> EmailMultiAlternatives:
    """Return what is handed to the mail server; `parts` are its attachments."""
    words = Words(mail.subject, wording.close(mail.text, mail.secrets))
    text, html = wording.with_frame(words, mail.language)
    made = EmailMultiAlternatives(
        subject=one_line(mail.subject),
        body=text,
        to=[header_address(mail.name, mail.address)],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={
            "Message-ID": message_id(mail),
            "Content-Language": mail.language,
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )
    made.attach_alternative(html, "text/html")
    for part in parts:
        made.attach(*part)
    return made


def header_address(name: str, address: str) -> str:
    """Return name and address for a header; the name is never an address itself."""
    return formataddr((one_line(plain(name))[:100], address))
