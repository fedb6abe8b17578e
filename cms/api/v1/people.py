"""People as they are published: names on papers, title pages and programmes.

Nobody has a row of their own in this site. So a name is the person; its id is made
of the name, and when the last thing that bears it is withdrawn, the entry is gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID, uuid5

from django.db.models import Max

from cms.api.models import Clock, Mark
from cms.core.text import fold
from cms.programme import snapshots
from cms.programme.models import ProgrammeRelease
from cms.publications.models import Edition, EditionPaper

NAMES = UUID("0d3b1f0e-6a0f-5c0e-9b62-3f8f0c5ad0c1")


@dataclass
class Person:
    """What is published of one name."""

    name: str
    orcid: str = ""
    affiliations: dict[str, None] = field(default_factory=dict)
    papers: dict[str, None] = field(default_factory=dict)
    volumes: dict[str, None] = field(default_factory=dict)
    items: dict[str, None] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return person_id(self.name)

    @property
    def order(self) -> list[str]:
        """What people are listed by: the name as readers sort it."""
        return [fold(self.name), str(self.id)]


Directory = dict[UUID, Person]


def person_id(name: str) -> UUID:
    """Return the id of a name; accents and capital letters make no difference."""
    return uuid5(NAMES, " ".join(fold(name).split()))


def directory() -> Directory:
    """Return everybody who is published now, by id."""
    editions = tuple(Edition.objects.current().order_by("pk").values_list("pk", "uuid"))
    releases = tuple(
        ProgrammeRelease.objects.current()
        .order_by("pk")
        .values_list("pk", "released_at")
    )
    # Whatever changes without another edition or release leaves a mark.
    state = (
        Clock.objects.values_list("number", flat=True).get(pk=1),
        Mark.objects.aggregate(last=Max("pk"))["last"],
    )
    return _directory(editions, releases, state)


@lru_cache(maxsize=2)
def _directory(editions: tuple, releases: tuple, state: tuple) -> Directory:
    """Read everybody: once for each state of the content."""
    found: Directory = {}

    def of(name: str) -> Person:
        return found.setdefault(person_id(name), Person(name))

    _read_papers([pk for pk, _uuid in editions], of)
    _read_volumes([pk for pk, _uuid in editions], of)
    for release in ProgrammeRelease.objects.filter(pk__in=[pk for pk, _at in releases]):
        _read_programme(release, of)
    return found


def _read_papers(editions: list[int], of) -> None:
    rows = EditionPaper.objects.filter(edition__in=editions).order_by(
        "edition__volume__year", "position"
    )
    for volume, slug, authors in rows.values_list(
        "edition__volume__slug", "slug", "authors"
    ):
        for author in authors:
            person = of(author["name"])
            person.papers[f"{volume}.{slug}"] = None
            person.orcid = author.get("orcid", "") or person.orcid
            for affiliation in author.get("affiliations", []):
                person.affiliations[affiliation] = None


def _read_volumes(editions: list[int], of) -> None:
    rows = Edition.objects.filter(pk__in=editions).order_by("volume__year", "pk")
    for slug, details in rows.values_list("volume__slug", "details"):
        for editor in details.get("editors", []):
            person = of(editor["name"])
            person.volumes[slug] = None
            if editor.get("affiliation"):
                person.affiliations[editor["affiliation"]] = None


def _read_programme(release: ProgrammeRelease, of) -> None:
    for item in snapshots.items(release.snapshot).values():
        for one in item.get("speakers", []):
            person = of(one["name"])
            person.items[item["code"]] = None
            if one.get("affiliation"):
                person.affiliations[one["affiliation"]] = None
        for one in item.get("chairs", []):
            of(one["name"]).items[item["code"]] = None
    for session in release.snapshot["sessions"]:
        for one in session["chairs"]:
            # Of a session with talks: named in the programme, by no item of it.
            of(one["name"])


def names_of_edition(edition: Edition) -> Iterator[str]:
    """Yield whom an edition names."""
    for author in edition.papers.values_list("authors", flat=True):
        yield from (one["name"] for one in author)
    yield from (one["name"] for one in edition.details.get("editors", []))


def names_of_release(release: ProgrammeRelease) -> Iterator[str]:
    """Yield whom a release names."""
    for session in release.snapshot["sessions"]:
        yield from (one["name"] for one in session["chairs"])
        for talk in session["talks"]:
            yield from (one["name"] for one in talk["speakers"])
