"""What stands in the place of placeholders: texts that are never links, and links."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone

# A dot that a mail program could take for part of an address: evil.example.
ADDRESS_DOT = re.compile(r"(?<=\w)[.\u3002\uff0e\uff61](?=[^\W\d_]{2})")
# What could be taken for one of our own placeholders.
BRACES = re.compile(r"\{(\w+)\}")
SCHEME = re.compile(r"(?<=\w):(?=//)")
MAILTO = re.compile(r"(?i)\b(mailto|tel|sms|javascript|data):")
# Controls, and marks that turn the direction of a text or hide in it.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


@dataclass(frozen=True)
class Link:
    """An address of this site, written in the recipient's language.

    A secret one holds a token: it leaves the database when the mail has left.
    """

    view: str
    kwargs: Mapping = field(default_factory=dict)
    secret: bool = False

    @property
    def url(self) -> str:
        # The host of the request is the sender's to choose: never used here.
        return (
            f"{settings.WAGTAILADMIN_BASE_URL}{reverse(self.view, kwargs=self.kwargs)}"
        )


def link(view: str, *, secret: bool = False, **kwargs) -> Link:
    """Return the link to a view of this site."""
    return Link(view, kwargs, secret)


def plain(text: str) -> str:
    """Return somebody's text as text: without controls, and never a link."""
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = SCHEME.sub("[:]", text)
    text = MAILTO.sub(r"\1[:]", text)
    text = BRACES.sub(r"{ \1 }", text)
    return ADDRESS_DOT.sub("[.]", text).strip()


def one_line(text: str) -> str:
    """Return the text without line ends, which a mail's header must not have."""
    return " ".join(text.split())


def written(value: object) -> list[str]:
    """Return the kind of a value and its words, for the active language.

    Secret links stay open here: `["secret", ""]`.
    """
    if isinstance(value, Callable):
        value = value()
    if isinstance(value, Link):
        return ["secret", ""] if value.secret else ["link", value.url]
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return ["text", formats.date_format(local, "DATETIME_FORMAT")]
    if isinstance(value, date):
        return ["text", formats.date_format(value, "DATE_FORMAT")]
    return ["text", plain(str("" if value is None else value))]
