"""Who arranges issues and has them compiled."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

COMPILE = "newspaper.compile_issue"
EDITORS = "Newspaper editors"
ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


def may_compile(user) -> bool:
    """Editors with the permission, and administrators."""
    return user.is_active and user.has_perm(COMPILE)


def give_to_editors(newspaper: Page) -> None:
    """Let newspaper editors write and publish a newspaper that was just made."""
    group = Group.objects.filter(name=EDITORS).first()
    rights = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=ON_PAGES
    )
    for right in rights if group else []:
        GroupPagePermission.objects.get_or_create(
            group=group, page_id=newspaper.pk, permission=right
        )
