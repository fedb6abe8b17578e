"""Merges two versions of a page's content that come from one: what a person wrote stays.

Content is what Wagtail keeps in a revision, with its streams taken out of their
strings: plain lists, dicts and values.
"""

import re
from typing import Any

# Wagtail's editor writes these anew; they say nothing about the text.
_EDITOR_KEYS = re.compile(r'\sdata-block-key="[^"]*"')
_ABSENT = object()


def merge(base: Any, mine: Any, theirs: Any) -> Any:
    """Return `theirs`, with everything that differs between `base` and `mine` kept.

    `base` is what a machine wrote, `mine` what people made of it, `theirs` what the
    machine would write now.
    """
    if same(mine, base):
        return theirs
    if same(theirs, base):
        return mine
    if _are(dict, base, mine, theirs):
        return _merge_dicts(base, mine, theirs)
    if _are(list, base, mine, theirs) and all(map(_is_keyed, (base, mine, theirs))):
        return _merge_lists(base, mine, theirs)
    return mine


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same, however the editor wrote them down."""
    return _plain(one) == _plain(other)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _EDITOR_KEYS.sub("", value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value


def _are(kind: type, *values: Any) -> bool:
    return all(isinstance(value, kind) for value in values)


def _merge_dicts(base: dict, mine: dict, theirs: dict) -> dict:
    merged = {}
    for key in [*theirs, *(key for key in mine if key not in theirs)]:
        versions = [version.get(key, _ABSENT) for version in (base, mine, theirs)]
        value = _merge_member(*versions)
        if value is not _ABSENT:
            merged[key] = value
    return merged


def _merge_member(base: Any, mine: Any, theirs: Any) -> Any:
    if mine is _ABSENT:
        # Taken away by hand, unless it was never there.
        return theirs if base is _ABSENT else _ABSENT
    if theirs is _ABSENT:
        # Gone from the source: what nobody touched goes with it.
        return _ABSENT if base is not _ABSENT and same(mine, base) else mine
    return merge(None if base is _ABSENT else base, mine, theirs)


def _key_of(item: Any) -> Any:
    if not isinstance(item, dict):
        return None
    return item.get("id") or item.get("translation_key")


def _is_keyed(items: list) -> bool:
    keys = [_key_of(item) for item in items]
    return None not in keys and len(set(keys)) == len(keys)


def _merge_lists(base: list, mine: list, theirs: list) -> list:
    """Merge item by item; order and new items come from both sides."""
    by_key = [{_key_of(item): item for item in items} for items in (base, mine, theirs)]
    merged = []
    for key in _merged_order(*by_key):
        value = _merge_member(*(items.get(key, _ABSENT) for items in by_key))
        if value is not _ABSENT:
            merged.append(value)
    return merged


def _merged_order(base: dict, mine: dict, theirs: dict) -> list:
    """Return all keys: in the source's order, unless somebody reordered by hand."""
    common = [key for key in base if key in mine]
    reordered = [key for key in mine if key in base] != common
    leading, following = (mine, theirs) if reordered else (theirs, mine)
    order = list(leading)
    before: Any = None
    for key in following:
        if key not in leading:
            order.insert(order.index(before) + 1 if before is not None else 0, key)
        before = key
    return order
