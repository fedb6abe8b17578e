"""Writes records as DataCite's metadata kernel 4."""

from lxml import etree

from cms.api.oai.records import Record
from cms.api.oai.xml import XSI, Facts, element

NAMESPACE = "http://datacite.org/schema/kernel-4"
SCHEMA = "http://schema.datacite.org/meta/kernel-4/metadata.xsd"
# What the kernel says of a value that nobody knows (appendix 3).
UNAVAILABLE = ":unav"


def write(record: Record, facts: Facts) -> etree._Element:
    """Return the record; the required properties come first."""
    root = etree.Element(
        f"{{{NAMESPACE}}}resource", nsmap={None: NAMESPACE, "xsi": XSI}
    )
    root.set(f"{{{XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    is_paper = record.resource == "papers"
    doi = facts.get("doi", "")
    _add(
        root, "identifier", doi or facts["url"], identifierType="DOI" if doi else "URL"
    )
    _creators(root, facts["authors"] if is_paper else facts["editors"])
    _titles(root, facts)
    _add(root, "publisher", facts["publisher"] or UNAVAILABLE)
    _add(root, "publicationYear", str(facts["year"] or UNAVAILABLE))
    _kind(root, is_paper=is_paper)
    _subjects(root, facts)
    _add(root, "language", facts["language"])
    if is_paper:
        related = _add(root, "relatedIdentifiers")
        _add(
            related,
            "relatedIdentifier",
            facts["volume"]["url"],
            relatedIdentifierType="URL",
            relationType="IsPartOf",
        )
    _descriptions(root, facts)
    return root


def _creators(root: etree._Element, people: list[Facts]) -> None:
    creators = _add(root, "creators")
    for person in people:
        creator = _add(creators, "creator")
        _add(creator, "creatorName", person["name"], nameType="Personal")
        if person.get("orcid"):
            _add(
                creator,
                "nameIdentifier",
                person["orcid"],
                nameIdentifierScheme="ORCID",
                schemeURI="https://orcid.org",
            )
        for place in person.get("affiliations", []):
            _add(creator, "affiliation", place)


def _titles(root: etree._Element, facts: Facts) -> None:
    titles, language = _add(root, "titles"), facts["language"]
    _add(titles, "title", facts["title"], language)
    if facts["subtitle"]:
        _add(titles, "title", facts["subtitle"], language, titleType="Subtitle")


def _kind(root: etree._Element, *, is_paper: bool) -> None:
    name = "Paper" if is_paper else "Book"
    general = "ConferencePaper" if is_paper else "ConferenceProceeding"
    _add(root, "resourceType", name, resourceTypeGeneral=general)


def _subjects(root: etree._Element, facts: Facts) -> None:
    rows = facts.get("keywords", [])
    words = [(word, row["language"]) for row in rows for word in row["words"]]
    if words:
        subjects = _add(root, "subjects")
        for word, language in words:
            _add(subjects, "subject", word, language)


def _descriptions(root: etree._Element, facts: Facts) -> None:
    if facts.get("abstracts"):
        descriptions = _add(root, "descriptions")
        for row in facts["abstracts"]:
            _add(
                descriptions,
                "description",
                row["text"],
                row["language"],
                descriptionType="Abstract",
            )


def _add(
    parent: etree._Element, name: str, text: str = "", language: str = "", **rest: str
) -> etree._Element:
    return element(parent, f"{{{NAMESPACE}}}{name}", text, language, **rest)
