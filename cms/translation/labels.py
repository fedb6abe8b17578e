"""What the places of passages are called: the names that editors see in forms."""

from collections.abc import Iterable, Mapping

from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translation.passages import Passage

BETWEEN = " · "


def labels_of(
    translation: Translation, passages: Iterable[Passage]
) -> Mapping[str, str]:
    """Return the name of each passage's place, by its path."""
    page = translation.source.as_instance()
    return {path: _label(page, path) for path in {one.path for one in passages}}


def _label(page: Page, path: str) -> str:
    name, *rest = path.split(".")
    field = page._meta.get_field(name)
    if isinstance(field, StreamField):
        words = _in_stream(getattr(page, name), rest)
        return BETWEEN.join(capfirst(str(word)) for word in words if word)
    return capfirst(str(getattr(field, "verbose_name", name)))


def _in_stream(stream: blocks.StreamValue, path: list[str]) -> list[object]:
    for number, child in enumerate(stream, start=1):
        if child.id == path[0]:
            return [f"{number}. {child.block.label}", *_in_block(child.block, path[1:])]
    return []


def _in_block(block: blocks.Block, path: list[str]) -> list[object]:
    if not path:
        return []
    if isinstance(block, blocks.StructBlock) and path[0] in block.child_blocks:
        child = block.child_blocks[path[0]]
        return [child.label, *_in_block(child, path[1:])]
    if isinstance(block, blocks.ListBlock):
        return _in_block(block.child_block, path[1:])
    return []
