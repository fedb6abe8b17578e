"""Questions to records and archives: JATS, bibliographies, deposits and the bag."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from lxml import etree

from proceedings.book.assemble import Book

_CHUNK = 1 << 20
_DECLARATION = "bagit.txt"
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def prove(path: Path, book: Book) -> list[str]:
    """Return what is wrong with a file; nothing for a kind that is not known here."""
    kind = "".join(path.suffixes[-2:]) if path.suffix == ".xml" else path.suffix
    question = _QUESTIONS.get(kind) or _QUESTIONS.get(path.suffix)
    return question(path, book) if question else []


def _jats(path: Path, book: Book) -> list[str]:
    """Ask whether a paper names its funder, and leads nowhere that is not there."""
    try:
        root = _parsed(path)
    except etree.XMLSyntaxError as error:
        return [f"The XML is not well-formed: {error.msg}"]
    paper = book.paper(path.stem)
    language = paper.language if paper else book.volume.language
    told = _words(root.find("front"))
    statements = [w.statement for _, w in book.identity.wordings_for(language)]
    problems = [
        "The funding statement is missing." for each in statements if each not in told
    ]
    names = [made.get("id") for made in root.iter() if made.get("id")]
    known = set(names)
    if len(known) != len(names):
        problems.append("An identifier is used twice.")
    problems += [
        f"A reference leads nowhere: {made.get('rid')}"
        for made in root.iter("xref")
        if made.get("rid") not in known
    ]
    return problems + _names_sources(told, book)


def _deposit(path: Path, book: Book) -> list[str]:
    try:
        root = _parsed(path)
    except etree.XMLSyntaxError as error:
        return [f"The XML is not well-formed: {error.msg}"]
    return _names_sources(_words(root), book)


def _words(made: etree._Element | None) -> str:
    if made is None:
        return ""
    return etree.tostring(made, method="text", encoding="unicode")


def _parsed(path: Path) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.parse(path, parser).getroot()


def _json(path: Path, book: Book) -> list[str]:
    words = path.read_text(encoding="utf-8")
    try:
        json.loads(words)
    except json.JSONDecodeError as error:
        return [f"The JSON cannot be read: {error.msg}"]
    return _names_sources(words, book)


def _bibtex(path: Path, book: Book) -> list[str]:
    words = path.read_text(encoding="utf-8")
    found = len(re.findall(r"^@\w+\{", words, re.MULTILINE))
    return [
        *_counted(found, path, book),
        *_names_sources(words.replace("\\", ""), book),
    ]


def _ris(path: Path, book: Book) -> list[str]:
    words = path.read_text(encoding="utf-8")
    ends = len(re.findall(r"^ER  - ", words, re.MULTILINE))
    return [*_counted(ends, path, book), *_names_sources(words, book)]


def _counted(found: int, path: Path, book: Book) -> Sequence[str]:
    expected = len(book.papers) + 1 if path.stem == "volume" else 1
    if found == expected:
        return []
    return [f"The number of records is {found}, not {expected}."]


def _names_sources(words: str, book: Book) -> list[str]:
    """Look for the place of a manuscript on the machine that made the book."""
    paths = [str(p.source) for p in book.papers if p.source.is_absolute()]
    return [f"The file names a manuscript: {p}" for p in paths if p in words]


def _bag(path: Path, _: Book) -> list[str]:
    """Ask of every file in the archive whether the manifests know it as it is."""
    with zipfile.ZipFile(path) as archive:
        root = path.stem
        found = {
            name.removeprefix(f"{root}/"): _digest(archive, name)
            for name in archive.namelist()
        }
        listed: dict[str, str] = {}
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            lines = archive.read(f"{root}/{manifest}").decode().split("\n")
            pairs = (_LINE.fullmatch(line) for line in lines)
            listed |= {_plain(pair[2]): pair[1] for pair in pairs if pair}
    found.pop("tagmanifest-sha256.txt", None)
    if _DECLARATION not in found:
        return ["The archive does not say that it is a bag."]
    different = sorted(
        name for name in {*found, *listed} if found.get(name) != listed.get(name)
    )
    return [f"The manifest is wrong about {name}" for name in different]


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _plain(name: str) -> str:
    return name.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


_QUESTIONS: dict[str, Callable[[Path, Book], list[str]]] = {
    ".xml": _jats,
    ".crossref.xml": _deposit,
    ".json": _json,
    ".bib": _bibtex,
    ".ris": _ris,
    ".zip": _bag,
}
