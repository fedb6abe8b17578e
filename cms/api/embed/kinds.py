"""What partners can show on their pages: short lists, and single things as cards."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound

from cms.api.v1.addresses import Addresses
from cms.api.v1.resources import RESOURCES

MOST = 20
USUAL = 5
LANGUAGES = [code for code, _name in settings.LANGUAGES]
Facts = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One thing of a list, as short as it gets."""

    title: str
    url: str
    language: str
    day: str = ""
    text: str = ""
    picture: Facts | None = None


@dataclass(frozen=True)
class Kind:
    """A list that can be embedded: its name, and what it says of each thing."""

    name: str
    title: Callable[[], str]
    text: Callable[[Facts], str]
    day: str = ""
    # What it can be narrowed by.
    filter: str = ""


KINDS = {
    each.name: each
    for each in (
        Kind("news", lambda: _("COOP news"), lambda one: one["lead"], "date"),
        Kind(
            "papers",
            lambda: _("COOP papers"),
            lambda one: ", ".join(author["name"] for author in one["authors"]),
            filter="volume",
        ),
        Kind(
            "events",
            lambda: _("COOP conferences"),
            lambda one: one["place"],
            "first_day",
        ),
        Kind(
            "recommendations",
            lambda: _("COOP recommendations"),
            lambda one: one["target_group_name"],
            filter="volume",
        ),
    )
}


@dataclass(frozen=True)
class Wish:
    """What a partner wants to show."""

    kind: str
    language: str
    limit: int = USUAL
    volume: str = ""
    pictures: bool = False


@dataclass(frozen=True)
class Shown:
    """A list as the frame shows it."""

    title: str
    language: str
    lines: list[Line] = field(default_factory=list)


def shown(wish: Wish) -> Shown:
    """Return the list; a thing that is not in the language comes in another one."""
    kind = KINDS[wish.kind]
    fallback = [code for code in LANGUAGES if code != wish.language]
    given = {"fallback": fallback, "volume": wish.volume or None}
    to = Addresses(None, wish.language)
    with translation.override(wish.language):
        resource = RESOURCES[wish.kind](wish.language, to, given)
        things = list(resource.listed()[: wish.limit])
        entries = resource.project_all(things)
        lines = [_line(kind, entry, pictures=wish.pictures) for entry in entries]
        return Shown(kind.title(), wish.language, lines)


def card(resource: str, key: str, language: str) -> Line:
    """Return one thing in a few lines.

    Raises:
        NotFound: when the public does not see it in this language.
    """
    entry = RESOURCES[resource](language, Addresses(None, language)).entry(key)
    text = entry.get("lead") or entry.get("place") or ""
    if "authors" in entry:
        text = ", ".join(author["name"] for author in entry["authors"])
    if not entry.get("url"):
        raise NotFound
    return Line(
        title=entry["title"],
        url=entry["url"],
        language=entry["served_locale"],
        day=str(entry.get("date") or entry.get("first_day") or ""),
        text=text,
        picture=entry.get("picture"),
    )


def _line(kind: Kind, entry: Facts, *, pictures: bool) -> Line:
    return Line(
        title=entry["title"],
        url=entry["url"],
        language=entry["served_locale"],
        day=str(entry[kind.day]) if kind.day else "",
        text=kind.text(entry),
        picture=entry.get("picture") if pictures else None,
    )
