"""Follows the sources: what changed there is outdated here, from then on."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from difflib import SequenceMatcher

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.translation.content import completed
from cms.translation.exceptions import NoSource
from cms.translation.models import Change
from cms.translation.operations.board import settle
from cms.translation.operations.writing import harvest, write_target

Order = dict[int, list[int]]


@transaction.atomic
def refresh_source(
    *, source: TranslationSource, by=None, now: datetime | None = None
) -> bool:
    """Take over what the source says now; return whether it says something else.

    Each translation keeps its text: a passage whose source changed stays as it is and is
    marked as outdated, with what it was translated from.

    Raises:
        NoSource: when the page is gone.
    """
    now = now or timezone.now()
    translations = list(source.translations.filter(enabled=True))
    for translation in translations:
        harvest(translation=translation, by=by)
    before = _order(source)
    source, _created = TranslationSource.update_or_create_from_instance(
        source_content(source)
    )
    after = _order(source)
    changed = before != after
    for translation in translations:
        translation.source = source
        if changed:
            _mark(translation, before, after, now)
        write_target(translation=translation, by=by)
    settle(keys=[source.object_id], now=now)
    return changed


def source_content(source: TranslationSource) -> Page:
    """Return what is translated: the public text, or the draft of an unpublished page.

    Raises:
        NoSource: when the page is gone.
    """
    model = source.specific_content_type.model_class()
    found = model.objects.filter(
        translation_key=source.object_id, locale_id=source.locale_id
    ).first()
    if found is None:
        message = "The source of this translation is gone."
        raise NoSource(message, source)
    return completed(found if found.live else found.get_latest_revision_as_object())


def _order(source: TranslationSource) -> Order:
    """Return the passages of each place, in order."""
    found = defaultdict(list)
    rows = StringSegment.objects.filter(source=source).order_by("order")
    for context, string in rows.values_list("context_id", "string_id"):
        found[context].append(string)
    return dict(found)


def _mark(translation: Translation, before: Order, after: Order, now: datetime) -> None:
    """Note each passage that has no translation any more, with the one it had."""
    typed: dict[int, dict[int, str]] = defaultdict(dict)
    anywhere: dict[int, str] = {}
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale,
        has_error=False,
    ).order_by("updated_at")
    for row in rows:
        typed[row.context_id][row.translation_of_id] = row.data
        anywhere[row.translation_of_id] = row.data
    earlier = {
        (change.context_id, change.string_id): change
        for change in translation.changes.all()
    }
    kept = set()
    for context, strings in after.items():
        for string, old in _pairs(before.get(context, []), strings):
            if string in typed[context]:
                continue
            if string in anywhere:
                # The block was moved or made anew: its words move with it.
                _copy(translation, context, string, anywhere[string])
                continue
            was = earlier.get((context, string)) or earlier.get((context, old))
            if was is None and string == old:
                # Nobody has translated it yet, and nothing about it changed.
                continue
            change = _change(translation, context, string, old, was, typed, now)
            kept.add(change.pk)
    translation.changes.exclude(pk__in=kept).delete()


def _pairs(before: list[int], after: list[int]) -> Iterator[tuple[int, int | None]]:
    """Pair each passage with the one that stood in its place."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        old = before[i:j] if tag != "insert" else []
        for at, string in enumerate(after[k:m]):
            yield string, old[at] if at < len(old) else None


def _copy(translation: Translation, context: int, string: int, data: str) -> None:
    StringTranslation.objects.get_or_create(
        translation_of_id=string,
        context_id=context,
        locale=translation.target_locale,
        defaults={
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        },
    )


def _change(
    translation: Translation,
    context: int,
    string: int,
    old: int | None,
    was: Change | None,
    typed: dict[int, dict[int, str]],
    now: datetime,
) -> Change:
    """Note one changed passage; what was outdated already stays so since then."""
    if was is not None:
        origin, data, since = was.old_id, was.data, was.since
    else:
        data = typed[context].get(old, "") if old is not None else ""
        origin, since = (old if data else None), now
    change, _created = Change.objects.update_or_create(
        translation=translation,
        context_id=context,
        string_id=string,
        defaults={"old_id": origin, "data": data, "since": since},
    )
    return change


def source_of(page: Page) -> TranslationSource | None:
    """Return the source that a page is, if translations are made of it."""
    found = TranslationSource.objects.filter(
        object_id=page.translation_key, locale_id=page.locale_id
    )
    return found.filter(translations__enabled=True).first()
