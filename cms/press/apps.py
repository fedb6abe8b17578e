from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "cms.press"
    label = "press"
    default_auto_field = "django.db.models.BigAutoField"
