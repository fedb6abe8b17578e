"""Registers the newspaper's desk with the Wagtail admin."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from cms.newspaper.viewsets import NewspaperDesk


@hooks.register("register_admin_viewset")
def register_newspaper() -> NewspaperDesk:
    return NewspaperDesk()


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(
        content_type__app_label="newspaper", codename="compile_issue"
    )
