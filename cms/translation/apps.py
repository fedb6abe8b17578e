from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "cms.translation"
    label = "translation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.translation import listeners  # noqa: PLC0415 - app ready

        listeners.listen(self)
