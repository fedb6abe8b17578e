"""Publishes pages in all their languages at one instant: all of them, or none."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.models import Locale, Page

from cms.translation import mails, permissions
from cms.translation.enums import ProblemKind, ReleaseState
from cms.translation.exceptions import (
    NotAllowed,
    NotPublishable,
    ReleaseNotReady,
    ReleaseOver,
)
from cms.translation.models import Release, ReleasePage, Waiver
from cms.translation.operations.board import settle
from cms.translation.operations.checking import Problem, problems_of, waived
from cms.translation.operations.starting import origin_of
from cms.translation.operations.together import together

logger = logging.getLogger(__name__)


@transaction.atomic
def plan_release(
    *, name: str, at: datetime, pages: Iterable[Page], by, subtree: bool = False
) -> Release:
    """Have pages published together, with all their languages, at that moment.

    Raises:
        NotAllowed: when the person may not publish one of the pages.
    """
    release = Release.objects.create(name=name, at=at, created_by=by)
    for page in pages:
        origin = origin_of(page)
        tree = origin.get_descendants(inclusive=True) if subtree else [origin]
        for one in tree:
            _check_allowed(one, by)
            ReleasePage.objects.get_or_create(release=release, source_page_id=one.pk)
    _wake_up(at)
    return release


def _check_allowed(page: Page, by) -> None:
    family = Page.objects.filter(translation_key=page.translation_key)
    if by is not None and not permissions.may_publish_all(by, family):
        message = "This person may not publish this page in all its languages."
        raise NotAllowed(message, page)


@transaction.atomic
def waive(*, page: Page, locale: Locale, reason: str, by) -> Waiver:
    """Let a page go live although it lacks this language, and say so to readers.

    Raises:
        NotAllowed: when the person may not publish the page.
    """
    _check_allowed(page, by)
    waiver, _created = Waiver.objects.update_or_create(
        translation_key=page.translation_key,
        locale=locale,
        ended_at=None,
        defaults={"reason": reason, "by": by, "at": timezone.now()},
    )
    settle(keys=[page.translation_key])
    return waiver


def end_waiver(*, waiver: Waiver) -> None:
    """Take a waiver back; what is live stays live."""
    waiver.ended_at = timezone.now()
    waiver.save(update_fields=["ended_at"])
    settle(keys=[waiver.translation_key])


def cancel_release(*, release: Release) -> None:
    """Call a release off.

    Raises:
        ReleaseOver: when it is not planned any more.
    """
    waiting = Release.objects.filter(pk=release.pk, state=ReleaseState.SCHEDULED)
    if not waiting.update(state=ReleaseState.CANCELLED, finished_at=timezone.now()):
        message = "The release is over."
        raise ReleaseOver(message, release)
    release.refresh_from_db()


def readiness(*, release: Release) -> list[dict]:
    """Return each page and language of a release, with what speaks against it."""
    rows = []
    locales = list(Locale.objects.all())
    places = release.pages.select_related("source_page").order_by("source_page__path")
    for place in places:
        family = {
            page.locale_id: page
            for page in Page.objects.filter(
                translation_key=place.source_page.translation_key, alias_of=None
            )
        }
        cells = [_cell(place.source_page, one, family.get(one.pk)) for one in locales]
        rows.append({"page": place.source_page, "cells": cells})
    return rows


def _cell(source: Page, locale: Locale, page: Page | None) -> dict:
    waiver = Waiver.objects.filter(
        translation_key=source.translation_key, locale=locale, ended_at=None
    ).first()
    problems = []
    if page is None:
        problems = [Problem(kind=ProblemKind.NO_PAGE)]
    else:
        problems = problems_of(page=page.get_latest_revision_as_object())
    return {"locale": locale, "page": page, "problems": problems, "waiver": waiver}


def release_now(*, release: Release, now: datetime | None = None) -> Release:
    """Publish everything of a release in one transaction.

    Raises:
        ReleaseOver: when it is not planned any more.
        ReleaseNotReady: when a page must not go live; nothing is published then.
    """
    now = now or timezone.now()
    problems: list = []
    try:
        with transaction.atomic():
            release = Release.objects.select_for_update().get(pk=release.pk)
            if release.state != ReleaseState.SCHEDULED:
                message = "The release is over."
                raise ReleaseOver(message, release)
            problems = [
                [cell["locale"].language_code, row["page"].title, problem.kind.value]
                for row in readiness(release=release)
                for cell in row["cells"]
                if not cell["waiver"]
                for problem in cell["problems"]
            ]
            if problems:
                raise ReleaseNotReady(release, problems)
            pages = _pages(release)
            with together(page.translation_key for page in pages):
                for page in pages:
                    _publish(page, release.created_by)
            _finish(release, ReleaseState.DONE, [], now)
    except (ReleaseNotReady, NotPublishable) as problem:
        found = problems or [
            [page.locale.language_code, page.title, one.kind.value]
            for page in [problem.page]
            for one in problem.problems
        ]
        _finish(release, ReleaseState.FAILED, found, now)
        mails.send_release_failed(release)
        raise ReleaseNotReady(release, found) from problem
    return release


def release_due(*, now: datetime | None = None) -> int:
    """Publish every release whose moment has come; return how many were tried."""
    now = now or timezone.now()
    due = Release.objects.filter(state=ReleaseState.SCHEDULED, at__lte=now)
    tried = 0
    for release in due.order_by("at", "pk"):
        tried += 1
        try:
            release_now(release=release, now=now)
        except (ReleaseNotReady, ReleaseOver) as problem:
            logger.warning("Release %s was not published: %s", release.pk, problem)
    return tried


def _pages(release: Release) -> list[Page]:
    """Return what there is of each page in each language, parents first."""
    keys = release.pages.values_list("source_page__translation_key", flat=True)
    pages = Page.objects.filter(translation_key__in=list(keys), alias_of=None)
    return [page for page in pages.order_by("path") if _is_meant(page)]


def _is_meant(page: Page) -> bool:
    """Whether the page is to go live: a waived language stays as it is."""
    return not (waived(page) and problems_of(page=page.get_latest_revision_as_object()))


def _publish(page: Page, by) -> None:
    """Publish the newest revision, read from the database as it is now.

    A revision that was kept in memory has an old copy of its page, and would write the
    number of children that the page had then.
    """
    if page.live and not page.has_unpublished_changes:
        return
    latest = page.get_latest_revision()
    if latest is None or latest.as_object().go_live_at:
        draft = page.get_latest_revision_as_object().specific
        draft.go_live_at = None
        latest = draft.save_revision(user=by)
    latest.publish(user=by, skip_permission_checks=True)


def _finish(
    release: Release, state: ReleaseState, problems: list, now: datetime
) -> None:
    release.state, release.problems, release.finished_at = state, problems, now
    release.save(update_fields=["state", "problems", "finished_at"])


def _wake_up(at: datetime) -> None:
    # By name, since tasks call operations and not the other way round.
    wake_up = import_string("cms.translation.tasks.wake_up")
    transaction.on_commit(partial(wake_up, at))
