"""Who may do what with translations."""

from collections.abc import Iterable

from wagtail.models import Page


def may_start(user) -> bool:
    """Whether the person may have pages translated."""
    return user.has_perm("wagtail_localize.submit_translation")


def may_edit(user, page: Page) -> bool:
    """Whether the person may translate this page."""
    return page.permissions_for_user(user).can_edit()


def may_publish(user, page: Page) -> bool:
    """Whether the person may publish this page, and answer for it."""
    return page.permissions_for_user(user).can_publish()


def may_publish_all(user, pages: Iterable[Page]) -> bool:
    return all(may_publish(user, page) for page in pages)
