"""A page's content as plain data, and what wagtail-localize makes of translations."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import ForeignKey
from django.utils.text import slugify
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail_localize.fields import copy_synchronised_fields, get_translatable_fields
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    TemplateSegment,
    Translation,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

SLUG = "slug"
TEXTS = (blocks.CharBlock, blocks.TextBlock)
TITLE = "title"


def content_of(page: Page) -> dict[str, Any]:
    """Return the translated and shared fields, streams as lists."""
    whole = json.loads(page.to_json())
    streams = stream_names(page)
    found = {}
    for field in get_translatable_fields(type(page)):
        name = field.field_name
        if name in whole:
            value = whole[name]
            found[name] = json.loads(value) if name in streams and value else value
    return found


def with_content(page: Page, content: Mapping[str, Any]) -> Page:
    """Return the page with that content, unsaved; `page` stays as it is."""
    streams = stream_names(page)
    whole = json.loads(page.to_json()) | {
        name: json.dumps(value)
        if name in streams and not isinstance(value, str)
        else value
        for name, value in content.items()
    }
    return page.with_content_json(whole)


def stream_names(page: Page) -> set[str]:
    return {f.name for f in page._meta.get_fields() if isinstance(f, StreamField)}


def completed(page: Page) -> Page:
    """Give texts that a block did not have when it was saved, and return the page.

    Wagtail reads them as None, and wagtail-localize stops at the first.
    """
    for name in stream_names(page):
        for child in getattr(page, name) or []:
            _complete(child.block, child.value)
    return page


def _complete(block: blocks.Block, value: Any) -> None:
    if isinstance(block, blocks.StructBlock) and value is not None:
        for name, child in block.child_blocks.items():
            if value.get(name) is None and isinstance(child, TEXTS):
                value[name] = ""
            else:
                _complete(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value or []:
            _complete(block.child_block, item)
    elif isinstance(block, blocks.StreamBlock):
        for item in value or []:
            _complete(item.block, item.value)


def passages_of(page: Page) -> dict[str, list[StringSegmentValue]]:
    """Return the page's passages by the path of their place, in order."""
    found = defaultdict(list)
    for segment in extract_segments(completed(page)):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment)
    return found


def pictures_of(page: Page) -> list[AbstractImage]:
    """Return the pictures that the page shows, each once."""
    found = [
        getattr(page, field.name)
        for field in page._meta.get_fields()
        if isinstance(field, ForeignKey)
        and issubclass(field.related_model, AbstractImage)
    ]
    for name in stream_names(page):
        for child in getattr(page, name) or []:
            found += _pictures_in(child.block, child.value)
    return list({one.pk: one for one in found if one is not None}.values())


def _pictures_in(block: blocks.Block, value: Any) -> Iterator[AbstractImage]:
    if isinstance(value, AbstractImage):
        yield value
    elif isinstance(block, blocks.StructBlock) and value is not None:
        for name, child in block.child_blocks.items():
            yield from _pictures_in(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value or []:
            yield from _pictures_in(block.child_block, item)
    elif isinstance(block, blocks.StreamBlock):
        for item in value or []:
            yield from _pictures_in(item.block, item.value)


def templates_of(page: Page) -> dict[str, str]:
    """Return what stands around the passages of each rich text."""
    return {
        segment.path: segment.template
        for segment in extract_segments(completed(page))
        if isinstance(segment, TemplateSegmentValue)
    }


def build(
    translation: Translation, target: Page, words: Mapping[tuple[int, int], str]
) -> Page:
    """Return the target as the source and these words make it, unsaved.

    `words` holds translated passages by context and string; what is missing there
    stays in the language of the source. The target's own slug stays, unless the words
    hold one.
    """
    source = translation.source.as_instance()
    slug = target.slug
    copy_synchronised_fields(source, target)
    segments = [
        *_strings(translation, words),
        *_templates(translation),
        *_related(translation),
        *_overrides(translation),
    ]
    ingest_segments(
        source,
        target,
        translation.source.locale,
        translation.target_locale,
        [segment for segment in segments if segment.path != SLUG],
    )
    made = _slug_words(translation, words)
    if target.first_published_at is None:
        # Readers know the address of a published page: only a typed slug changes it.
        slug = slugify(made.get(TITLE, "")) or slug
    target.slug = slugify(made.get(SLUG, "")) or slug
    return target


def _slug_words(translation: Translation, words: Mapping) -> dict[str, str]:
    """Return the translated title and slug, where they are translated."""
    found = {}
    rows = StringSegment.objects.filter(
        source=translation.source, context__path__in=[SLUG, TITLE]
    ).select_related("context")
    for row in rows:
        text = words.get((row.context_id, row.string_id))
        if text:
            found[row.context.path] = StringValue(text).render_text()
    return found


def _strings(translation: Translation, words: Mapping) -> list[StringSegmentValue]:
    rows = StringSegment.objects.filter(source=translation.source)
    found = []
    for row in rows.select_related("context", "string"):
        text = words.get((row.context_id, row.string_id)) or row.string.data
        value = StringSegmentValue(
            row.context.path, StringValue(text), attrs=json.loads(row.attrs)
        )
        found.append(value.with_order(row.order))
    return found


def _templates(translation: Translation) -> list[TemplateSegmentValue]:
    rows = TemplateSegment.objects.filter(source=translation.source)
    return [
        TemplateSegmentValue(
            row.context.path,
            row.template.template_format,
            row.template.template,
            row.template.string_count,
            order=row.order,
        )
        for row in rows.select_related("template", "context")
    ]


def _related(translation: Translation) -> list[RelatedObjectSegmentValue]:
    rows = RelatedObjectSegment.objects.filter(source=translation.source)
    return [
        RelatedObjectSegmentValue(
            row.context.path,
            row.object.content_type,
            row.object.translation_key,
            order=row.order,
        )
        for row in rows.select_related("object", "context")
        if row.object.has_translation(translation.target_locale)
    ]


def _overrides(translation: Translation) -> list[OverridableSegmentValue]:
    rows = (
        OverridableSegment.objects.filter(source=translation.source)
        .annotate_override_json(translation.target_locale)
        .filter(override_json__isnull=False)
    )
    return [
        OverridableSegmentValue(
            row.context.path, json.loads(row.override_json), order=row.order
        )
        for row in rows.select_related("context")
    ]
