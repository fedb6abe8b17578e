"""Pictures that public content shows."""

from cms.api.v1 import projections, queries, serializers
from cms.api.v1.resources.base import Resource, first_of, uuid_of


class PictureResource(Resource):
    """Pictures of public pages, the newest first."""

    name = "pictures"
    basename = "picture"
    list_serializer = serializers.PictureEntrySerializer
    detail_serializer = serializers.PictureEntrySerializer

    def found(self):
        return queries.public_pictures()

    def of_keys(self, keys):
        return self.found().filter(uuid__in=keys)

    def find(self, key):
        return first_of(self.found().filter(uuid=uuid_of(key)))

    def project_all(self, things):
        return [projections.picture_entry(image, self.to) for image in things]

    def project_in_full(self, thing):
        return projections.picture_entry(thing, self.to)
