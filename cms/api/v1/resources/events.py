"""Conferences and what happens at them: only what was released."""

from cms.api.v1 import parameters, people, projections, queries, serializers
from cms.api.v1.queries import ProgrammeItem
from cms.api.v1.relations import Entries, Relation, named_by
from cms.api.v1.resources.base import Resource, nothing, uuid_of


def _of_events(resource: Resource, entries: Entries) -> list[ProgrammeItem]:
    events = {str(entry["id"]) for entry in entries}
    found = queries.programme_items()
    return [item for item in found if str(item.release.programme.uuid) in events]


def _speakers(resource: Resource, entries: Entries) -> list[people.Person]:
    keys = [
        str(one["id"])
        for entry in entries
        for one in (*entry["speakers"], *entry["chairs"])
    ]
    return resource.of_keys(keys)


class EventResource(Resource):
    """Conferences whose programme was released, the latest first."""

    name = "events"
    basename = "event"
    filters = [parameters.YEAR]
    lookups = {"year": "programme__first_day__year"}
    relations = {"items": Relation("programme-items", _of_events)}
    list_serializer = serializers.EventSerializer
    detail_serializer = serializers.EventDetailSerializer

    def found(self):
        return queries.current_releases()

    def of_keys(self, keys):
        return self.found().filter(programme__uuid__in=keys)

    def find(self, key):
        release = self.found().filter(programme__uuid=uuid_of(key)).first()
        if release is None:
            raise nothing()
        return release

    def project_all(self, things):
        return [projections.event(release, self.to) for release in things]

    def project_in_full(self, thing):
        items = queries.items_of([thing])
        papers = queries.papers_of_items(items)
        told = [
            projections.programme_item(one.item, thing, papers.get(one.code), self.to)
            for one in items
        ]
        return projections.event_in_full(thing, told, self.to)


class ProgrammeItemResource(Resource):
    """Talks, and sessions without talks, of all conferences, in their order."""

    name = "programme-items"
    basename = "programme-item"
    filters = [parameters.EVENT, parameters.ON_DAY, parameters.SESSION_KIND]
    relations = {
        "event": named_by("events", "event", "id"),
        "paper": named_by("papers", "paper"),
        "speakers": Relation("people", _speakers),
    }
    list_serializer = serializers.ProgrammeItemSerializer
    detail_serializer = serializers.ProgrammeItemSerializer

    def listed(self):
        event, day, kind = (self.given.get(each) for each in ("event", "day", "kind"))
        return [
            one
            for one in queries.programme_items()
            if (event is None or str(one.release.programme.uuid) == event)
            and (day is None or one.item["day"] == day.isoformat())
            and (kind is None or one.item["kind"] == kind)
        ]

    def found(self):
        return queries.programme_items()

    def of_keys(self, keys):
        return [one for one in self.found() if one.code in keys]

    def find(self, key):
        for one in self.found():
            if one.code == key:
                return one
        raise nothing()

    def project_all(self, things):
        items = list(things)
        papers = queries.papers_of_items(items)
        return [
            projections.programme_item(
                one.item, one.release, papers.get(one.code), self.to
            )
            for one in items
        ]

    def project_in_full(self, thing):
        (entry,) = self.project_all([thing])
        return entry
