"""Keeps the board: where every page stands in every language."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.models import Locale, Page, WorkflowState
from wagtail.query import PageQuerySet
from wagtail_localize.models import Translation

from cms.translation.enums import PassageState, TargetState
from cms.translation.models import Target, TrashPage, Waiver
from cms.translation.passages import Passage, count, passages_of


@transaction.atomic
def settle(*, keys: Iterable[UUID], now: datetime | None = None) -> None:
    """Write down where the translations of these pages stand."""
    now = now or timezone.now()
    for key in set(keys):
        _settle(key, now)
    # By name, since tasks call operations and not the other way round.
    transaction.on_commit(import_string("cms.translation.tasks.plan_mails"))


def settle_all() -> int:
    """Write the whole board anew; return how many pages it holds."""
    keys = set(_on_site().values_list("translation_key", flat=True))
    Target.objects.exclude(translation_key__in=keys).delete()
    for key in keys:
        settle(keys=[key])
    return len(keys)


def _on_site() -> PageQuerySet:
    """Return all pages but the root and what lies in the trash."""
    found = Page.objects.filter(depth__gt=1)
    for trash in TrashPage.objects.all():
        found = found.not_descendant_of(trash, inclusive=True)
    return found


def _settle(key: UUID, now: datetime) -> None:
    pages = list(
        _on_site().filter(translation_key=key).select_related("locale").order_by("pk")
    )
    translations = {
        one.target_locale_id: one
        for one in Translation.objects.filter(
            source__object_id=key, enabled=True
        ).select_related("source")
    }
    source = source_page(pages, translations.values())
    known = {row.locale_id: row for row in Target.objects.filter(translation_key=key)}
    if source is None:
        Target.objects.filter(translation_key=key).delete()
        return
    by_locale = {page.locale_id: page for page in pages if not page.alias_of_id}
    reviewed = _in_review(pages)
    for locale in Locale.objects.exclude(pk=source.locale_id):
        row = known.pop(locale.pk, None) or Target(
            translation_key=key, locale=locale, since=source_since(source, now)
        )
        _fill(
            row,
            source,
            by_locale.get(locale.pk),
            translations.get(locale.pk),
            reviewed,
            now,
        )
        row.save()
    Target.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def source_page(pages: list[Page], translations: Iterable[Translation]) -> Page | None:
    """Return the page that the others are translated from: else the oldest."""
    locales = {one.source.locale_id for one in translations}
    own = [page for page in pages if not page.alias_of_id]
    named = [page for page in own if page.locale_id in locales]
    return next(iter(named or own), None)


def source_since(source: Page, now: datetime) -> datetime:
    return source.first_published_at or source.latest_revision_created_at or now


def _in_review(pages: list[Page]) -> set[int]:
    waiting: dict[str, bool] = defaultdict(bool)
    states = WorkflowState.objects.filter(
        object_id__in=[str(page.pk) for page in pages],
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type__model="page",
    )
    for pk in states.values_list("object_id", flat=True):
        waiting[pk] = True
    return {page.pk for page in pages if waiting[str(page.pk)]}


def _fill(
    row: Target,
    source: Page,
    page: Page | None,
    translation: Translation | None,
    reviewed: set[int],
    now: datetime,
) -> None:
    passages = passages_of(translation) if translation and page else []
    before = row.state
    row.source_page, row.page = source, page
    row.total = sum(not each.is_optional for each in passages)
    row.missing = sum(not each.is_ready for each in passages)
    row.stale = count(passages, PassageState.STALE)
    row.machine = count(passages, PassageState.MACHINE)
    row.state = _state(row, source, page, translation, reviewed)
    since = _changed_since(row, source, passages)
    if since is not None:
        row.since = since
    elif row.state != before and before:
        row.since = now
    if row.state == TargetState.LIVE:
        Waiver.objects.filter(
            translation_key=row.translation_key, locale=row.locale, ended_at=None
        ).update(ended_at=now)


def _state(
    row: Target,
    source: Page,
    page: Page | None,
    translation: Translation | None,
    reviewed: set[int],
) -> TargetState:
    if page is None:
        return TargetState.MISSING
    if row.stale or (page.live and row.missing):
        return TargetState.STALE
    if translation is None and page.live and _is_newer(source, page):
        return TargetState.STALE
    if page.pk in reviewed:
        return TargetState.IN_REVIEW
    return TargetState.LIVE if page.live else TargetState.IN_PROGRESS


def _is_newer(source: Page, page: Page) -> bool:
    """Whether the source was published after a page that is not followed by passage."""
    return bool(
        source.live
        and source.last_published_at
        and page.last_published_at
        and source.last_published_at > page.last_published_at
    )


def _changed_since(
    row: Target, source: Page, passages: list[Passage]
) -> datetime | None:
    if row.state != TargetState.STALE:
        return None
    open_since = [
        each.since
        for each in passages
        if each.since and each.state in {PassageState.STALE, PassageState.MISSING}
    ]
    return min(open_since, default=None if passages else source.last_published_at)
