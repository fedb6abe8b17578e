"""The formats that harvesters may choose from, and what a record says in each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from lxml import etree

from cms.api.oai import datacite, dublin_core, jats
from cms.api.oai.records import Record
from cms.api.oai.xml import Facts
from cms.api.v1.addresses import Addresses
from cms.api.v1.resources import RESOURCES


@dataclass(frozen=True)
class Format:
    """A metadata format: how it is called, where it is described, who writes it."""

    prefix: str
    schema: str
    namespace: str
    write: Callable[[Record, Facts], etree._Element]
    # Whether a record can be given in it.
    holds: Callable[[Record], bool] = lambda _record: True


FORMATS = {
    each.prefix: each
    for each in (
        Format("oai_dc", dublin_core.SCHEMA, dublin_core.NAMESPACE, dublin_core.write),
        Format("oai_datacite", datacite.SCHEMA, datacite.NAMESPACE, datacite.write),
        Format("jats", jats.SCHEMA, jats.NAMESPACE, jats.write, jats.holds),
    )
}


def facts_of(record: Record) -> Facts:
    """Return the entry of a record as the API serves it; papers know their volume's.

    Raises:
        NotFound: when it has gone since.
    """
    facts = _entry(record.resource, record.key)
    if record.resource == "papers":
        volume = _entry("volumes", facts["volume"]["id"])
        known = {name: volume[name] for name in ("publisher", "year", "issued", "isbn")}
        facts = {**known, **facts}
    return facts


def _entry(resource: str, key: str) -> Facts:
    locale = settings.LANGUAGE_CODE
    return dict(RESOURCES[resource](locale, Addresses(None, locale)).entry(key))
