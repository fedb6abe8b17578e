"""Whatever is asked, the answer is one that the schema describes."""

import json
import os
import subprocess
import sys

import pytest
from django.utils import translation
from jsonschema import Draft202012Validator, FormatChecker
from rest_framework.renderers import JSONRenderer

from cms.api.enums import Scope
from cms.api.keys import operations
from cms.api.models import ApiKey
from cms.api.v1.addresses import Addresses
from cms.api.v1.resources import RESOURCES
from search import operations as search
from tests.factories.accounts import administrator
from tests.factories.assets import coop_image
from tests.factories.core import content_page, translated
from tests.factories.network import partner
from tests.factories.news import news_item
from tests.factories.newspaper import article, issue
from tests.factories.programme import released
from tests.factories.publications import edition, recommendation, volume

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# A few in every run; raise it after a change of the schema.
EXAMPLES = 2
PATHS = os.pathsep.join(path for path in sys.path if path)


def content() -> None:
    """Make something of every resource."""
    text = [{"type": "text", "value": "<h2>Uvod</h2><p>Besedilo.</p>"}]
    translated(news_item(picture=coop_image(), body=text), "it", title="Forum")
    article(parent=issue(), picture=coop_image(), body=text)
    content_page(body=text)
    partner()
    book = volume(papers=2)
    recommendation(book, papers=[book.papers.first().submission])
    edition(book)
    released()
    search.rebuild()


def without_cursors_of_lists(schema: dict) -> dict:
    """Leave out what no schema can say: which list gave a cursor."""
    for path, methods in schema["paths"].items():
        for told in methods.values():
            told["parameters"] = [
                each
                for each in told.get("parameters", [])
                if each["name"] != "cursor" or path == "/api/v1/changes/"
            ]
    return schema


def strict(shape):
    """Let no schema of an object pass a member that it does not name."""
    if isinstance(shape, list):
        return [strict(each) for each in shape]
    if not isinstance(shape, dict):
        return shape
    found = {name: strict(each) for name, each in shape.items()}
    if isinstance(found.get("properties"), dict) and shape.get("type") == "object":
        found.setdefault("additionalProperties", False)
    return found


HOOKS = """
import schemathesis
from hypothesis import strategies
schemathesis.openapi.format("coop-cursor", strategies.just({cursor!r}))
"""

# Of what an editor could not save either no schema can say that it is 422.
PARTS = {
    "reading": ["--exclude-path-regex", "/drafts/"],
    "writing": [
        *("--include-path-regex", "/drafts/"),
        *("--exclude-checks", "positive_data_acceptance"),
    ],
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.django_db(transaction=True)
def test_every_answer_is_one_that_is_described(
    live_server, client, settings, tmp_path, part
):
    settings.API_LIMIT_OPEN = settings.API_LIMIT_KEY = 10_000_000
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    content()
    schema = tmp_path / "schema.json"
    told = without_cursors_of_lists(client.get("/api/v1/schema/").json())
    schema.write_text(json.dumps(strict(told)))
    cursor = client.get("/api/v1/changes/").json()["next_cursor"]
    (tmp_path / "hooks.py").write_text(HOOKS.format(cursor=cursor))
    key = ApiKey(owner=administrator(), name="Schema", scopes=list(Scope.values))
    bearer = f"Authorization: Bearer {operations.make_key(key=key)}"
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", str(schema)),
            *("--url", live_server.url, "--checks", "all", "--seed", "1"),
            *("--max-examples", str(EXAMPLES), "--no-color", "--workers", "1"),
            *("--phases", "examples,fuzzing"),
            *("--header", bearer),
            *PARTS[part],
            *("--suppress-health-check", "all", "--generation-deterministic"),
            *("--warnings", "off"),
        ],
        cwd=tmp_path,
        env={"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": PATHS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-20_000:] + ran.stderr[-2_000:]


def contents(schema: dict):
    """Yield the bodies of all requests and answers, and where they stand."""
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            places = {"request": told.get("requestBody", {}), **told["responses"]}
            for name, place in places.items():
                for media_type, content in place.get("content", {}).items():
                    yield (path, method, name, media_type), content


def test_every_example_is_an_answer_that_the_schema_allows(client):
    schema = strict(client.get("/api/v1/schema/").json())
    in_languages = 0
    for place, content in contents(schema):
        if place[3] == "multipart/form-data":
            continue
        told = content.get("examples", {"problem": {"value": content.get("example")}})
        allowed = Draft202012Validator(
            {**content["schema"], "components": schema["components"]},
            format_checker=FormatChecker(),
        )
        for name, example in told.items():
            problems = [
                problem.message for problem in allowed.iter_errors(example["value"])
            ]
            assert problems == [], (place, name)
        in_languages += set(told) == {"sl", "it", "en"}
    # Of every list and entry, and of news that tools write.
    assert in_languages == 2 * len(RESOURCES) + 6


def test_examples_show_every_field_of_entries(client):
    schema = client.get("/api/v1/schema/").json()
    shapes = schema["components"]["schemas"]
    for (path, *_), content in contents(schema):
        if "{id}" in path and "drafts" not in path and "examples" in content:
            shape = content["schema"]["$ref"].rsplit("/", 1)[1]
            named = set(shapes[shape]["properties"]) - {"included"}
            told = content["examples"].values()
            assert [set(each["value"]) for each in told] == [named] * 3, path


def ids_in(client, name: str) -> list[str]:
    return [each["id"] for each in client.get(f"/api/v1/{name}/").json()["results"]]


def as_its_serializer_writes(name: str, key: str) -> dict:
    kind = RESOURCES[name]("sl", Addresses(None, "sl"))
    with translation.override("sl"):
        thing = kind.find(key)
        with translation.override(kind.language_of(thing)):
            told = kind.detail_serializer(kind.project_in_full(thing)).data
    return json.loads(JSONRenderer().render(told))


def test_every_entry_holds_what_the_schema_names_and_no_more(client):
    content()
    schema = client.get("/api/v1/schema/").json()
    shapes = schema["components"]["schemas"]
    for resource in client.get("/api/v1/").json()["resources"]:
        name = resource["name"]
        path = f"/api/v1/{name}/{{id}}/"
        answer = schema["paths"][path]["get"]["responses"]["200"]
        reference = answer["content"]["application/json"]["schema"]["$ref"]
        named = set(shapes[reference.rsplit("/", 1)[1]]["properties"]) - {"included"}
        ids = ids_in(client, name)
        assert ids, name
        for each in ids:
            entry = client.get(f"/api/v1/{name}/{each}/").json()
            assert set(entry) == named, json.dumps(entry)[:300]
            assert entry == as_its_serializer_writes(name, each)
