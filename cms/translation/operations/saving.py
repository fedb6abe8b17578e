"""Takes what translators type, beside the source."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.translation.exceptions import PassageRefused
from cms.translation.models import Change
from cms.translation.operations.board import settle
from cms.translation.operations.writing import harvest, write_target
from cms.translation.passages import Passage, passages_of

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


def checked(*, source: str, text: str) -> str:
    """Return the passage as it is kept, in the markup that its source may have.

    Raises:
        PassageRefused: when it has other markup, or a link that the source has not.
    """
    try:
        kept = StringValue.from_translated_html(text.strip()).data
        validate_translation_links(source, kept)
    except ValueError as problem:
        raise PassageRefused(str(problem), text) from problem
    return kept


@transaction.atomic
def save_passages(
    *,
    translation: Translation,
    words: Mapping[int, str],
    by=None,
    tool: str = "",
    kind: str = MANUAL,
    now: datetime | None = None,
) -> int:
    """Keep translated passages, by the ids of their segments; return how many changed.

    An empty text takes a translation back. What was outdated or made by machine counts
    as reviewed by whoever saves it.

    Raises:
        PassageRefused: when a passage has other markup than its source; nothing is kept.
    """
    harvest(translation=translation, by=by)
    here = {passage.segment_id: passage for passage in passages_of(translation)}
    changed = 0
    for segment, text in words.items():
        passage = here.get(segment)
        if passage is not None:
            kept = checked(source=passage.source, text=text)
            changed += _keep(translation, passage, kept, by, tool, kind)
    if changed:
        write_target(translation=translation, by=by)
        Translation.objects.filter(pk=translation.pk).update(
            translations_last_updated_at=now or timezone.now()
        )
    settle(keys=[translation.source.object_id], now=now)
    return changed


@transaction.atomic
def review(*, translation: Translation, segments: set[int] | None = None, by) -> int:
    """Say that passages are right as they stand; return how many were in doubt.

    All of them, or those of the named segments: a machine's and outdated ones.
    """
    doubtful = {
        passage.segment_id: passage.text
        for passage in passages_of(translation)
        if passage.text
        and passage.state not in {"done", "missing"}
        and (segments is None or passage.segment_id in segments)
    }
    return save_passages(translation=translation, words=doubtful, by=by)


def _keep(
    translation: Translation, passage: Passage, text: str, by, tool: str, kind: str
) -> bool:
    row = StringTranslation.objects.filter(
        translation_of_id=passage.string_id,
        context_id=passage.context_id,
        locale=translation.target_locale,
    ).first()
    if not text:
        return _take_back(translation, passage, row)
    if row is not None and (row.data, row.translation_type) == (text, kind):
        return False
    row = row or StringTranslation(
        translation_of_id=passage.string_id,
        context_id=passage.context_id,
        locale=translation.target_locale,
    )
    row.data, row.translation_type, row.tool_name = text, kind, tool
    row.last_translated_by, row.has_error, row.field_error = by, False, ""
    row.save()
    Change.objects.filter(
        translation=translation,
        context_id=passage.context_id,
        string_id=passage.string_id,
    ).delete()
    return True


def _take_back(
    translation: Translation, passage: Passage, row: StringTranslation | None
) -> bool:
    change = Change.objects.filter(
        translation=translation,
        context_id=passage.context_id,
        string_id=passage.string_id,
    ).update(data="", old=None)
    if row is not None:
        row.delete()
    return bool(change or row)
