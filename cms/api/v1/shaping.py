"""Writes entries in the shape that a serializer describes.

The serializers say what answers hold, and the schema is made of them. Their own
machinery looks each field up anew in every entry; here what a field does with a value
is found once a class, so that an entry costs little more than its values.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from rest_framework import serializers

Write = Callable[[Any], Any]


def shaped(shape: type[serializers.Serializer], entry: dict[str, Any]) -> dict:
    """Return an entry as the serializer would write it."""
    return _of_shape(shape)(entry)


@cache
def _of_shape(shape: type[serializers.Serializer]) -> Write:
    """Return what writes an entry of this shape."""
    fields = [(name, _of_field(field)) for name, field in shape().fields.items()]

    def write(entry: dict[str, Any]) -> dict[str, Any]:
        return {
            name: None if (value := entry[name]) is None else said(value)
            for name, said in fields
        }

    return write


def _of_field(field: serializers.Field) -> Write:
    if isinstance(field, serializers.ListSerializer):
        one = _of_field(field.child)
        return lambda values: [one(value) for value in values]
    if isinstance(field, serializers.Serializer):
        return _of_shape(type(field))
    return field.to_representation
