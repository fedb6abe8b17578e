"""Citation styles: a CSL file of the volume, checked before pandoc sees it."""

from pathlib import Path

from lxml import etree

from proceedings.readers.counting.word import parser
from proceedings.readers.limits import Refused

OWN = Path(__file__).parent.parent / "data" / "styles" / "author-date.csl"
LARGEST_STYLE = 1 << 20
_CSL = "{http://purl.org/net/xbiblio/csl}"


def passed(style: Path | None, job: Path) -> Path:
    """Return the style to cite by: ours, or a checked copy of the volume's.

    Refused is what is no CSL, and a style that only refers to another one, which
    would have to be fetched.
    """
    if style is None:
        return OWN
    try:
        data = style.read_bytes()
        whole = len(data) <= LARGEST_STYLE and b"<!DOCTYPE" not in data
        root = etree.fromstring(data, parser()) if whole else None
    except (OSError, etree.XMLSyntaxError):
        root = None
    if root is None or root.tag != f"{_CSL}style":
        raise Refused("style-wrong", style.name, name=style.name)
    if root.find(f"{_CSL}citation/{_CSL}layout") is None:
        raise Refused("style-dependent", style.name, name=style.name)
    for link in list(root.iter(f"{_CSL}link")):
        link.getparent().remove(link)
    copy = job / "style.csl"
    copy.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    return copy
