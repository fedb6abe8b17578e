"""Editors of one language: they write and publish below its front page."""

from django.utils.translation import gettext_lazy as _

from cms.accounts import roles

GROUPS = {
    "sl": "Editors of Slovenian pages",
    "it": "Editors of Italian pages",
    "en": "Editors of English pages",
}
LABELS = {
    "sl": _("editor of Slovenian pages"),
    "it": _("editor of Italian pages"),
    "en": _("editor of English pages"),
}


def register() -> None:
    """Name the roles; their rights come with a migration."""
    does = _("Writes, translates and publishes pages in this language alone.")
    roles.register(
        *(
            roles.Role(f"editor_{language}", group, LABELS[language], does)
            for language, group in GROUPS.items()
        )
    )
