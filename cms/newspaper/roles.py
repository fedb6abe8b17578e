"""Newspaper editors: they arrange, compile and publish issues in all languages."""

from django.utils.translation import gettext_lazy as _

from cms.accounts import roles
from cms.newspaper.permissions import EDITORS


def register() -> None:
    """Name the role; its rights come with a migration, and with each newspaper."""
    roles.register(
        roles.Role(
            "newspaper_editor",
            EDITORS,
            _("newspaper editor"),
            _("Writes, arranges, compiles and publishes issues of the newspaper."),
        )
    )
