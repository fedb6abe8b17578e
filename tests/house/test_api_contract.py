"""The API's contract changes only on purpose.

After a change that partners can live with, renew the snapshot:
`manage.py spectacular --format openapi-json --file tests/house/snapshots/openapi.json`
"""

import json
from pathlib import Path

from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer

SNAPSHOT = Path(__file__).parent / "snapshots" / "openapi.json"


def generated() -> dict:
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return json.loads(OpenApiJsonRenderer().render(schema, renderer_context={}))


def test_schema_is_made_without_warnings() -> None:
    GENERATOR_STATS.reset()
    with GENERATOR_STATS.silence():
        generated()
    assert not GENERATOR_STATS, (
        GENERATOR_STATS._warn_cache | GENERATOR_STATS._error_cache
    )


def test_schema_is_the_promised_one() -> None:
    assert generated() == json.loads(SNAPSHOT.read_text())


def test_every_schema_property_is_typed() -> None:
    """An untyped property tells a partner's generated client nothing."""
    untyped = [
        f"{name}.{key}"
        for name, schema in generated()["components"]["schemas"].items()
        for key, value in schema.get("properties", {}).items()
        if not {"type", "$ref", "allOf", "oneOf", "anyOf", "enum"} & set(value)
    ]
    assert untyped == []
