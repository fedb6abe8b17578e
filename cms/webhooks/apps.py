from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "cms.webhooks"
    label = "webhooks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.accounts import own_data  # noqa: PLC0415 - after the models
        from cms.api.signals import ledger_settled  # noqa: PLC0415 - after the models
        from cms.webhooks import chapter  # noqa: PLC0415
        from cms.webhooks.tasks import tell_receivers  # noqa: PLC0415

        ledger_settled.connect(tell_receivers, dispatch_uid="webhooks")
        own_data.register(chapter.PARTNER)
