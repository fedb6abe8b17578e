"""All addresses of the site, and what the permission matrix says of each."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

MATRIX = Path(__file__).with_name("matrix.tsv")
# Apps that are not ours: a row may speak for all routes of one of them.
OTHERS = ("wagtail", "generic_")


@dataclass(frozen=True)
class Route:
    """One pattern of the resolver; a nameless one is known by its text."""

    name: str
    text: str
    takes: tuple[str, ...]
    needs_arguments: bool

    @property
    def is_ours(self) -> bool:
        return not self.name.startswith(OTHERS)

    @property
    def line(self) -> str:
        """The line that somebody has to complete for this route."""
        samples = ",".join(f"{name}=?" for name in self.takes) or "-"
        return "\t".join([self.name, "GET", "WHO MAY OPEN IT", samples])


@dataclass(frozen=True)
class Row:
    """Who may open a route with certain arguments."""

    route: str
    method: str
    access: frozenset[str]
    sample: str

    @property
    def is_for_all(self) -> bool:
        """Whether it speaks for every route of an app that is not ours."""
        return self.route.endswith("*")


def every_route() -> list[Route]:
    """Return all patterns, each once, whatever the language."""
    found = {}
    for route in _walk(get_resolver().url_patterns):
        found.setdefault(route.name, route)
    return list(found.values())


def _walk(patterns, space: str = "", before: str = "", outer: tuple = ()):
    for each in patterns:
        text = before + str(each.pattern)
        takes = (*outer, *each.pattern.converters) if _has_converters(each) else outer
        takes = takes or tuple(each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each.url_patterns, inner, text, takes)
        elif isinstance(each, URLPattern):
            name = f"{space}{each.name}" if each.name else _nameless(text)
            yield Route(name, text, takes, bool(takes or each.pattern.regex.groups))


def _has_converters(each) -> bool:
    return bool(getattr(each.pattern, "converters", None))


def _nameless(text: str) -> str:
    """Return what a pattern without a name is called; Wagtail's own keep its name."""
    return f"wagtail:/{text}" if text.startswith("admin/") else f"/{text}"


def matrix() -> list[Row]:
    """Return the rows of the file."""
    with MATRIX.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(
            (line for line in stream if line.strip() and not line.startswith("#")),
            delimiter="\t",
        )
        return [
            Row(route, method, _people(access), sample)
            for route, method, access, sample in rows
        ]


def _people(access: str) -> frozenset[str]:
    from tests.cms.canary.world import ALIASES, ROLES

    people: set[str] = set()
    for word in access.split():
        people |= ALIASES.get(word, {word})
    unknown = people - set(ROLES)
    assert not unknown, f"matrix.tsv names unknown roles: {sorted(unknown)}"
    return frozenset(people)


def row_for(route: Route, rows: list[Row]) -> list[Row]:
    """Return the rows that speak for a route."""
    own = [row for row in rows if row.route == route.name]
    if own or route.is_ours:
        return own
    return [
        row
        for row in rows
        if row.is_for_all and route.name.startswith(row.route.removesuffix("*"))
    ]
