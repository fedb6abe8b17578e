from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "cms.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's pages for people, with our one field for the name."""

    user_viewset = "cms.accounts.viewsets.UserViewSet"
