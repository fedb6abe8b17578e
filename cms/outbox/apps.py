from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "cms.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: models cannot be imported before.
        from cms.accounts import own_data  # noqa: PLC0415
        from cms.core.duties import register  # noqa: PLC0415
        from cms.outbox import chapter, duties, invariants  # noqa: F401, PLC0415

        own_data.register(chapter.MAILS)
        register(self.label, duties.DRAFTS, duties.TROUBLE)
