"""Examples of answers in the schema, in three languages; of errors, one a status.

Those of what is read are made of the demo content (`manage.py write_api_examples`),
those of writing are written by hand in `writing/examples.json`: both by operation.
"""

import json
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from cms.api.v1.problems import MEDIA_TYPE

READING = Path(__file__).parent / "examples.json"
WRITING = Path(__file__).parent / "writing" / "examples.json"
JSON = "application/json"
Told = dict[str, Any]


@cache
def kept() -> dict[str, dict[str, Told]]:
    """Return the examples by operation: of its `answer`, and of what is sent to it."""
    found: dict[str, dict[str, Told]] = {}
    for file in (READING, WRITING):
        found |= json.loads(file.read_text("utf-8"))
    return found


def show_examples(result: Told, **_options: Any) -> Told:
    """Put the examples into the schema."""
    for methods in result["paths"].values():
        for told in methods.values():
            known = kept().get(told["operationId"], {})
            _show(told.get("requestBody", {}), known.get("request", {}))
            for status, answer in told["responses"].items():
                if int(status) < HTTPStatus.BAD_REQUEST:
                    _show(answer, known.get("answer", {}))
                else:
                    _show_problem(answer, HTTPStatus(int(status)))
    return result


def _show(place: Told, examples: Told) -> None:
    content = place.get("content", {})
    if JSON in content and examples:
        named = {name: {"value": value} for name, value in examples.items()}
        content[JSON]["examples"] = named


def _show_problem(answer: Told, status: HTTPStatus) -> None:
    problem = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": answer["description"].replace("`", ""),
    }
    if status is HTTPStatus.BAD_REQUEST:
        problem["detail"] = "locale=de is not allowed."
        problem |= {"parameter": "locale", "allowed": ["sl", "it", "en"]}
    for media_type, content in answer.get("content", {}).items():
        if media_type == MEDIA_TYPE:
            content["example"] = problem
