from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "cms.webhooks"
    label = "webhooks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.api.signals import ledger_settled  # noqa: PLC0415 - after the models
        from cms.webhooks.tasks import tell_receivers  # noqa: PLC0415

        ledger_settled.connect(tell_receivers, dispatch_uid="webhooks")
