from django.apps import AppConfig


class ReviewingConfig(AppConfig):
    name = "cms.reviewing"
    label = "reviewing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: models cannot be imported before. These answer the conference.
        from cms.reviewing.operations import guarding, rounds  # noqa: F401, PLC0415
