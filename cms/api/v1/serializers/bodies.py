"""The shape of a text in each of its forms."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

_STRING = {"type": "string"}
_BLOCK = {
    "type": "object",
    "required": ["type", "id", "value"],
    "properties": {
        "type": {
            "type": "string",
            "enum": [
                "text",
                "picture",
                "quote",
                "table",
                "numbers",
                "callout",
                "download",
            ],
        },
        "id": _STRING | {"description": "Stays as long as the block; may be empty."},
        "value": {
            "type": "object",
            "description": "The parts of the block, by its type.",
            "additionalProperties": True,
        },
    },
}
BODY = {
    "oneOf": [
        _STRING | {"description": "With `body=html` or `body=text`."},
        {"type": "array", "items": _BLOCK, "description": "With `body=blocks`."},
    ],
    "description": "Clean HTML with absolute links unless `body` asks otherwise.",
}


@extend_schema_field(BODY)
class BodyField(serializers.Field):
    """A text as it was projected."""

    def to_representation(self, value: object) -> object:
        return value
