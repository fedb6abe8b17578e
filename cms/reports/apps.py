from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "cms.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: what is exported and counted adds itself when imported.
        from cms.reports import counts, exports  # noqa: F401, PLC0415
