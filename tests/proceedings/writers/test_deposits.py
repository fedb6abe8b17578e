"""Crossref and DataCite get what they ask for, in the order they ask for it."""

import json
from dataclasses import replace
from importlib import util
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from proceedings.model import Person
from proceedings.report import Severity
from proceedings.writers import crossref, datacite

from .volumes import PAPER, SECOND, book, order

NS = {"c": crossref.CROSSREF}


def found(root: etree._Element, path: str) -> list[str]:
    return [each.text for each in root.findall(path, NS)]


def tags(root: etree._Element, path: str) -> list[str]:
    return [etree.QName(each).localname for each in root.find(path, NS)]


# --- Crossref -----------------------------------------------------------------
def test_deposit_follows_the_order_of_the_schema():
    root = crossref.deposit(book())
    assert root.get("version") == "5.5.0"
    assert tags(root, "c:head") == [
        "doi_batch_id",
        "timestamp",
        "depositor",
        "registrant",
    ]
    assert tags(root, "c:body/c:conference") == [
        "contributors",
        "event_metadata",
        "proceedings_metadata",
        "conference_paper",
    ]
    assert tags(root, ".//c:event_metadata") == [
        "conference_name",
        "conference_location",
        "conference_date",
    ]
    assert tags(root, ".//c:proceedings_metadata") == [
        "proceedings_title",
        "publisher",
        "publication_date",
        "isbn",
        "doi_data",
    ]
    assert tags(root, ".//c:conference_paper") == [
        "contributors",
        "titles",
        "abstract",
        "abstract",
        "publication_date",
        "pages",
        "program",
        "program",
        "doi_data",
        "citation_list",
    ]


def test_deposit_says_who_and_where():
    root = crossref.deposit(book())
    assert found(root, ".//c:timestamp") == ["20130530000000"]
    assert found(root, ".//c:conference_paper/c:doi_data/c:doi") == ["10.5555/prvi"]
    assert found(root, ".//c:conference_paper//c:resource") == [
        "https://example.org/z/prvi/"
    ]
    assert found(root, ".//c:conference_paper//c:surname") == [
        "van der Šuštar",
        "De Rossi",
    ]
    assert found(root, ".//c:conference_paper//c:organization") == ["Zadruga"]
    assert found(root, ".//c:ORCID") == ["https://orcid.org/0000-0002-1825-0097"]
    assert [
        tags(each, ".") for each in root.iter(f"{{{crossref.CROSSREF}}}citation")
    ] == [
        ["journal_title", "author", "first_page", "cYear", "article_title"],
        ["doi"],
        ["unstructured_citation"],
    ]


def test_volume_without_isbn_says_so():
    root = crossref.deposit(book(isbn={}))
    (none,) = root.findall(".//c:noisbn", NS)
    assert none.get("reason") == "monograph"


def test_volume_of_a_series_is_described_as_one():
    values = {"series": "Zbirka", "series_number": "3", "issn": {"pdf": "1318-3273"}}
    root = crossref.deposit(book(**values))
    assert tags(root, ".//c:proceedings_series_metadata") == [
        "series_metadata",
        "proceedings_title",
        "volume",
        "publisher",
        "publication_date",
        "isbn",
        "doi_data",
    ]


def test_paper_without_doi_is_left_out_and_told(tmp_path):
    (path,) = crossref.write(order(tmp_path))
    papers = etree.parse(path).findall(".//c:conference_paper", NS)
    assert len(papers) == 1
    told = [(f.code, f.severity, f.paper) for f in crossref.remarks(book())]
    assert told == [("deposit-without-doi", Severity.NOTES, "second")]


def test_volume_without_depositor_has_no_deposit(tmp_path):
    lacking = replace(book().volume.deposit, email="", registrant="")
    assert crossref.write(order(tmp_path, deposit=lacking)) == []
    (finding,) = crossref.remarks(book(deposit=lacking))
    assert finding.values == {
        "format": "crossref",
        "keys": "volume.crossref.email, volume.crossref.registrant",
    }


def test_batch_is_named_by_its_content():
    def batch(*papers: object) -> str:
        (name,) = found(crossref.deposit(book(*papers)), ".//c:doi_batch_id")
        return name

    assert batch(PAPER) == batch(PAPER)
    assert batch(PAPER) != batch(replace(PAPER, title="Drug naslov"))


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_text_is_well_formed(words):
    hostile = replace(
        PAPER, title=words, authors=(Person(words),), abstracts={"sl": words}
    )
    root = etree.fromstring(etree.tostring(crossref.deposit(book(hostile))))
    assert len(root.findall(".//c:conference_paper", NS)) == 1


# --- DataCite -----------------------------------------------------------------
def test_paper_is_part_of_the_volume():
    data = datacite.paper_data(PAPER, book())
    assert data["doi"] == "10.5555/prvi"
    assert data["publicationYear"] == "2013"
    assert data["titles"] == [
        {"title": "Delo & vključevanje: 50 % več: Primer", "lang": "sl"},
        {"title": "Work", "lang": "en", "titleType": "TranslatedTitle"},
    ]
    assert [
        (r["relationType"], r["relatedIdentifier"]) for r in data["relatedIdentifiers"]
    ] == [
        ("IsPartOf", "10.5555/zbornik"),
        ("IsPartOf", "978-961-6354-00-4"),
        ("References", "10.1000/book"),
    ]
    assert data["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"
    assert data["fundingReferences"][0]["awardNumber"] == "VS/2012/0155"
    assert [c["contributorType"] for c in data["contributors"]] == ["Editor"]
    (item,) = data["relatedItems"]
    assert (item["firstPage"], item["lastPage"]) == ("9", "16")


def test_volume_has_its_papers_as_parts():
    data = datacite.volume_data(book())
    parts = [r["relatedIdentifier"] for r in data["relatedIdentifiers"]]
    assert parts == ["10.5555/prvi"]
    assert data["types"]["resourceTypeGeneral"] == "ConferenceProceeding"


def test_what_nobody_knows_is_unavailable():
    nobody = replace(PAPER, authors=())
    data = datacite.paper_data(nobody, book(nobody, publisher=""))
    assert data["creators"] == [{"name": ":unav"}]
    assert data["publisher"] == {"name": ":unav"}


def test_volume_without_year_has_no_files(tmp_path):
    assert datacite.write(order(tmp_path, year=None, issued="")) == []
    (finding,) = datacite.remarks(book(year=None, issued=""))
    assert finding.values == {"format": "datacite", "keys": "volume.year"}


def test_files_are_valid(tmp_path):
    """The package `datacite` carries the schema 4.5; 4.6 adds to it."""
    package = util.find_spec("datacite")
    if package is None or package.origin is None:
        pytest.skip("The package datacite, with the schemas, is not installed.")
    path = Path(package.origin).parent / "schemas" / "datacite-v4.5.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    written = datacite.write(order(tmp_path, replace(PAPER, abstracts={}), SECOND))
    assert len(written) == 3
    for file in written:
        data = json.loads(file.read_text(encoding="utf-8"))
        jsonschema.validate(data, schema, jsonschema.Draft201909Validator)
