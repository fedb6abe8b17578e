from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "cms.publications"
    label = "publications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: models cannot be imported before.
        from cms.core import cards, references  # noqa: PLC0415
        from cms.core.navigation import add_to_menu  # noqa: PLC0415
        from cms.publications import invariants, rules  # noqa: F401, PLC0415
        from cms.publications.cards import (  # noqa: PLC0415
            PAPER,
            VOLUME,
            paper_card,
            volume_card,
        )
        from cms.publications.references import paper_at  # noqa: PLC0415

        references.register(paper_at)
        cards.register(VOLUME, volume_card)
        cards.register(PAPER, paper_card)
        add_to_menu(_("Proceedings"), "publications:volumes", order=30)
