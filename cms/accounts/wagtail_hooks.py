"""Registers the page of people and roles with the Wagtail admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.accounts import views


class AdministratorsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.is_superuser


@hooks.register("register_admin_urls")
def role_pages() -> list:
    return [
        path("roles/", views.RolesView.as_view(), name="account_roles"),
        path(
            "roles/<int:pk>/", views.PersonView.as_view(), name="account_roles_person"
        ),
        path("roles/<int:pk>/act/", views.ActView.as_view(), name="account_act"),
    ]


@hooks.register("register_settings_menu_item")
def roles_item() -> MenuItem:
    return AdministratorsItem(
        _("People and roles"), reverse("account_roles"), icon_name="group", order=601
    )
