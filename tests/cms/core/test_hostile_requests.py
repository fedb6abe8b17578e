"""Whatever a stranger writes into an address, no public view falls over."""

from urllib.parse import quote

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from tests.factories import publications as factories

pytestmark = pytest.mark.django_db
NOT_OURS = ("admin/", "documents/")
PLACES = {
    "slug": ["a" * 5000, "x", "-"],
    "str": ["%00", "..%2f..%2fetc%2fpasswd", "%ff%fe", "a" * 5000, "cite.exe", "%ed%a0%80"],
    "path": ["..%2f..%2fetc%2fpasswd", "a%00.png", "%ff.png", "a" * 5000 + ".png", "../../secret.png"],
    "int": ["0", "9" * 19, "9" * 400],
    "uuid": ["00000000-0000-0000-0000-000000000000"],
}  # fmt: skip
VALUES = ["%00", "-1", "999999", "9" * 400, "a" * 10_000, "%ed%a0%80", "%ff", "1e9", "",
          "//evil.example", "javascript:alert(1)", "[]", "%F0%9F%92%A3", "'\"><script>"]  # fmt: skip
NAMES = ["page", "locale", "next", "q", "still", "format", "volume", "page_size"]
KNOWN = {200, 301, 302, 303, 304, 400, 401, 403, 404, 405, 406, 410}
# What oEmbed (section 2.3.4) wants when a format is asked for that there is not.
OWN = {"oembed": {501}}


def routes(patterns, prefix: str = "", converters=None):
    """Yield each public route with the kinds of its places, in order, and its view."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        kinds = {**(converters or {}), **pattern.pattern.converters}
        if route.startswith(NOT_OURS) or "^" in route or "(" in route:
            continue
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route, kinds)
        elif isinstance(pattern, URLPattern):
            yield route, kinds, (pattern.lookup_str, pattern.name)


def kind_of(converter) -> str:
    return (
        type(converter)
        .__name__.removesuffix("Converter")
        .lower()
        .replace("string", "str")
    )


def public_routes() -> dict[str, tuple[dict[str, str], bool]]:
    """Return each route with the kinds of its places, and whether its view is new.

    The other languages' addresses lead to the views of the first.
    """
    found = {}
    views = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            for route, kinds, view in routes(get_resolver().url_patterns):
                if route in found:
                    continue
                found[route] = (
                    {name: kind_of(kind) for name, kind in kinds.items()},
                    view not in views,
                )
                views.add(view)
    return dict(sorted(found.items()))


def filled(route: str, kinds: dict[str, str], number: int) -> str:
    """Return the route with the n-th hostile value in each of its places."""
    for name, kind in kinds.items():
        values = PLACES[kind]
        for place in (f"<{kind}:{name}>", f"<{name}>"):
            route = route.replace(place, values[number % len(values)])
    return f"/{route}"


@pytest.fixture
def forgiving(client):
    """A client that gets the answer of a broken view instead of its exception."""
    client.raise_request_exception = False
    return client


def status(client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        # Django's test client closes the file when all is read.
        b"".join(answer.streaming_content)
    return answer.status_code


ROUTES = public_routes()


@pytest.mark.parametrize("route", ROUTES)
def test_hostile_address_is_answered(forgiving, route):
    kinds, is_first = ROUTES[route]
    factories.edition(factories.volume(slug="x"))
    most = max((len(PLACES[kind]) for kind in kinds.values()), default=1)
    addresses = [filled(route, kinds, number) for number in range(most)]
    addresses += [
        f"{filled(route, kinds, 1)}?{'&'.join(f'{name}={value}' for name in NAMES)}"
        for value in (VALUES if is_first else VALUES[:1])
    ]
    answers = {address[:200]: status(forgiving, address) for address in addresses}
    known = KNOWN | OWN.get(route, set())
    assert {a: s for a, s in answers.items() if s not in known} == {}


@pytest.mark.parametrize("collection", ["news", "papers", "recommendations", "volumes"])
@pytest.mark.parametrize("name", NAMES)
def test_hostile_parameter_of_the_api_is_answered(forgiving, collection, name):
    answers = {
        value[:200]: status(forgiving, f"/api/v1/{collection}/?{name}={value}")
        for value in VALUES
    }
    assert {v: s for v, s in answers.items() if s not in {200, 400, 404}} == {}


@pytest.mark.parametrize("path", [f"/sl/{'x' * 9000}/", "/sl/%00/", "/%00", "/sl/%ff/", "/sl//x/../", "/it/" + quote("\U0001f4a3")])  # fmt: skip
def test_hostile_page_address_does_not_exist(forgiving, path):
    assert forgiving.get(path).status_code in {301, 302, 400, 404}


@pytest.mark.parametrize("address", ["/sl/%00/", "/sl/zbornik/x/p/%00.png", "/sl/?a=%00", "/api/v1/papers/?volume=%00"])  # fmt: skip
def test_null_character_is_refused(client, address):
    """PostgreSQL would fail with it, so it never reaches the database."""
    assert client.get(address).status_code == 400


def test_null_character_in_cookie_is_refused(client):
    client.cookies.load('sessionid="\\000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"')
    assert client.get("/sl/").status_code == 400
