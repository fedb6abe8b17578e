"""OAI-PMH 2.0: libraries and aggregators harvest papers and volumes from here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from lxml import etree
from rest_framework.exceptions import NotFound

from cms.api.gate import admits
from cms.api.models import ApiKey
from cms.api.oai import records
from cms.api.oai.arguments import Selection, read_arguments, read_selection
from cms.api.oai.formats import FORMATS, facts_of
from cms.api.oai.problems import OaiError
from cms.api.oai.records import Record
from cms.api.oai.xml import XSI, element
from cms.api.v1 import ledger
from cms.core.addresses import absolute
from cms.core.text import for_xml

OAI = "http://www.openarchives.org/OAI/2.0/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
MAX_AGE = 60
# The errors after which the request's arguments are not repeated (section 3.2).
UNREPEATED = frozenset({"badVerb", "badArgument"})


def _opens(key: ApiKey) -> bool:
    return all(key.opens(name) for name in records.RESOURCES)


# Harvesters may ask by POST too (section 3.1.1); nothing is changed by it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@admits(_opens)
def provider(request: HttpRequest) -> HttpResponse:
    """Answer one request of the protocol."""
    given = request.POST if request.method == "POST" else request.GET
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {SCHEMA}")
    _add(root, "responseDate", _instant(timezone.now()))
    ledger.settle(batches=1)
    try:
        arguments = read_arguments(given)
        answer = VERBS[given["verb"]](arguments)
    except OaiError as problem:
        repeated = {} if problem.code in UNREPEATED else given.dict()
        answer = etree.Element(f"{{{OAI}}}error", code=problem.code)
        answer.text = for_xml(str(problem))
    else:
        repeated = given.dict()
    _add(
        root,
        "request",
        absolute("/oai"),
        **{name: value for name, value in repeated.items() if name.isidentifier()},
    )
    root.append(answer)
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    response = HttpResponse(body, content_type="text/xml; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response


def _identify(_: dict[str, str]) -> etree._Element:
    answer = _element("Identify")
    _add(answer, "repositoryName", "COOP Press")
    _add(answer, "baseURL", absolute("/oai"))
    _add(answer, "protocolVersion", "2.0")
    _add(answer, "adminEmail", settings.DEFAULT_FROM_EMAIL)
    _add(answer, "earliestDatestamp", _instant(records.earliest() or timezone.now()))
    # The ledger never forgets what is gone.
    _add(answer, "deletedRecord", "persistent")
    _add(answer, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    return answer


def _list_metadata_formats(arguments: dict[str, str]) -> etree._Element:
    known = list(FORMATS.values())
    if "identifier" in arguments:
        record = records.find(arguments["identifier"])
        known = [each for each in known if each.holds(record)]
    answer = _element("ListMetadataFormats")
    for each in known:
        row = _add(answer, "metadataFormat")
        _add(row, "metadataPrefix", each.prefix)
        _add(row, "schema", each.schema)
        _add(row, "metadataNamespace", each.namespace)
    return answer


def _list_sets(arguments: dict[str, str]) -> etree._Element:
    if "resumptionToken" in arguments:
        raise OaiError("badResumptionToken", "The list of sets is given whole.")
    answer = _element("ListSets")
    for spec, name in records.sets():
        row = _add(answer, "set")
        _add(row, "setSpec", spec)
        _add(row, "setName", name)
    return answer


def _list_identifiers(arguments: dict[str, str]) -> etree._Element:
    return _list("ListIdentifiers", arguments, lambda _, record: _header(record))


def _list_records(arguments: dict[str, str]) -> etree._Element:
    return _list("ListRecords", arguments, _record)


def _get_record(arguments: dict[str, str]) -> etree._Element:
    prefix = _known(arguments["metadataPrefix"])
    record = records.find(arguments["identifier"])
    if not FORMATS[prefix].holds(record):
        message = "There is no such record in this format."
        raise OaiError("cannotDisseminateFormat", message)
    answer = _element("GetRecord")
    answer.append(_record(prefix, record))
    return answer


def _list(
    name: str,
    arguments: dict[str, str],
    write: Callable[[str, Record], etree._Element],
) -> etree._Element:
    selection = read_selection(arguments)
    prefix = _known(selection.prefix)
    found, following = _held(prefix, selection)
    answer = _element(name)
    for record in found:
        answer.append(write(prefix, record))
    if following is not None:
        _add(answer, "resumptionToken", selection.token(following))
    elif selection.number:
        _add(answer, "resumptionToken")
    return answer


def _held(prefix: str, selection: Selection) -> tuple[list[Record], int | None]:
    """Return the next records that there are in the format; an answer is never empty."""
    following: int | None = selection.number
    while following is not None:
        found, following = records.records(replace(selection, number=following))
        found = [record for record in found if FORMATS[prefix].holds(record)]
        if found:
            return found, following
    if not selection.number:
        raise OaiError("noRecordsMatch", "There are no such records.")
    return [], None


def _record(prefix: str, record: Record) -> etree._Element:
    answer = _element("record")
    facts = None
    if not record.gone:
        try:
            facts = facts_of(record)
        except NotFound:
            # It went this moment; the ledger will say so with the next change.
            facts = None
    answer.append(_header(record, gone=facts is None))
    if facts is not None:
        metadata = _add(answer, "metadata")
        metadata.append(FORMATS[prefix].write(record, facts))
    return answer


def _header(record: Record, *, gone: bool | None = None) -> etree._Element:
    header = _element("header")
    if record.gone if gone is None else gone:
        header.set("status", "deleted")
    _add(header, "identifier", record.identifier)
    _add(header, "datestamp", _instant(record.changed_at))
    for name in record.sets:
        _add(header, "setSpec", name)
    return header


def _known(prefix: str) -> str:
    if prefix not in FORMATS:
        known = ", ".join(FORMATS)
        raise OaiError("cannotDisseminateFormat", f"There are these formats: {known}.")
    return prefix


def _element(name: str) -> etree._Element:
    return etree.Element(f"{{{OAI}}}{name}")


def _add(
    parent: etree._Element, name: str, text: str = "", **attributes: str
) -> etree._Element:
    return element(parent, f"{{{OAI}}}{name}", text, **attributes)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


VERBS = {
    "Identify": _identify,
    "ListMetadataFormats": _list_metadata_formats,
    "ListSets": _list_sets,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
    "GetRecord": _get_record,
}
