"""Translations that editors can go on with in wagtail-localize's editor."""

import json
from collections import defaultdict
from copy import copy
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Locale
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
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
def translate(source: Model, translations: dict[str, dict[str, Any]]) -> None:
    """Give a thing its translations, as if an editor had typed them by segment.

    `translations` holds, by language, the fields of the translated instance. All
    languages must have the same passages in the same order.

    Raises:
        TranslationDiffers: when they have not.
    """
    if not translations:
        return
    origin, _ = TranslationSource.update_or_create_from_instance(source)
    strings = _strings_by_path(origin)
    contexts = {
        context.path: context
        for context in TranslationContext.objects.filter(object=origin.object)
    }
    before = _by_path(source)
    for language, words in translations.items():
        locale = Locale.objects.get_for_language(language)
        # Never saved: a copy that is only read for its segments.
        target = copy(source)
        for name, value in words.items():
            setattr(target, name, value)
        after = _by_path(target)
        typed, chosen = [], []
        for path, segments in before.items():
            if len(segments) != len(after[path]):
                message = f"{source} ({language}): {path} differs in its passages"
                raise TranslationDiffers(message)
            place = {"locale": locale, "context": contexts.get(path)}
            for at, (old, new) in enumerate(zip(segments, after[path], strict=True)):
                if isinstance(old, StringSegmentValue):
                    typed.append(
                        StringTranslation(
                            translation_of_id=strings[path][at],
                            data=new.string.data,
                            **place,
                        )
                    )
                elif old.data != new.data:
                    chosen.append(
                        SegmentOverride(data_json=json.dumps(new.data), **place)
                    )
        StringTranslation.objects.bulk_create(typed, ignore_conflicts=True)
        SegmentOverride.objects.bulk_create(chosen, ignore_conflicts=True)
        order, _ = Translation.objects.get_or_create(
            source=origin, target_locale=locale
        )
        order.save_target()


def _strings_by_path(origin: TranslationSource) -> dict[str, list[int]]:
    found = defaultdict(list)
    segments = StringSegment.objects.filter(source=origin).order_by("order")
    for path, string in segments.values_list("context__path", "string_id"):
        found[path].append(string)
    return found


def _by_path(instance: Model) -> dict[str, list]:
    found = defaultdict(list)
    for segment in extract_segments(instance):
        is_wanted = isinstance(segment, StringSegmentValue | OverridableSegmentValue)
        if is_wanted and not segment.is_empty():
            found[segment.path].append(segment)
    return found
