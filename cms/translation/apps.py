from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "cms.translation"
    label = "translation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.core import housekeeping  # noqa: PLC0415 - app ready
        from cms.translation import listeners, operations  # noqa: PLC0415

        listeners.listen(self)
        housekeeping.register(
            housekeeping.Chore(
                "trash",
                "pages that were thrown away 30 days ago",
                lambda now: operations.empty_trash(now=now),
            )
        )
