from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "cms.press"
    label = "press"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: models cannot be imported before.
        from cms.core import housekeeping  # noqa: PLC0415
        from cms.press import leftovers  # noqa: PLC0415

        housekeeping.register(
            housekeeping.Chore(
                "previews",
                "previews of earlier versions, a month after they were made",
                lambda now: leftovers.clear_renditions(now=now),
            )
        )
