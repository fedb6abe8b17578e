from django.apps import AppConfig


class NewspaperConfig(AppConfig):
    name = "cms.newspaper"
    label = "newspaper"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.newspaper import listeners, roles  # noqa: PLC0415 - app ready

        listeners.listen()
        roles.register()
