"""People as they are published."""

from cms.api.v1 import people, projections, serializers
from cms.api.v1.relations import named_by
from cms.api.v1.resources.base import Resource, nothing, uuid_of
from cms.api.v1.searching import names_with
from search.enums import Kind


class PersonResource(Resource):
    """Everybody who is named on a paper, a title page or a programme, by name."""

    name = "people"
    basename = "person"
    relations = {
        "papers": named_by("papers", "papers"),
        "volumes": named_by("volumes", "volumes"),
        "programme_items": named_by("programme-items", "programme_items"),
    }
    searched = (Kind.PERSON, "paper")
    list_serializer = serializers.PersonSerializer
    detail_serializer = serializers.PersonSerializer

    def listed(self):
        found = self.found()
        if words := self.given.get("search"):
            names = names_with(words, self.locale)
            wanted = {people.person_id(name) for name in names}
            found = [one for one in found if one.id in wanted]
        return found

    def found(self):
        return sorted(people.directory().values(), key=lambda one: one.order)

    def of_keys(self, keys):
        return [one for one in self.found() if str(one.id) in keys]

    def find(self, key):
        found = people.directory().get(uuid_of(key))
        if found is None:
            raise nothing()
        return found

    def project_all(self, things):
        return [projections.person(one, self.to) for one in things]

    def project_in_full(self, thing):
        return projections.person(thing, self.to)
