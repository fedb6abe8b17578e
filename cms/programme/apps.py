from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProgrammeConfig(AppConfig):
    name = "cms.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: models cannot be imported before.
        from cms.accounts import roles  # noqa: PLC0415
        from cms.core.navigation import add_to_menu  # noqa: PLC0415
        from cms.programme import places  # noqa: F401, PLC0415

        add_to_menu(_("Programme"), "programme:programmes", order=35)
        roles.register(
            roles.Role(
                "programme",
                "Programme committee",
                pgettext_lazy("role", "programme committee"),
                _("Composes programmes and releases them."),
            )
        )
