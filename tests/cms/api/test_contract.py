"""What holds for every address of the API."""

import pytest

from tests.factories.news import news_item

pytestmark = pytest.mark.django_db
LISTS = [
    "news",
    "newspaper-issues",
    "articles",
    "partners",
    "volumes",
    "papers",
    "recommendations",
    "pages",
    "events",
    "programme-items",
    "people",
    "pictures",
    "sites",
    "locales",
]
# These are never empty.
FILLED = {"pages", "sites", "locales"}
PROBLEM = "application/problem+json"


@pytest.mark.parametrize("name", [name for name in LISTS if name not in FILLED])
def test_empty_list_is_a_list(client, name):
    answer = client.get(f"/api/v1/{name}/")
    assert answer.json() == {
        "count": 0,
        "next": None,
        "previous": None,
        "next_cursor": None,
        "results": [],
    }


@pytest.mark.parametrize("name", LISTS)
def test_unknown_locale_is_refused_with_those_allowed(client, name):
    answer = client.get(f"/api/v1/{name}/", {"locale": "de"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, PROBLEM)
    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "locale=de is not allowed.",
        "parameter": "locale",
        "allowed": ["sl", "it", "en"],
    }


def test_unknown_parameter_is_refused_with_those_known(client):
    answer = client.get("/api/v1/news/", {"colour": "red"})
    assert answer.status_code == 400
    problem = answer.json()
    assert (problem["parameter"], problem["allowed"]) == (
        "colour",
        [
            "locale",
            "fallback",
            "year",
            "since",
            "search",
            "order",
            "include",
            "fields",
            "page",
            "page_size",
            "cursor",
        ],
    )


def test_repeated_parameter_is_refused(client):
    answer = client.get("/api/v1/news/?locale=sl&locale=it")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "locale")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"),
        ("page", "-1"),
        ("page", "x"),
        ("page", "²"),
        ("page", "9" * 40),
        ("page_size", "101"),
        ("page_size", "0"),
        ("page_size", ""),
    ],
)
def test_wrong_page_is_refused(client, name, value):
    answer = client.get("/api/v1/news/", {name: value})
    assert (answer.status_code, answer.json()["parameter"]) == (400, name)


def test_pages_of_a_list_lead_to_each_other(client):
    for day in range(3):
        news_item(title=f"Novica {day}")
    first = client.get("/api/v1/news/?page_size=2").json()
    assert (first["count"], len(first["results"]), first["previous"]) == (3, 2, None)
    address = "http://localhost:8000/api/v1/news/?page_size=2&page=2"
    assert first["next"] == address
    second = client.get("/api/v1/news/?page_size=2&page=2").json()
    assert (len(second["results"]), second["next"]) == (1, None)
    assert second["previous"].endswith("page=1")
    assert client.get("/api/v1/news/?page=9").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/nothing/",
        "/api/v1/news/nothing/",
        "/api/v1/news/00000000-0000-4000-8000-000000000000/",
        "/api/v1/volumes/nothing/",
        "/api/v1/papers/nothing/",
        "/api/v1/papers/a.b/",
        "/api/v1/recommendations/nothing/",
    ],
)
def test_nothing_is_a_json_answer_and_no_redirect(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, PROBLEM)
    assert answer.json()["detail"] == "There is nothing at this address."


@pytest.mark.parametrize(
    "address", ["/api/v1/partners/%00/", "/api/v1/news/?locale=%00"]
)
def test_nul_is_a_problem(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["detail"] == "The address or the query holds a NUL character."


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    answer = getattr(client, method)("/api/v1/news/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (405, PROBLEM)
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_answers_can_be_cached_and_validated(client):
    news_item()
    first = client.get("/api/v1/news/")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert first.headers["Content-Type"] == "application/json"
    etag = first.headers["ETag"]
    again = client.get("/api/v1/news/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    news_item(title="Druga novica")
    changed = client.get("/api/v1/news/", headers={"if-none-match": etag})
    assert changed.status_code == 200


def test_root_names_every_list(client):
    answer = client.get("/api/v1/").json()
    assert [one["name"] for one in answer["resources"]] == LISTS
    for one in answer["resources"]:
        assert client.get(one["url"]).status_code == 200


def test_schema_is_served_as_json(client):
    answer = client.get("/api/v1/schema/")
    assert answer.status_code == 200
    assert answer.json()["openapi"] == "3.1.1"
