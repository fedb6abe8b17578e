"""What can be harvested: the papers and volumes of the ledger, gone ones included."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Max, Min, Q

from cms.api.enums import GONE
from cms.api.models import Entry
from cms.api.oai.arguments import Selection
from cms.api.oai.problems import OaiError
from cms.core.addresses import absolute

RESOURCES = ("volumes", "papers")
MOST = 50
_IDENTIFIER = re.compile(r"oai:([^:\s]+):(volumes|papers)/([\w.-]{1,200})", re.ASCII)
_SET = re.compile(r"(volume|language|kind):([\w-]{1,100})", re.ASCII)
KINDS = {"volumes": "volume", "papers": "paper"}


@dataclass(frozen=True)
class Record:
    """One thing, in all languages together."""

    resource: str
    key: str
    number: int
    changed_at: datetime
    language: str
    gone: bool

    @property
    def identifier(self) -> str:
        """The identifier of the protocol, which never changes."""
        return f"oai:{host()}:{self.resource}/{self.key}"

    @property
    def sets(self) -> list[str]:
        """The sets that it is or was in."""
        volume = self.key.partition(".")[0]
        sets = [f"kind:{KINDS[self.resource]}", f"volume:{volume}"]
        return [*sets, f"language:{self.language}"] if self.language else sets


def host() -> str:
    """Return the name of the site, which identifiers are made with."""
    return absolute("/").split("/")[2].split(":")[0]


def records(selection: Selection) -> tuple[list[Record], int | None]:
    """Return the next records of a selection, and the number to go on behind.

    Raises:
        OaiError: noRecordsMatch when there are none at all.
    """
    found = _things(_in_set(selection.of_set)).filter(last__gt=selection.number)
    if selection.since:
        found = found.filter(changed__gte=selection.since)
    if selection.before:
        found = found.filter(changed__lt=selection.before)
    rows = [_record(row) for row in found.order_by("last")[: MOST + 1]]
    if not rows and not selection.number:
        raise OaiError("noRecordsMatch", "There are no such records.")
    if len(rows) > MOST:
        return rows[:MOST], rows[MOST - 1].number
    return rows, None


def find(identifier: str) -> Record:
    """Return the record of an identifier.

    Raises:
        OaiError: idDoesNotExist.
    """
    match = _IDENTIFIER.fullmatch(identifier)
    if match and match[1] == host():
        row = _things(Q(resource=match[2], key=match[3])).order_by("last").first()
        if row:
            return _record(row)
    raise OaiError("idDoesNotExist", "There is no record with this identifier.")


def earliest() -> datetime | None:
    """Return when the first record came, or None."""
    found = Entry.objects.filter(resource__in=RESOURCES)
    return found.aggregate(first=Min("created_at"))["first"]


def sets() -> Iterator[tuple[str, str]]:
    """Yield each set with its name."""
    yield "kind:volume", "Volumes"
    yield "kind:paper", "Papers"
    for code, name in settings.LANGUAGES:
        yield f"language:{code}", str(name)
    keys = Entry.objects.filter(resource="volumes").order_by("key")
    for key in keys.values_list("key", flat=True).distinct():
        yield f"volume:{key}", key


def _in_set(name: str) -> Q:
    if not name:
        return Q()
    match = _SET.fullmatch(name)
    if match is None:
        raise OaiError("noRecordsMatch", "There is no such set.")
    kind, value = match.groups()
    if kind == "language":
        return Q(language=value)
    if kind == "volume":
        return Q(resource="volumes", key=value) | Q(
            resource="papers", key__startswith=f"{value}."
        )
    return Q(resource__in=[name for name, told in KINDS.items() if told == value])


def _things(wanted: Q) -> "Iterable":
    """Return entries grouped over their languages."""
    return (
        Entry.objects.filter(wanted, resource__in=RESOURCES)
        .order_by()
        .values("resource", "key")
        .annotate(
            last=Max("number"),
            changed=Max("changed_at"),
            language=Max("language"),
            present=Count("pk", filter=~Q(event__in=GONE)),
        )
    )


def _record(row: dict) -> Record:
    return Record(
        row["resource"],
        row["key"],
        row["last"],
        row["changed"],
        row["language"],
        not row["present"],
    )
