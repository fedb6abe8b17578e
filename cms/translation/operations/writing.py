"""Writes a page's translation, and keeps what people have written into it by hand."""

from typing import Any

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
)
from wagtail_localize.segments import StringSegmentValue

from cms.translation import content, merging
from cms.translation.exceptions import NoSource
from cms.translation.models import Change, Generated


@transaction.atomic
def write_target(*, translation: Translation, by=None) -> Page:
    """Bring the translated page's draft up to date with its source and its words.

    What was changed by hand in the page itself stays. Returns the page as it is in the
    database; its newest revision holds the text.

    Raises:
        NoSource: when the source is gone, or the page above is not translated.
    """
    harvest(translation=translation, by=by)
    target = locked_target(translation)
    latest = target.get_latest_revision_as_object()
    mine = content.content_of(latest)
    base = Generated.objects.get(translation=translation).content
    theirs = content.content_of(
        content.build(translation, fresh(target), words_of(translation))
    )
    merged = merging.merge(base, mine, theirs)
    if target.alias_of_id or not merging.same(merged, mine):
        _save(target, content.with_content(latest, merged), by)
    remember(translation, theirs)
    return fresh(target)


def locked_target(translation: Translation) -> Page:
    """Return the translated page as it is now; others wait until we are done.

    Raises:
        NoSource: when it does not exist.
    """
    source = translation.source
    model = source.specific_content_type.model_class()
    found = model.objects.select_for_update().filter(
        translation_key=source.object_id, locale=translation.target_locale
    )
    target = found.first()
    if target is None:
        message = "There is no page in this language."
        raise NoSource(message, translation)
    return target


def fresh(page: Page) -> Page:
    """Return the page as the database has it: a stale copy would undo the tree."""
    return type(page).objects.get(pk=page.pk)


def words_of(translation: Translation) -> dict[tuple[int, int], str]:
    """Return the translated passages by context and string, outdated ones included."""
    kept = {
        (change.context_id, change.string_id): change.data
        for change in translation.changes.all()
        if change.data
    }
    typed = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale,
        has_error=False,
    )
    return kept | {(row.context_id, row.translation_of_id): row.data for row in typed}


def harvest(*, translation: Translation, by=None) -> int:
    """Take over what was changed by hand in the translated page; return how much.

    Passages become translations as if they had been typed beside the source. What is no
    passage, or no longer matches the source's paragraphs, is kept by merging.
    """
    known = Generated.objects.filter(translation=translation).first()
    target = locked_target(translation)
    base_content = last_written(translation, target, known)
    if base_content is None:
        # A page that nobody wrote from the source: what differs from it was typed.
        base_content = content.content_of(content.build(translation, fresh(target), {}))
    mine = target.get_latest_revision_as_object()
    base = content.with_content(fresh(target), base_content)
    taken = _take_passages(translation, base, mine, by)
    if taken:
        base_content = content.content_of(
            content.build(translation, fresh(target), words_of(translation))
        )
    remember(translation, base_content)
    return taken


def last_written(
    translation: Translation, target: Page, known: Generated | None
) -> dict[str, Any] | None:
    """Return what a machine wrote last: we, or wagtail-localize after us."""
    log = _last_log(translation)
    if known is not None and (log is None or known.log >= log.pk):
        return known.content or None
    if log is None or log.revision is None:
        return None
    return content.content_of(log.revision.as_object())


def remember(translation: Translation, written: dict[str, Any]) -> None:
    """Note what was written, to know later what was changed by hand."""
    log = _last_log(translation)
    Generated.objects.update_or_create(
        translation=translation,
        defaults={"content": written, "log": log.pk if log else 0},
    )


def _last_log(translation: Translation) -> TranslationLog | None:
    logs = TranslationLog.objects.filter(
        source=translation.source, locale=translation.target_locale
    )
    return logs.select_related("revision").order_by("-pk").first()


def _take_passages(translation: Translation, base: Page, mine: Page, by) -> int:
    sources: dict[str, list[StringSegment]] = {}
    rows = StringSegment.objects.filter(source=translation.source).order_by("order")
    for row in rows.select_related("context", "string"):
        sources.setdefault(row.context.path, []).append(row)
    before, after = content.passages_of(base), content.passages_of(mine)
    frames = [content.templates_of(page) for page in (base, mine)]
    taken = 0
    for path, segments in sources.items():
        old, new = before.get(path, []), after.get(path, [])
        if not len(segments) == len(old) == len(new) or not merging.same(
            *(frame.get(path, "") for frame in frames)
        ):
            continue
        for segment, was, now in zip(segments, old, new, strict=True):
            if was.string != now.string and was.attrs == now.attrs:
                _take(translation, segment, now, by)
                taken += 1
    return taken


def _take(
    translation: Translation, segment: StringSegment, now: StringSegmentValue, by
) -> None:
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={
            "data": now.string.data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": by,
            "has_error": False,
            "field_error": "",
        },
    )
    Change.objects.filter(
        translation=translation, context=segment.context, string=segment.string
    ).delete()


def _save(target: Page, draft: Page, by) -> None:
    draft.slug = find_available_slug(
        target.get_parent(), draft.slug, ignore_page_id=draft.pk
    )
    if target.alias_of_id:
        draft.alias_of = None
        type(target).objects.filter(pk=target.pk).update(alias_of=None)
    if not draft.live:
        # The row of a page that nobody sees follows its draft, as in Wagtail's editor.
        draft.save(clean=False)
    draft.save_revision(user=by, changed=True, clean=False)
