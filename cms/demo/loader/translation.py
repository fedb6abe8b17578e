"""Translations that editors can go on with in wagtail-localize's editor."""

import json
from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Locale
from wagtail_localize.models import (
    SegmentOverride,
    String,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


class TranslationDiffers(ValueError):
    """A translation has not as many passages as its source."""


@transaction.atomic
def translate(source: Model, language: str, words: dict[str, Any]) -> None:
    """Give a thing its translation, as if an editor had typed it segment by segment.

    `words` are the fields of the translated instance. Both languages must have the
    same passages in the same order.

    Raises:
        TranslationDiffers: when they have not.
    """
    locale = Locale.objects.get(language_code=language)
    origin, _ = TranslationSource.update_or_create_from_instance(source)
    order, _ = Translation.objects.get_or_create(source=origin, target_locale=locale)
    # Never saved: a copy that is only read for its segments.
    target = type(source).objects.get(pk=source.pk)
    for name, value in words.items():
        setattr(target, name, value)
    before, after = _by_path(source), _by_path(target)
    contexts = {
        context.path: context
        for context in TranslationContext.objects.filter(object=origin.object)
    }
    for path, segments in before.items():
        if len(segments) != len(after[path]):
            message = f"{source} ({language}): {path} differs in its passages"
            raise TranslationDiffers(message)
        for old, new in zip(segments, after[path], strict=True):
            if isinstance(old, StringSegmentValue):
                _store_string(old, new, contexts[path], locale)
            elif old.data != new.data:
                SegmentOverride.objects.get_or_create(
                    locale=locale,
                    context=contexts[path],
                    defaults={"data_json": json.dumps(new.data)},
                )
    order.save_target()


def _by_path(instance: Model) -> dict[str, list]:
    found = defaultdict(list)
    for segment in extract_segments(instance):
        is_wanted = isinstance(segment, StringSegmentValue | OverridableSegmentValue)
        if is_wanted and not segment.is_empty():
            found[segment.path].append(segment)
    return found


def _store_string(
    old: StringSegmentValue,
    new: StringSegmentValue,
    context: TranslationContext,
    locale: Locale,
) -> None:
    origin = Locale.objects.get_for_language("sl")
    StringTranslation.objects.get_or_create(
        translation_of=String.from_value(origin, old.string),
        locale=locale,
        context=context,
        defaults={"data": new.string.data},
    )
