"""The languages of paragraphs as a word processor marked them, which pandoc drops."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml import html
from lxml.etree import ParserError

from proceedings import language
from proceedings.fixes import words_key
from proceedings.readers import limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_PAGES = frozenset({".html", ".htm"})
_PARTS = {".docx": "word/document.xml", ".odt": "content.xml"}
# So much of a paragraph must be marked before the mark is about the paragraph.
_MOST = 0.8
_SHORTEST = 12
# A tree takes many times the memory of its text.
_LARGEST = 12 << 20
_CODE = re.compile(rb'(?:<w:lang [^>]{0,200}?w:val|fo:language)="([a-z]{2})')


def passages(source: Path, paper: str) -> dict[str, str]:
    """Return the language of paragraphs that are not in the paper's, by their key.

    Word processors mark by themselves and often wrongly, so that a mark counts
    only where the words agree with it. The file has passed the gate.
    """
    suffix = source.suffix.lower()
    if suffix in _PAGES:
        marked = _of_page(limits.decode(source.read_bytes())[0])
        return {words_key(w): code for w, code in marked if code[:2] != paper[:2]}
    if suffix not in _PARTS:
        return {}
    try:
        with zipfile.ZipFile(source) as archive:
            data = archive.read(_PARTS[suffix])
        if len(data) > _LARGEST or not _names_another(data, paper):
            return {}
        root = fromstring(data, forbid_dtd=True)
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, ValueError):
        return {}
    read = _of_word if suffix == ".docx" else _of_open_document
    return {
        words_key(words): code
        for words, code in read(root)
        if code[:2] != paper[:2] and _agrees(words, code, paper)
    }


def _names_another(data: bytes, paper: str) -> bool:
    """Say whether a mark names another language than the paper's: most do not."""
    return bool({code.decode() for code in _CODE.findall(data)} - {paper[:2]})


def _agrees(words: str, code: str, paper: str) -> bool:
    if code in language.FAMILIAR:
        return language.sure(words, paper) == code
    return len(words) >= _SHORTEST and language.guess(words) not in {"", paper[:2]}


def _of_page(words: str) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of a page in a language of their own, set by hand."""
    # lxml refuses text with a declared encoding; bytes without one are read as UTF-8.
    parser = html.HTMLParser(encoding="utf-8")
    try:
        root = html.document_fromstring(words.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError):
        return
    for marked in root.iter():
        code = language.normalise(str(marked.get("lang") or ""))
        if not code or marked.tag in {"html", "body"}:
            continue
        for paragraph in marked.iter("p", "li", "dd", "blockquote"):
            yield "".join(map(str, paragraph.itertext())), code


def _of_word(root: Element) -> Iterator[tuple[str, str]]:
    for paragraph in root.iter(f"{_W}p"):
        letters: Counter[str] = Counter()
        pieces: list[str] = []
        for run in paragraph.iter(f"{_W}r"):
            words = "".join(each.text or "" for each in run.iter(f"{_W}t"))
            mark = run.find(f"{_W}rPr/{_W}lang")
            code = mark.get(f"{_W}val", "") if mark is not None else ""
            pieces.append(words)
            letters[language.normalise(code[:2])] += len(words)
        yield from _marked("".join(pieces), letters)


def _of_open_document(root: Element) -> Iterator[tuple[str, str]]:
    styles = {
        style.get(f"{_STYLE}name", ""): language.normalise(
            each.get(f"{_FO}language", "")
        )
        for style in root.iter(f"{_STYLE}style")
        for each in style.iter(f"{_STYLE}text-properties")
    }
    for paragraph in root.iter(f"{_TEXT}p"):
        letters: Counter[str] = Counter()
        own = styles.get(paragraph.get(f"{_TEXT}style-name", ""), "")
        letters[own] += len(paragraph.text or "")
        for piece in paragraph:
            style = styles.get(piece.get(f"{_TEXT}style-name", ""), "")
            letters[style or own] += len("".join(piece.itertext()))
            letters[own] += len(piece.tail or "")
        yield from _marked("".join(paragraph.itertext()), letters)


def _marked(words: str, letters: Counter[str]) -> Iterator[tuple[str, str]]:
    code, count = next(iter(letters.most_common(1)), ("", 0))
    if code and count >= _MOST * letters.total():
        yield words, code
