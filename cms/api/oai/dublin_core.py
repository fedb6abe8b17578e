"""Writes records as simple Dublin Core, which every harvester reads."""

from lxml import etree

from cms.api.oai.records import Record
from cms.api.oai.xml import XSI, Facts, element, full_title

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
DC = "http://purl.org/dc/elements/1.1/"


def write(record: Record, facts: Facts) -> etree._Element:
    root = etree.Element(
        f"{{{NAMESPACE}}}dc", nsmap={"oai_dc": NAMESPACE, "dc": DC, "xsi": XSI}
    )
    root.set(f"{{{XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    for name, text, language in _rows(record, facts):
        if text:
            element(root, f"{{{DC}}}{name}", text, language)
    return root


def _rows(record: Record, facts: Facts) -> list[tuple[str, str, str]]:
    is_paper = record.resource == "papers"
    own = facts["language"]
    licence = facts["licence"]
    volume = facts["volume"]["title"] if is_paper else ""
    people = facts["authors"] if is_paper else facts["editors"]
    return [
        ("title", full_title(facts), own if is_paper else facts["text_language"]),
        *[("creator", person["name"], "") for person in people],
        *[
            ("subject", word, row["language"])
            for row in facts.get("keywords", [])
            for word in row["words"]
        ],
        *[
            ("description", row["text"], row["language"])
            for row in facts.get("abstracts", [])
        ],
        ("description", facts.get("description", ""), facts.get("text_language", "")),
        ("publisher", facts.get("publisher", ""), ""),
        ("date", str(facts.get("issued") or facts.get("year") or ""), ""),
        ("type", "Text", ""),
        ("type", "conferenceObject" if is_paper else "book", ""),
        *[("format", file["media_type"], "") for file in facts["files"]],
        ("identifier", facts["url"], ""),
        (
            "identifier",
            f"https://doi.org/{facts['doi']}" if facts.get("doi") else "",
            "",
        ),
        *[("identifier", f"ISBN {n}", "") for n in facts.get("isbn", {}).values() if n],
        ("language", own, ""),
        ("relation", f"{volume}. {facts['volume']['url']}" if is_paper else "", ""),
        ("rights", licence if isinstance(licence, str) else licence["name"], ""),
        ("rights", "" if isinstance(licence, str) else licence["url"], ""),
    ]
