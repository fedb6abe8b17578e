from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "cms.publications"
    label = "publications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: models cannot be imported before.
        from cms.core import references  # noqa: PLC0415
        from cms.core.navigation import add_to_menu  # noqa: PLC0415
        from cms.publications import invariants, rules  # noqa: F401, PLC0415
        from cms.publications.references import paper_at  # noqa: PLC0415

        references.register(paper_at)
        add_to_menu(_("Proceedings"), "publications:volumes", order=30)
