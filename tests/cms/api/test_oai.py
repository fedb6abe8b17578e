"""OAI-PMH: harvested whole by a client of other people, and by hand where it bites."""

import datetime as dt

import pytest
from django.utils import timezone
from lxml import etree
from oaipmh_scythe import Scythe

from cms.api.models import Entry
from cms.api.oai import records
from cms.api.v1 import ledger
from tests.factories.conference import content
from tests.factories.publications import add_paper, edition, volume

NAMES = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "d": "http://datacite.org/schema/kernel-4",
}


def ask(client, **arguments):
    answer = client.get("/oai", arguments)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    return etree.fromstring(answer.content)


def codes(root) -> list[str]:
    return root.xpath("o:error/@code", namespaces=NAMES)


def texts(root, path: str) -> list[str]:
    return root.xpath(f"{path}/text()", namespaces=NAMES)


# --- harvested whole -----------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_client_harvests_everything_in_pages(live_server, settings, monkeypatch):
    monkeypatch.setattr(records, "MOST", 3)
    book = volume(papers=7)
    edition(book)
    with Scythe(f"{live_server.url}/oai") as scythe:
        found = list(scythe.list_records(metadata_prefix="oai_dc"))
        names = sorted(record.header.identifier for record in found)
        papers = [r for r in found if ":papers/" in r.header.identifier]
        assert len(found) == len(set(names)) == 8
        assert sorted(r.metadata["title"][0] for r in papers) == [
            f"Social enterprises {number}" for number in range(1, 8)
        ]
        heads = scythe.list_identifiers(metadata_prefix="oai_datacite")
        assert sorted(head.identifier for head in heads) == names
        one = scythe.get_record(identifier=names[0], metadata_prefix="oai_dc")
        assert one.header.identifier == names[0]
        assert {f.metadataPrefix for f in scythe.list_metadata_formats()} == {
            "oai_dc",
            "oai_datacite",
            "jats",
        }
        assert f"volume:{book.slug}" in {each.setSpec for each in scythe.list_sets()}
        assert scythe.identify().deletedRecord == "persistent"


@pytest.mark.django_db(transaction=True)
def test_client_learns_what_has_gone(live_server):
    book = volume(papers=2)
    edition(book)
    ledger.settle()
    before = timezone.now()
    book.papers.last().delete()
    edition(book)
    with Scythe(f"{live_server.url}/oai") as scythe:
        found = list(
            scythe.list_records(metadata_prefix="oai_dc", ignore_deleted=False)
        )
        assert [r.header.deleted for r in found].count(True) == 1
        (gone,) = [r.header for r in found if r.header.deleted]
        assert f"volume:{book.slug}" in gone.setSpecs
        assert dt.datetime.fromisoformat(gone.datestamp) >= before.replace(
            microsecond=0
        )


# --- by hand ----------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Steal"}, "badVerb"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({"verb": "GetRecord", "identifier": "x"}, "badArgument"),
        (
            {"verb": "ListRecords", "metadataPrefix": "marc21"},
            "cannotDisseminateFormat",
        ),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        (
            {
                "verb": "ListRecords",
                "resumptionToken": "oai_dc!!!!1",
                "set": "kind:paper",
            },
            "badArgument",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "yesterday"},
            "badArgument",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2013-02-30"},
            "badArgument",
        ),
        (
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from": "2013-05-30",
                "until": "2013-05-31T00:00:00Z",
            },
            "badArgument",
        ),
        (
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from": "2014-01-01",
                "until": "2013-01-01",
            },
            "badArgument",
        ),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc"}, "noRecordsMatch"),
        (
            {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x:y"},
            "idDoesNotExist",
        ),
    ],
)
def test_mistake_has_the_code_of_the_standard(client, arguments, code):
    assert codes(ask(client, **arguments)) == [code]


@pytest.mark.django_db
def test_repeated_argument_is_refused(client):
    answer = client.get("/oai?verb=Identify&verb=Identify")
    assert codes(etree.fromstring(answer.content)) == ["badVerb"]


@pytest.mark.django_db
def test_post_is_answered_like_get(client):
    answer = client.post("/oai", {"verb": "Identify"})
    assert texts(etree.fromstring(answer.content), "//o:protocolVersion") == ["2.0"]


@pytest.mark.django_db
def test_dates_select_with_both_ends(client):
    edition(volume(papers=1))
    ledger.settle()
    Entry.objects.filter(resource="papers").update(
        changed_at=dt.datetime(2013, 5, 30, 12, 0, 0, tzinfo=dt.UTC)
    )
    ask_papers = {
        "verb": "ListIdentifiers",
        "metadataPrefix": "oai_dc",
        "set": "kind:paper",
    }
    for ends, count in [
        ({"from": "2013-05-30", "until": "2013-05-30"}, 1),
        ({"from": "2013-05-30T12:00:00Z", "until": "2013-05-30T12:00:00Z"}, 1),
        ({"from": "2013-05-31"}, 0),
        ({"until": "2013-05-29"}, 0),
    ]:
        root = ask(client, **ask_papers, **ends)
        assert len(root.xpath("//o:header", namespaces=NAMES)) == count, ends


@pytest.mark.django_db
def test_sets_divide_by_volume_and_language(client):
    first, second = volume(papers=1), volume(papers=2)
    italian = content(
        paper_language="it",
        texts=[
            {
                "language": "it",
                "title": "Cooperative sociali",
                "abstract": "Che cosa fanno.",
                "keywords": "lavoro",
            }
        ],
    )
    add_paper(first, content=italian)
    edition(first)
    edition(second)

    def listed(name: str) -> int:
        root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=name)
        return len(root.xpath("//o:header", namespaces=NAMES))

    assert listed(f"volume:{first.slug}") == 3
    assert listed(f"volume:{second.slug}") == 3
    assert listed("kind:volume") == 2
    assert listed("kind:paper") == 4
    assert listed("language:it") == 1


@pytest.mark.django_db
def test_hostile_title_stays_text(client):
    book = volume(papers=0)
    add_paper(book, title='</dc:title><script>alert("1")</script> & ]]> \x0b')
    edition(book)
    for prefix, path in (("oai_dc", "//dc:title"), ("oai_datacite", "//d:title")):
        root = ask(client, verb="ListRecords", metadataPrefix=prefix, set="kind:paper")
        assert texts(root, path) == ['</dc:title><script>alert("1")</script> & ]]> ']


@pytest.mark.django_db
def test_request_is_repeated_only_when_it_was_understood(client):
    root = ask(client, verb="Identify")
    (request,) = root.xpath("o:request", namespaces=NAMES)
    assert (request.text, dict(request.attrib)) == (
        "http://localhost:8000/oai",
        {"verb": "Identify"},
    )
    (request,) = ask(client, verb="Steal").xpath("o:request", namespaces=NAMES)
    assert dict(request.attrib) == {}


# --- JATS ---------------------------------------------------------------------------
JATS = "https://jats.nlm.nih.gov/ns/archiving/1.3/"
ARTICLE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<article xml:lang="sl"><front><article-meta><title-group>'
    "<article-title>Naslov &amp; več</article-title>"
    "</title-group></article-meta></front></article>"
)


def with_jats(made, *, papers: int) -> None:
    """Put the articles where the press leaves them."""
    files = made.files.filter(kind="paper-pdf").order_by("paper__position")
    for file in files[:papers]:
        (made.path / file.path).with_suffix(".xml").write_text(ARTICLE, "utf-8")


@pytest.mark.django_db
def test_papers_are_harvested_as_jats(client):
    made = edition(volume(papers=2))
    with_jats(made, papers=1)
    answer = client.get("/oai?verb=ListRecords&metadataPrefix=jats")
    root = etree.fromstring(answer.content)
    assert [each.text for each in root.iter(f"{{{JATS}}}article-title")] == [
        "Naslov & več"
    ]
    first = root.findtext(".//{*}header/{*}identifier")
    assert first.endswith(f"papers/{made.volume.slug}.{made.papers.first().slug}")


@pytest.mark.django_db
def test_what_has_no_jats_says_so(client):
    made = edition(volume(papers=1))
    host = "localhost"
    for name in (
        f"volumes/{made.volume.slug}",
        f"papers/{made.volume.slug}.{made.papers.first().slug}",
    ):
        asked = f"identifier=oai:{host}:{name}"
        answer = client.get(f"/oai?verb=GetRecord&metadataPrefix=jats&{asked}")
        root = etree.fromstring(answer.content)
        assert root.find("{*}error").get("code") == "cannotDisseminateFormat"
        answer = client.get(f"/oai?verb=ListMetadataFormats&{asked}")
        known = etree.fromstring(answer.content).iter("{*}metadataPrefix")
        assert [each.text for each in known] == ["oai_dc", "oai_datacite"]
    answer = client.get("/oai?verb=ListRecords&metadataPrefix=jats")
    error = etree.fromstring(answer.content).find("{*}error")
    assert error.get("code") == "noRecordsMatch"
