"""XLIFF 2.1 (OASIS Standard, 13 February 2018): one unit a passage.

Its documents keep the namespace of version 2.0.
"""

from collections.abc import Sequence

from lxml import etree
from wagtail_localize.models import Translation

from cms.core.text import for_xml
from cms.translation.enums import PassageState
from cms.translation.exceptions import FileRefused
from cms.translation.exchange import inline
from cms.translation.exchange.entries import Entry, Read, fingerprint
from cms.translation.exchange.inline import Codes, Unreadable, tag
from cms.translation.passages import Passage

VERSION = "2.1"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STATES = {
    PassageState.MISSING: ("initial", ""),
    PassageState.STALE: ("initial", "coop:outdated"),
    PassageState.MACHINE: ("translated", "coop:machine"),
    PassageState.DONE: ("reviewed", ""),
}
DRAFT = {"coop:outdated", "coop:machine"}


def write(translation: Translation, passages: Sequence[Passage]) -> bytes:
    """Write the passages with their state, and where each stands as its name."""
    root = etree.Element(
        tag("xliff"),
        nsmap={None: inline.NAMESPACE},
        version=VERSION,
        srcLang=translation.source.locale.language_code,
        trgLang=translation.target_locale.language_code,
    )
    file = etree.SubElement(root, tag("file"), id="f1", original=str(translation.uuid))
    for passage in passages:
        file.append(_unit(passage))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _unit(passage: Passage) -> etree._Element:
    unit = etree.Element(
        tag("unit"),
        id=f"u{passage.context_id}-{fingerprint(passage.source).hex}",
        name=passage.path,
    )
    unit.set(SPACE, "preserve")
    if passage.old:
        notes = etree.SubElement(unit, tag("notes"))
        note = etree.SubElement(notes, tag("note"), category="coop-source-before")
        note.text = for_xml(passage.old)
    codes = Codes()
    state, detail = STATES[passage.state]
    segment = etree.Element(tag("segment"), state=state)
    if detail:
        segment.set("subState", detail)
    inline.write(etree.SubElement(segment, tag("source")), passage.source, codes)
    if passage.text:
        inline.write(etree.SubElement(segment, tag("target")), passage.text, codes)
    data = codes.element()
    if data is not None:
        unit.append(data)
    unit.append(segment)
    return unit


def read(content: bytes, translation: Translation) -> Read:
    """Read such a file, also when another tool has written it anew.

    Raises:
        FileRefused: when it is no XLIFF 2 file, or of another translation.
    """
    root = _root(content)
    file = root.find(tag("file"))
    languages = (root.get("srcLang"), root.get("trgLang"))
    wanted = (
        translation.source.locale.language_code,
        translation.target_locale.language_code,
    )
    original = file.get("original") if file is not None else None
    if original != str(translation.uuid) or languages != wanted:
        message = "foreign"
        raise FileRefused(message, translation)
    found = Read()
    for unit in root.iter(tag("unit")):
        try:
            found.entries.append(_entry(unit))
        except (Unreadable, ValueError):
            found.problems.append(unit.get("name", ""))
    return found


def _root(content: bytes) -> etree._Element:
    # No entities, no network, no document type: the file comes from outside.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        message = "unreadable"
        raise FileRefused(message, problem) from problem
    if root.getroottree().docinfo.doctype or root.tag != tag("xliff"):
        message = "unreadable"
        raise FileRefused(message, None)
    return root


def _entry(unit: etree._Element) -> Entry:
    """Read a unit; a tool may have cut its sentence into several segments."""
    codes = {data.get("id", ""): data.text or "" for data in unit.iter(tag("data"))}
    sources, targets, draft = [], [], False
    for part in unit.iter(tag("segment"), tag("ignorable")):
        source, target = part.find(tag("source")), part.find(tag("target"))
        words = inline.read(source, codes) if source is not None else ""
        sources.append(words)
        if target is not None:
            targets.append(inline.read(target, codes))
        elif part.tag == tag("ignorable"):
            targets.append(words)
        draft = draft or part.get("subState") in DRAFT
    return Entry(
        path=unit.get("name", ""),
        source="".join(sources),
        text="".join(targets),
        is_draft=draft,
    )
