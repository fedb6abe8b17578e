"""The partners of the project."""

from cms.api.v1 import parameters, projections, queries, serializers
from cms.api.v1.resources.base import InLanguagesMixin, Resource
from search.enums import Kind


class PartnerResource(InLanguagesMixin, Resource):
    """The partners of the project, the lead partner first."""

    name = "partners"
    basename = "partner"
    source = queries.public_partners
    filters = [parameters.KIND]
    lookups = {"kind": "kind"}
    orders = {"name": ("name", "pk"), "-name": ("-name", "-pk")}
    list_serializer = serializers.PartnerSerializer
    searched = (Kind.PARTNER, "partner")
    detail_serializer = serializers.PartnerSerializer

    def project_all(self, things):
        return [projections.partner(partner, self.to) for partner in things]

    def project_in_full(self, thing):
        return projections.partner(thing, self.to)
