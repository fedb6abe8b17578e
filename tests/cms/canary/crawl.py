"""Opens every address that the matrix knows, as one role, and reads all of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.cms.canary.routes import Route, Row
from tests.cms.canary.world import GUESS, World
from tests.factories import manuscripts

MOST_FOLLOWED = 80
HREF = re.compile(r'href="(/[^"#]+)')
# Leaving the site or its languages says nothing; files of the design neither.
NOT_FOLLOWED = re.compile(
    r"^/(static|media)/|odjav|esci|sign-out|logout|/oai|\.(css|js)"
)
DOORS = ("/prijava/", "/accedi/", "/sign-in/", "/admin/login/", "_util/login")


@dataclass(frozen=True)
class Answer:
    """What one request brought."""

    route: str
    address: str
    status: int
    opened: bool
    body: str


def client_of(role: str, world: World) -> Client:
    """Return a browser of that role; an error of the site is an answer as well."""
    client = Client(raise_request_exception=True)
    person = world.people[role]
    if person is not None:
        client.force_login(person)
    return client


def addresses(row: Row, route: Route, role: str, world: World) -> Iterator[str]:
    """Yield the addresses of a row: in three languages, or for each search word."""
    given, _mark, query = row.sample.partition("?")
    if given.startswith("/"):
        yield from _asked(given, query, world)
        return
    kwargs = {}
    for pair in filter(None, given.replace("-", "", given == "-").split(",")):
        name, _equals, value = pair.partition("=")
        kwargs[name] = _value(value, role, world)
    is_translated = re.match(r"(sl|it|en)/", route.text) is not None
    # A search is the same in all languages; its many words are tried in one.
    languages = ["en"]
    if is_translated and "*" not in query:
        languages = [code for code, _name in settings.LANGUAGES]
    for language in languages:
        with translation.override(language):
            path = reverse(route.name, kwargs=kwargs) if _named(route) else route.name
        yield from _asked(path, query, world)


def _named(route: Route) -> bool:
    return not route.name.startswith(("/", "wagtail:/"))


def _value(value: str, role: str, world: World) -> str:
    if value in world.secrets:
        holder, secret = world.secrets[value]
        return secret if role == holder else GUESS
    if value.startswith("'"):
        return value[1:]
    return world.samples[value]


def _asked(path: str, query: str, world: World) -> Iterator[str]:
    if not query:
        yield path
    elif "*" not in query:
        yield f"{path}?{query}"
    else:
        for canary in world.canaries:
            yield f"{path}?{query.replace('*', canary.search)}"


def visit(client: Client, route: str, address: str, method: str = "GET") -> Answer:
    """Ask for an address, and say whether it opened and what was there."""
    response = getattr(client, method.lower())(address)
    target = response.headers.get("Location", "")
    refused = response.status_code >= 400 or (
        response.status_code in {301, 302}
        and (any(door in target for door in DOORS) or target == "/admin/")
    )
    return Answer(route, address, response.status_code, not refused, _text(response))


def _text(response) -> str:
    """Return everything that a response holds, unpacked."""
    if response.streaming:
        body = b"".join(response.streaming_content)
    else:
        body = response.content
    if body.startswith(b"%PDF"):
        body = manuscripts.bytes_of_pdf(body)
    elif body.startswith(b"PK\x03\x04"):
        body = manuscripts.parts(body)
    headers = " ".join(map(str, response.headers.values()))
    return unescape(f"{headers} {body.decode('utf-8', 'replace')}").casefold()


def follow(client: Client, answers: list[Answer]) -> Iterator[Answer]:
    """Visit what the pages link to, as far as it was not visited before."""
    known = {answer.address for answer in answers}
    waiting = [
        link
        for answer in answers
        for link in HREF.findall(answer.body)
        if not NOT_FOLLOWED.search(link)
    ]
    followed = 0
    for link in dict.fromkeys(waiting):
        if link in known or followed >= MOST_FOLLOWED:
            continue
        followed += 1
        yield visit(client, "a link", link)
