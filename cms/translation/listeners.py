"""Follows what happens to pages: the board, outdated passages, and what may go live."""

from functools import partial
from uuid import UUID

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_save
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState, get_page_models
from wagtail.signals import (
    page_published,
    page_unpublished,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from cms.translation.enums import ProblemKind
from cms.translation.exceptions import NotPublishable
from cms.translation.models import Target, TrashPage
from cms.translation.operations.board import settle, settle_all
from cms.translation.operations.checking import Problem, check_publishable
from cms.translation.operations.refreshing import source_of

WORKFLOW = (
    workflow_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_cancelled,
)


def listen(config: AppConfig) -> None:
    """Connect with the signals of Django and Wagtail; called once, by ready()."""
    for model in get_page_models():
        pre_save.connect(
            before_save, sender=model, dispatch_uid=f"translation-before-{model}"
        )
        post_save.connect(
            after_save, sender=model, dispatch_uid=f"translation-after-{model}"
        )
        post_delete.connect(
            after_delete, sender=model, dispatch_uid=f"translation-gone-{model}"
        )
    page_published.connect(published, dispatch_uid="translation-published")
    page_unpublished.connect(changed, dispatch_uid="translation-unpublished")
    post_migrate.connect(migrated, sender=config, dispatch_uid="translation-migrated")
    post_save.connect(scheduled, sender=Revision, dispatch_uid="translation-schedule")
    for signal in WORKFLOW:
        signal.connect(reviewed, dispatch_uid="translation-reviewed")


def before_save(sender, instance: Page, raw: bool = False, **kwargs) -> None:
    """Let no page go live that is not in its language, whoever publishes it."""
    if raw or not instance.live:
        return
    if instance.alias_of_id and instance.alias_of.locale_id != instance.locale_id:
        # It would show the text of another language under this one's address.
        instance.live = False
        instance.has_unpublished_changes = True
        return
    if instance.live_revision_id is None:
        return
    if instance.pk and TrashPage.objects.ancestor_of(instance).exists():
        words = _("This page is in the trash: restore it first.")
        raise NotPublishable(instance, [Problem(ProblemKind.TRASH, words=words)])
    known = Page.objects.filter(
        pk=instance.pk, live=True, live_revision_id=instance.live_revision_id
    )
    if not known.exists():
        check_publishable(page=instance)


def after_save(sender, instance: Page, created: bool, raw: bool = False, **kwargs):
    if created and not raw:
        _settle_later(instance.translation_key)


def after_delete(sender, instance: Page, **kwargs) -> None:
    _settle_later(instance.translation_key)


def changed(sender, instance: Page, **kwargs) -> None:
    _settle_later(instance.translation_key)


def published(sender, instance: Page, **kwargs) -> None:
    """Note that what is translated from the page may be outdated now."""
    _settle_later(instance.translation_key)
    source = source_of(instance)
    if source is not None:
        # By name, since tasks call operations and not the other way round.
        enqueue = import_string("cms.translation.tasks.refresh").enqueue
        transaction.on_commit(partial(enqueue, source_id=source.pk))


def scheduled(sender, instance: Revision, raw: bool = False, **kwargs) -> None:
    """Have a page that an editor scheduled published at its moment."""
    moment = instance.approved_go_live_at
    if moment and not raw:
        wake_up = import_string("cms.translation.tasks.wake_up")
        transaction.on_commit(partial(wake_up, moment))


def reviewed(sender, instance: WorkflowState, **kwargs) -> None:
    if isinstance(instance.content_object, Page):
        _settle_later(instance.content_object.translation_key)


def migrated(using: str, **kwargs) -> None:
    """Fill the board of a site that had pages before it had a board."""
    names = connections[using].introspection.table_names()
    is_there = using == "default" and Target._meta.db_table in names
    if is_there and not Target.objects.exists():
        settle_all()


def _settle_later(key: UUID) -> None:
    transaction.on_commit(partial(settle, keys=[key]))
