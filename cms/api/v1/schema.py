"""How the OpenAPI description is made of the views."""

from collections.abc import Callable
from functools import cache
from typing import Any

from drf_spectacular.utils import (
    OpenApiResponse,
    extend_schema,
    extend_schema_serializer,
    extend_schema_view,
)
from rest_framework import serializers

from cms.api.v1.problems import MEDIA_TYPE, InvalidSerializer, ProblemSerializer
from cms.api.v1.relations import choices
from cms.api.v1.resources import RESOURCES, Resource

PREFIX = "/api/v1/"


def only_this_api(endpoints: list[tuple], **_options: Any) -> list[tuple]:
    """Leave the admin's own endpoints out."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(PREFIX)]


def describe_list(
    resource: type[Resource], operation: str, summary: str
) -> Callable[[type], type]:
    """Describe the list of a resource."""
    entry = resource.list_serializer
    name = entry.__name__.removesuffix("Serializer")
    page = type(
        f"{name}ListSerializer",
        (serializers.Serializer,),
        {
            "__doc__": "One page of a list.",
            "count": serializers.IntegerField(help_text="Entries on all pages."),
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "next_cursor": serializers.CharField(
                allow_null=True, help_text="For `cursor`: goes on behind this page."
            ),
            "results": entry(many=True),
            **_included(resource),
        },
    )
    # The page is one object, though the action is called list.
    page = extend_schema_serializer(many=False)(page)
    known = resource.list_parameters()
    return extend_schema_view(
        list=extend_schema(
            operation_id=f"list_{operation}",
            summary=summary,
            parameters=[parameter.describe() for parameter in known],
            responses={200: page, **_problems()},
        )
    )


def describe_detail(
    resource: type[Resource], operation: str, summary: str
) -> Callable[[type], type]:
    """Describe one entry of a resource."""
    return extend_schema_view(
        retrieve=extend_schema(
            operation_id=f"show_{operation}",
            summary=summary,
            parameters=[each.describe() for each in resource.detail_parameters()],
            responses={200: _answer(resource), **_problems()},
        )
    )


@cache
def _answer(resource: type[Resource]) -> type[serializers.Serializer]:
    """Return the shape of an entry with what it may bring along."""
    entry, more = resource.detail_serializer, _included(resource)
    if not more:
        return entry
    name = f"{resource.list_serializer.__name__.removesuffix('Serializer')}Answer"
    fields = {"__doc__": entry.__doc__, **more}
    return type(f"{name}Serializer", (entry,), fields)


def _included(resource: type[Resource]) -> dict[str, serializers.Field]:
    """Return the member that holds what was asked for along; none without any."""
    shape = _included_shape(resource)
    return {"included": shape(required=False)} if shape else {}


@cache
def _included_shape(resource: type[Resource]) -> type[serializers.Serializer] | None:
    targets: dict[str, serializers.Field] = {}
    for path in choices(resource, RESOURCES):
        kind = resource
        for name in path.split("."):
            kind = RESOURCES[kind.relations[name].target]
        targets[kind.name] = kind.list_serializer(many=True, required=False)
    if not targets:
        return None
    name = resource.list_serializer.__name__.removesuffix("Serializer")
    members = {"__doc__": "What `include` asked for, by resource.", **targets}
    return type(f"{name}IncludedSerializer", (serializers.Serializer,), members)


def nothing_required_of_choices(result: dict[str, Any], **_options: Any) -> dict:
    """Require no field of what `fields` may narrow."""
    schemas = result["components"]["schemas"]
    for resource in RESOURCES.values():
        for shape in (
            resource.list_serializer,
            resource.detail_serializer,
            _answer(resource),
        ):
            name = shape.__name__.removesuffix("Serializer")
            schemas.get(name, {}).pop("required", None)
    return result


def problem_answers(
    more: dict[int, str] | None = None,
) -> dict[tuple[int, str] | int, OpenApiResponse]:
    """Return the usual problems of what is no entry, and more."""
    found = _problems()
    found.pop((404, MEDIA_TYPE))
    for status, words in (more or {}).items():
        told = OpenApiResponse(ProblemSerializer, description=words)
        found[status, MEDIA_TYPE] = told
    return found


def made(draft: type[serializers.Serializer]) -> dict[Any, Any]:
    """Return the answers to what makes something, or would in a dry run."""
    tried = OpenApiResponse(draft, description="A dry run: what would come of it.")
    return {200: tried, 201: draft, **written_answers()}


def written_answers() -> dict[tuple[int, str] | int, OpenApiResponse]:
    """Return the problems that tools meet which write."""
    told = {
        400: "A parameter is unknown or wrong, or the body is no JSON.",
        401: "Writing needs a good key.",
        403: "The key, or its owner, may not do this.",
        404: "There is no such thing.",
        409: "An editor has locked it.",
        412: "The draft has changed since it was read.",
        413: "The body is too large.",
        415: "The body is of another media type.",
        422: "Something is wrong with what was sent; `errors` say where.",
        429: "Too many requests: `Retry-After` says when to go on.",
    }
    return {
        (status, MEDIA_TYPE): OpenApiResponse(InvalidSerializer, description=words)
        for status, words in told.items()
    }


def _problems() -> dict[tuple[int, str] | int, OpenApiResponse]:
    told = {
        400: "A parameter is unknown or wrong.",
        401: "The key is wrong, has expired or was revoked.",
        403: "The key does not open this.",
        404: "There is no such thing, or not in this language.",
        429: "Too many requests: `Retry-After` says when to go on.",
    }
    unchanged = OpenApiResponse(description="Your copy is still good.")
    return {304: unchanged} | {
        (status, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=words)
        for status, words in told.items()
    }
