from django.apps import AppConfig


class ProductionConfig(AppConfig):
    name = "cms.production"
    label = "production"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: models cannot be imported before.
        from cms.production import desk, rules  # noqa: F401, PLC0415
