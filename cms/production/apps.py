from django.apps import AppConfig


class ProductionConfig(AppConfig):
    name = "cms.production"
    label = "production"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: models cannot be imported before.
        from cms.accounts import own_data  # noqa: PLC0415
        from cms.core import housekeeping  # noqa: PLC0415
        from cms.production import (  # noqa: PLC0415
            chapter,
            desk,  # noqa: F401
            invariants,  # noqa: F401
            operations,
            rules,  # noqa: F401
        )

        own_data.register(chapter.PRODUCTION)
        housekeeping.register(
            housekeeping.Chore(
                "proofs",
                "reminders of overdue proofs; after two of them, the approval",
                lambda now: sum(operations.remind_overdue(now=now)),
            )
        )
