"""The API's documentation for people: made of the schema, so that both agree."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from cms.api.v1.parameters import MAX_PAGE_SIZE
from cms.core.addresses import absolute

TRIED = "get"


@dataclass(frozen=True)
class Field:
    """One parameter of an operation, and how it can be tried."""

    name: str
    place: str
    description: str
    required: bool
    values: list[str]
    example: str
    kind: str


@dataclass(frozen=True)
class Operation:
    """One thing that the API does."""

    id: str
    method: str
    path: str
    summary: str
    fields: list[Field]
    answers: list[str]

    @property
    def can_be_tried(self) -> bool:
        return self.method == TRIED.upper()


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show what the API does, and let readers try it."""
    context = {
        "groups": groups(),
        "base": absolute("/api/v1/"),
        "most": MAX_PAGE_SIZE,
    }
    return render(request, "developers/guide.html", context)


def groups() -> dict[str, list[Operation]]:
    """Return the operations by resource, in the language of the reader."""
    found: dict[str, list[Operation]] = {}
    for path, methods in _schema()["paths"].items():
        for method, told in methods.items():
            name = told["tags"][0] if told.get("tags") else "api"
            found.setdefault(name, []).append(_operation(path, method, told))
    return found


@cache
def _schema() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


def _operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    fields = [_field(each) for each in told.get("parameters", [])]
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=gettext(told["summary"]),
        fields=sorted(fields, key=lambda field: not field.required),
        answers=sorted(told["responses"]),
    )


def _field(told: dict[str, Any]) -> Field:
    shape = told.get("schema", {})
    several = shape.get("items", {}).get("enum", [])
    example = (told.get("examples") or {}).get("example", {}).get("value", "")
    description = told.get("description", "")
    return Field(
        name=told["name"],
        place=told["in"],
        description=_in_readers_language(told["name"], description),
        required=bool(told.get("required")),
        values=[str(each) for each in shape.get("enum", [])],
        example=str(example or (several[0] if several else "")),
        kind="number" if shape.get("type") == "integer" else "text",
    )


def _in_readers_language(name: str, description: str) -> str:
    """Return a description; the names that two of them end with stay."""
    if name in {"include", "fields"}:
        words, colon, names = description.partition(":")
        return f"{gettext(words + colon)}{names}"
    return gettext(description) if description else ""
