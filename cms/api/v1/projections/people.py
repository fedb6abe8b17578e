"""What partners get of people."""

from cms.api.v1.addresses import Addresses
from cms.api.v1.people import Person
from cms.api.v1.projections.base import Projection


def person(one: Person, to: Addresses) -> Projection:
    """Return a person with what is published under the name."""
    return {
        "id": one.id,
        "served_locale": to.locale,
        "name": one.name,
        "orcid": one.orcid,
        "affiliations": list(one.affiliations),
        "papers": list(one.papers),
        "volumes": list(one.volumes),
        "programme_items": list(one.items),
        "api_url": to.of_resource("person", one.id),
    }
