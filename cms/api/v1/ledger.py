"""Settles the ledger: turns marks into numbered changes, one settler at a time."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Exists
from django.utils import timezone
from rest_framework import exceptions
from wagtail.models import Page, TranslatableMixin

from cms.api.enums import GONE, Event
from cms.api.models import Change, Clock, Entry, Mark
from cms.api.v1 import people, queries
from cms.api.v1.addresses import Addresses
from cms.api.v1.resources import FOLLOWED, RESOURCES
from cms.assets.models import CoopImage
from cms.network.models import Partner
from cms.news.models import NewsPage
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from cms.programme import snapshots
from cms.programme.models import ProgrammeRelease, Talk
from cms.publications.models import Edition, EditionPaper, EditionRecommendation

LOCALES = [code for code, _name in settings.LANGUAGES]
# Looked at in one transaction: the lock is short, and a request stays quick.
BATCH = 100
Target = tuple[str, str]
ROWS: dict[str, type[TranslatableMixin]] = {
    "news": NewsPage,
    "newspaper-issues": NewspaperIssuePage,
    "articles": ArticlePage,
    "partners": Partner,
    "pages": Page,
}


@dataclass(frozen=True)
class Version:
    """Which state of the content an answer shows; `settled` when nothing waits."""

    number: int
    at: datetime
    settled: bool


def version() -> Version:
    """Return the present version."""
    waiting = Exists(Mark.objects.all())
    clock = Clock.objects.annotate(waiting=waiting).get(pk=1)
    return Version(clock.number, clock.at, not clock.waiting)


def settle(*, batches: int | None = None) -> None:
    """Turn the marks that there are into changes; at most so many batches."""
    while batches is None or batches > 0:
        if not _settle_batch():
            return
        batches = None if batches is None else batches - 1


@transaction.atomic
def _settle_batch() -> bool:
    clock = Clock.objects.select_for_update().get(pk=1)
    marks = list(Mark.objects.order_by("pk")[:BATCH])
    if not marks:
        return False
    now = timezone.now()
    # Every settling is a new version, also when no entry is different: a list may be.
    clock.number += 1
    for resource, key in dict.fromkeys((m.resource, m.key) for m in marks):
        if resource and resource not in FOLLOWED:
            # A new version is all: the delta does not tell of it.
            continue
        if key:
            _settle_thing(clock, now, resource, key)
        else:
            _spread(resource)
    clock.save()
    Mark.objects.filter(pk__in=[each.pk for each in marks]).delete()
    return True


def _spread(resource: str) -> None:
    """Put a mark for everything into marks for each thing."""
    targets: dict[Target, None] = {}
    for name in [resource] if resource else FOLLOWED:
        known = Entry.objects.filter(resource=name).values_list("key", flat=True)
        for key in [*_keys(name), *known]:
            targets[name, str(key)] = None
    Mark.objects.bulk_create(
        (Mark(resource=name, key=key) for name, key in targets), batch_size=500
    )


def _keys(resource: str) -> Iterable[object]:
    if resource == "pages":
        return queries.public_pages().values_list("translation_key", flat=True)
    if resource in ROWS:
        return ROWS[resource].objects.values_list("translation_key", flat=True)
    if resource == "volumes":
        return Edition.objects.values_list("volume__slug", flat=True)
    if resource == "events":
        return queries.current_releases().values_list("programme__uuid", flat=True)
    if resource == "pictures":
        return queries.public_pictures().values_list("uuid", flat=True)
    if resource == "people":
        return people.directory()
    # Papers and recommendations are looked at with their volumes, and what happens
    # at a conference with it.
    return ()


def _settle_thing(clock: Clock, now: datetime, resource: str, key: str) -> None:
    for name, each in _with_parts(resource, key):
        for locale in LOCALES:
            _settle_entry(clock, now, name, each, locale)


def _with_parts(resource: str, key: str) -> Iterator[Target]:
    """Yield a thing and, for a volume, all that it holds or held."""
    yield resource, key
    if resource == "volumes":
        yield from _parts_of_volume(key)
    elif resource == "events":
        yield from _parts_of_event(key)


def _parts_of_event(key: str) -> Iterator[Target]:
    codes: dict[str, None] = {}
    names: dict[str, None] = {}
    for release in ProgrammeRelease.objects.filter(programme__uuid=key):
        codes.update(dict.fromkeys(snapshots.items(release.snapshot)))
        names.update(dict.fromkeys(people.names_of_release(release)))
    yield from (("programme-items", code) for code in codes)
    yield from (("people", each) for each in _ids(names))


def _ids(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(str(people.person_id(name)) for name in names))


def _parts_of_volume(key: str) -> Iterator[Target]:
    printed = EditionPaper.objects.filter(edition__volume__slug=key)
    slugs = {f"{key}.{slug}" for slug in printed.values_list("slug", flat=True)}
    known = Entry.objects.filter(resource="papers", key__startswith=f"{key}.")
    slugs.update(known.values_list("key", flat=True))
    yield from (("papers", slug) for slug in sorted(slugs))
    advice = EditionRecommendation.objects.filter(edition__volume__slug=key)
    keys = {str(each) for each in advice.values_list("translation_key", flat=True)}
    yield from (("recommendations", each) for each in sorted(keys))
    names: dict[str, None] = {}
    for edition in Edition.objects.filter(volume__slug=key):
        names.update(dict.fromkeys(people.names_of_edition(edition)))
    yield from (("people", each) for each in _ids(names))
    codes = Talk.objects.filter(submission__edition_papers__edition__volume__slug=key)
    yield from (
        ("programme-items", code)
        for code in codes.values_list("code", flat=True).distinct()
    )


def _settle_entry(
    clock: Clock, now: datetime, resource: str, key: str, locale: str
) -> None:
    entry = Entry.objects.filter(resource=resource, key=key, locale=locale).first()
    served = _served(resource, key, locale)
    digest = _digest(served) if served else ""
    event = _event(entry, digest, resource, key, locale)
    if event is None:
        return
    clock.number += 1
    Change.objects.create(
        number=clock.number,
        resource=resource,
        key=key,
        locale=locale,
        event=event,
        at=now,
    )
    entry = entry or Entry(resource=resource, key=key, locale=locale, created_at=now)
    entry.digest, entry.event = digest, event
    if served:
        entry.language = served.get("language", locale)
    entry.number, entry.changed_at = clock.number, now
    entry.save()


def _event(
    entry: Entry | None, digest: str, resource: str, key: str, locale: str
) -> Event | None:
    """Return what happened to an entry, or None."""
    there = entry is not None and entry.event not in GONE
    if digest:
        if not there:
            return Event.CREATED
        return Event.UPDATED if entry.digest != digest else None
    return _farewell(resource, key, locale) if there else None


def _farewell(resource: str, key: str, locale: str) -> Event:
    """Return why a thing that was public is public no longer."""
    if resource in ROWS:
        rows = ROWS[resource].objects.filter(
            translation_key=key, locale__language_code=locale
        )
        return Event.UNPUBLISHED if rows.exists() else Event.DELETED
    if resource == "pictures":
        there = CoopImage.objects.filter(uuid=key).exists()
        return Event.UNPUBLISHED if there else Event.DELETED
    if resource == "people":
        # Nothing that is public bears the name any more.
        return Event.WITHDRAWN
    if resource in {"events", "programme-items"}:
        return Event.DELETED
    editions = Edition.objects.all()
    if resource == "volumes":
        editions = editions.filter(volume__slug=key)
    elif resource == "papers":
        volume, _dot, slug = key.partition(".")
        editions = editions.filter(volume__slug=volume, papers__slug=slug)
    else:
        editions = editions.filter(recommendations__translation_key=key)
    if not editions.exists():
        return Event.DELETED
    current = Edition.objects.current().filter(volume__in=editions.values("volume"))
    return Event.SUPERSEDED if current.exists() else Event.WITHDRAWN


def _served(resource: str, key: str, locale: str) -> dict[str, Any] | None:
    """Return an entry as partners get it, or None when they get none."""
    kind = RESOURCES[resource]
    try:
        return kind(locale, Addresses(None, locale)).entry(key)
    except exceptions.NotFound:
        return None


def _digest(entry: dict[str, Any]) -> str:
    text = json.dumps(entry, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
