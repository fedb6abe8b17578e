from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "cms.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: models cannot be imported before.
        from cms.accounts import chapter, chores, own_data, receivers  # noqa: PLC0415

        receivers.connect()
        chores.connect()
        own_data.register(chapter.ACCOUNT)


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's pages for people, with our one field for the name."""

    user_viewset = "cms.accounts.viewsets.UserViewSet"
