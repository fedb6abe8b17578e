"""Reads the text of a draft: HTML, or the blocks that the reading API serves."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StreamValue
from wagtail.permissions import policy_registry
from wagtail.rich_text import RichText

from cms.api.v1.writing.problems import Invalid, errors_of
from cms.assets.models import CoopImage
from cms.core.blocks import BodyBlock
from cms.core.blocks.text import BODY_FEATURES, LINE_FEATURES

MOST_BLOCKS = 200
BLOCK = BodyBlock()


def read_body(given: str | list[Any], actor: Any) -> StreamValue:
    """Return the blocks of a text, checked as the editor checks them.

    Raises:
        Invalid: naming the block and its part.
    """
    blocks = given
    if isinstance(given, str):
        value = {"html": given}
        blocks = [{"type": "text", "value": value}] if given.strip() else []
    if len(blocks) > MOST_BLOCKS:
        _refuse("/body", f"Not more than {MOST_BLOCKS} blocks.")
    rows = [_row(block, f"/body/{n}", actor) for n, block in enumerate(blocks)]
    value = StreamValue(BLOCK, rows)
    try:
        return BLOCK.clean(value)
    except ValidationError as problem:
        raise Invalid(list(errors_of(problem, "/body"))) from None


def picture_of(key: Any, actor: Any, pointer: str) -> CoopImage | None:
    """Return a picture that this person may choose.

    Raises:
        Invalid: when there is no such picture for them.
    """
    if key in {None, ""}:
        return None
    chosen = policy_registry.get_by_type(CoopImage).instances_user_has_permission_for(
        actor, "choose"
    )
    try:
        found: CoopImage | None = chosen.filter(uuid=str(key)).first()
    except (ValueError, ValidationError):
        found = None
    if found is None:
        _refuse(pointer, "There is no such picture: send its id, or upload it first.")
    return found


def _row(block: Any, pointer: str, actor: Any) -> tuple[str, Any]:
    if not isinstance(block, dict) or block.get("type") not in READERS:
        known = ", ".join(READERS)
        _refuse(
            f"{pointer}/type", f"A block is an object whose type is one of {known}."
        )
    kind, value = block["type"], block.get("value")
    if not isinstance(value, dict):
        _refuse(f"{pointer}/value", "The value of a block is an object.")
    return kind, READERS[kind](value, f"{pointer}/value", actor)


def _rich(html: str, features: list[str]) -> RichText:
    """Return HTML as the editor would keep it: only what its buttons can make."""
    converter = ContentstateConverter(features=features)
    return RichText(converter.to_database_format(converter.from_database_format(html)))


def _text(value: Any, pointer: str, actor: Any) -> Any:
    return _rich(_string(value, "html", pointer), BODY_FEATURES)


def _picture(value: Any, pointer: str, actor: Any) -> Any:
    image = picture_of(value.get("picture"), actor, f"{pointer}/picture")
    return _struct("picture", image=image, caption=_string(value, "caption", pointer))


def _quote(value: Any, pointer: str, actor: Any) -> Any:
    return _struct("quote", **_strings(value, pointer, "quote", "source"))


def _table(value: Any, pointer: str, actor: Any) -> Any:
    rows = value.get("rows", [])
    lines = [value.get("headings", []), *(rows if isinstance(rows, list) else [])]
    right = all(
        isinstance(line, list)
        and all(isinstance(cell, str) and is_text(cell) for cell in line)
        for line in lines
    )
    if not right:
        _refuse(pointer, "headings is a list of texts, rows a list of such lists.")
    cells = "\n".join("\t".join(" ".join(c.split()) for c in line) for line in lines)
    return _struct(
        "table",
        cells=cells,
        row_headings=bool(value.get("row_headings", True)),
        **_strings(value, pointer, "caption", "source"),
    )


def _numbers(value: Any, pointer: str, actor: Any) -> Any:
    numbers = value.get("numbers")
    if not isinstance(numbers, list) or not all(isinstance(n, dict) for n in numbers):
        _refuse(f"{pointer}/numbers", "A list of objects with value and label.")
    listed = [
        _strings(each, f"{pointer}/numbers/{place}", "value", "label")
        for place, each in enumerate(numbers)
    ]
    block = BLOCK.child_blocks["numbers"]
    return block.to_python(
        {**_strings(value, pointer, "heading", "source"), "numbers": listed}
    )


def _callout(value: Any, pointer: str, actor: Any) -> Any:
    features = [*LINE_FEATURES, "ul", "ol"]
    text = _rich(_string(value, "html", pointer), features)
    return _struct("callout", heading=_string(value, "heading", pointer), text=text)


def _struct(kind: str, **parts: Any) -> Any:
    block = BLOCK.child_blocks[kind]
    return block._to_struct_value(parts.items())


def _strings(value: dict, pointer: str, *names: str) -> dict[str, str]:
    return {name: _string(value, name, pointer) for name in names}


def _string(value: dict, name: str, pointer: str) -> str:
    found = value.get(name, "")
    if not isinstance(found, str) or not is_text(found):
        _refuse(f"{pointer}/{name}", "A text.")
    return found


def is_text(value: str) -> bool:
    """Whether a database takes it: no NUL, and no half of a character."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value


def _refuse(pointer: str, detail: str) -> None:
    raise Invalid([{"pointer": pointer, "detail": detail}])


READERS: dict[str, Callable[[Any, str, Any], Any]] = {
    "text": _text,
    "picture": _picture,
    "quote": _quote,
    "table": _table,
    "numbers": _numbers,
    "callout": _callout,
}
