"""Publishes what editors scheduled in Wagtail, a page with its translations at once."""

import logging
from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.translation import mails
from cms.translation.exceptions import NotPublishable
from cms.translation.operations.releasing import release_due

logger = logging.getLogger(__name__)


def publish_due(*, now: datetime | None = None) -> None:
    """Publish and take back whatever is due; in place of Wagtail's own command.

    Wagtail stops at the first page that cannot be published, and leaves all others.
    """
    now = now or timezone.now()
    release_due(now=now)
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
        page.specific.unpublish(
            set_expired=True, log_action="wagtail.unpublish.scheduled"
        )
    due = Revision.objects.filter(approved_go_live_at__lte=now)
    families: dict[object, list[Revision]] = defaultdict(list)
    for revision in due.order_by("approved_go_live_at", "pk"):
        owner = revision.content_object
        key = getattr(owner, "translation_key", None) or revision.pk
        families[key].append(revision)
    for revisions in families.values():
        _publish_together(revisions)


@transaction.atomic
def _publish_family(revisions: list[Revision]) -> None:
    for revision in revisions:
        revision.publish(log_action="wagtail.publish.scheduled")


def _publish_together(revisions: list[Revision]) -> None:
    try:
        _publish_family(revisions)
    except NotPublishable as problem:
        logger.warning("Not published as scheduled: %s", problem)
        ids = [revision.pk for revision in revisions]
        Revision.objects.filter(pk__in=ids).update(approved_go_live_at=None)
        for revision in revisions:
            mails.send_not_published(revision, problem)
