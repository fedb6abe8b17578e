from django.apps import AppConfig


class NewspaperConfig(AppConfig):
    name = "cms.newspaper"
    label = "newspaper"
    default_auto_field = "django.db.models.BigAutoField"
