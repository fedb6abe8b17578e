"""Shows drafts to people without an account, by links that end."""

from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Page

from cms.translation import permissions
from cms.translation.exceptions import NotAllowed
from cms.translation.models import PreviewLink

LASTING = timedelta(days=14)


def share_preview(
    *, page: Page, by, note: str = "", now: datetime | None = None
) -> PreviewLink:
    """Make a link that shows the page's newest draft for two weeks.

    Raises:
        NotAllowed: when the person may not edit the page.
    """
    if not permissions.may_edit(by, page):
        message = "This person may not show this page to others."
        raise NotAllowed(message, page)
    now = now or timezone.now()
    return PreviewLink.objects.create(
        page=page, note=note, created_by=by, created_at=now, expires_at=now + LASTING
    )


def revoke_preview(*, link: PreviewLink, by, now: datetime | None = None) -> None:
    """End a link at once.

    Raises:
        NotAllowed: when the person may not edit the page.
    """
    if not permissions.may_edit(by, link.page):
        message = "This person may not end this link."
        raise NotAllowed(message, link)
    link.revoked_at = now or timezone.now()
    link.save(update_fields=["revoked_at"])
