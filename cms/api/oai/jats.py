"""JATS 1.3: a paper whole, as the library wrote it beside the PDF."""

from pathlib import Path

from lxml import etree
from rest_framework.exceptions import NotFound

from cms.api.oai.records import Record
from cms.api.oai.xml import XSI, Facts
from cms.publications.enums import FileKind
from cms.publications.models import Edition, EditionFile

NAMESPACE = "https://jats.nlm.nih.gov/ns/archiving/1.3/"
SCHEMA = "https://jats.nlm.nih.gov/archiving/1.3/xsd/JATS-archivearticle1-3.xsd"


def holds(record: Record) -> bool:
    """Whether the record can be given; what is gone is told in every format."""
    if record.resource != "papers":
        return False
    return record.gone or _file(record.key) is not None


def write(record: Record, _facts: Facts) -> etree._Element:
    """Return the article.

    Raises:
        NotFound: when the edition has none.
    """
    path = _file(record.key)
    if path is None:
        raise NotFound
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return _named(etree.parse(path, parser).getroot())


def _named(article: etree._Element) -> etree._Element:
    """Return the article in the namespace that harvesters know JATS by."""
    spaces = {None: NAMESPACE, "xsi": XSI}
    spaces |= {prefix: uri for prefix, uri in article.nsmap.items() if prefix}
    root = etree.Element(f"{{{NAMESPACE}}}{article.tag}", article.attrib, spaces)
    root.text = article.text
    root.extend(article)
    for each in root.iter(etree.Element):
        if not each.tag.startswith("{"):
            each.tag = f"{{{NAMESPACE}}}{each.tag}"
    root.set(f"{{{XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    etree.cleanup_namespaces(root, keep_ns_prefixes=[name for name in spaces if name])
    return root


def _file(key: str) -> Path | None:
    volume, _dot, slug = key.partition(".")
    printed: EditionFile | None = (
        EditionFile.objects.filter(
            edition__in=Edition.objects.current(),
            edition__volume__slug=volume,
            paper__slug=slug,
            kind=FileKind.PAPER_PDF,
        )
        .select_related("edition")
        .first()
    )
    if printed is None:
        return None
    beside: Path = (printed.edition.path / printed.path).with_suffix(".xml")
    # Editions made before we wrote JATS have none.
    return beside if beside.is_file() else None
