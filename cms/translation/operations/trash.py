"""Pages that are thrown away can be had back for 30 days, with their translations."""

import logging
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Locale, Page, Revision

from cms.translation.exceptions import NoPlace, NotAllowed, NotPublishable
from cms.translation.models import Thrown, TrashPage
from cms.translation.operations.board import settle
from cms.translation.operations.starting import origin_of
from cms.translation.operations.together import together

logger = logging.getLogger(__name__)
KEPT = timedelta(days=30)


def family_of(page: Page, by) -> list[Page]:
    """Return what is thrown away with a page: its translations, if it is their source.

    Translations that the person may not delete stay where they are.
    """
    found = [page.specific]
    if origin_of(page).pk == page.pk:
        found += [
            one
            for one in page.get_translations().filter(alias_of=None).specific()
            if one.permissions_for_user(by).can_delete()
        ]
    return found


@transaction.atomic
def throw_away(*, page: Page, by, now: datetime) -> list[Thrown]:
    """Take the page, its subpages and its translations out of the site.

    Raises:
        NotAllowed: when the person may not delete the page, or nobody may.
    """
    if page.is_site_root() or not page.permissions_for_user(by).can_delete():
        message = "This person may not delete this page."
        raise NotAllowed(message, page)
    batch = uuid4()
    thrown = []
    for one in family_of(page, by):
        parent = one.get_parent()
        live = {}
        for each in one.get_descendants(inclusive=True).live().specific():
            live[str(each.pk)] = each.live_revision_id
            each.unpublish(user=by)
        row = Thrown(page_id=one.pk, parent=parent, batch=batch, live=live)
        row.at, row.by = now, by
        _move(one.pk, _trash(), by)
        row.save()
        thrown.append(row)
    _settle(thrown)
    return thrown


@transaction.atomic
def restore(*, thrown: Thrown, by) -> list[Page]:
    """Put back what was thrown away together, and make public what was public.

    Return the pages that could not be made public, since a rule speaks against it.

    Raises:
        NoPlace: when the page that they stood below is gone itself.
        NotAllowed: when the person may not add pages there.
    """
    rows = list(
        Thrown.objects.filter(batch=thrown.batch).select_related("page", "parent")
    )
    for row in rows:
        if row.parent is None or is_in_trash(row.parent):
            message = "The page above is gone."
            raise NoPlace(message, row)
        if not may_restore(row, by):
            message = "This person may not put the page back."
            raise NotAllowed(message, row)
    live = {}
    for row in rows:
        _put_back(row, by)
        live |= row.live
    pages = Page.objects.filter(pk__in=[int(pk) for pk in live])
    with together(pages.values_list("translation_key", flat=True)):
        held = [
            page
            for page in pages.order_by("path")
            if not _made_public(page, live[str(page.pk)], by)
        ]
    _settle(rows)
    for row in rows:
        row.delete()
    return held


def may_restore(thrown: Thrown, by) -> bool:
    """Whether the person may add pages where this one stood."""
    if thrown.parent is None:
        return by.is_superuser
    return thrown.parent.permissions_for_user(by).can_add_subpage()


@transaction.atomic
def bring_back_draft(*, key, locale: Locale) -> None:
    """Put a translation that lies in the trash back as a draft: it is wanted again."""
    row = Thrown.objects.filter(page__translation_key=key, page__locale=locale).first()
    if row is None or row.parent is None or is_in_trash(row.parent):
        return
    _put_back(row, None)
    row.delete()


def empty_trash(*, now: datetime) -> int:
    """Delete what was thrown away 30 days ago, for good; return how many pages."""
    old = Thrown.objects.filter(at__lt=now - KEPT).values_list("page_id", flat=True)
    count = 0
    for pk in list(old):
        page = Page.objects.filter(pk=pk).first()
        if page is not None:
            page.specific.delete()
            count += 1
    return count


def is_in_trash(page: Page) -> bool:
    return TrashPage.objects.ancestor_of(page, inclusive=True).exists()


def _trash() -> TrashPage:
    found = TrashPage.objects.first()
    if found is not None:
        return found
    page = TrashPage(title="Trash", slug="trash", live=False)
    return Page.get_first_root_node().add_child(instance=page)


def _put_back(row: Thrown, by) -> None:
    page = Page.objects.get(pk=row.page_id)
    parent = Page.objects.get(pk=row.parent_id)
    taken = set(parent.get_children().values_list("slug", flat=True))
    slug, number = page.slug, 2
    while slug in taken:
        slug, number = f"{page.slug}-{number}", number + 1
    if slug != page.slug:
        page.slug = slug
        page.save(update_fields=["slug"])
    _move(page.pk, parent, by)


def _move(pk: int, parent: Page, by) -> None:
    # Each move shifts paths: look the page up anew.
    page = Page.objects.get(pk=pk)
    action = MovePageAction(page, parent, pos="last-child", user=by)
    # Nobody may write below the trash; who may throw away and restore is asked before.
    action.execute(skip_permission_checks=True)


def _made_public(page: Page, revision: int | None, by) -> bool:
    kept = Revision.objects.filter(pk=revision).first()
    try:
        with transaction.atomic():
            if kept is None:
                page = page.specific
                page.live = True
                page.save()
            else:
                kept.publish(user=by, skip_permission_checks=True)
    except NotPublishable as problem:
        logger.info("Restored as a draft: %s", problem)
        return False
    return True


def _settle(rows: list[Thrown]) -> None:
    pages = Page.objects.filter(pk__in=[row.page_id for row in rows])
    keys = {
        key
        for page in pages
        for key in page.get_descendants(inclusive=True).values_list(
            "translation_key", flat=True
        )
    }
    settle(keys=keys)
