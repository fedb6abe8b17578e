"""What an EPUB says about its accessibility, read off its own pages.

Nothing is claimed that the content does not show: `alternativeText` only when
every picture has words, `MathML` only when there are equations, pages only when
they are marked (EPUB Accessibility 1.1, sections 2 and 3.4; the vocabulary is
schema.org's). Conformance is claimed only when nothing of what can be computed
speaks against it, and only in the name of a publisher.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from proceedings.phrases import word
from proceedings.writers.epub_parts import MATHML, XHTML, Package, page_marks

CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
_DECORATIVE = frozenset({"presentation", "none"})
_HEADINGS = {f"{{{XHTML}}}h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Seen:
    """What the pages of an EPUB hold."""

    pictures: bool
    described: bool
    equations: bool
    sections: bool
    pages: bool
    index: bool
    conforming: bool


def seen(package: Package, files: Mapping[str, Any]) -> Seen:
    """Look through all pages."""
    pages = list(files.values())
    pictures = [each for page in pages for each in _pictures(page)]
    described = all((each.get("alt") or "").strip() for each in pictures)
    described = described and (not package.cover or bool(package.cover_alt))
    return Seen(
        pictures=bool(pictures or package.cover),
        described=described,
        equations=any(has(page, f"{{{MATHML}}}math") for page in pages),
        sections=any(has(page, f"{{{XHTML}}}h2") for page in pages),
        pages=next(page_marks(files), None) is not None,
        index=any(chapter.kind == "index" for chapter in package.chapters),
        conforming=described and not any(_faults(page) for page in pages),
    )


def has(page: Any, tag: str) -> bool:
    """Whether a page has such an element."""
    return next(page.iter(tag), None) is not None


def _pictures(page: Any) -> Iterator[Any]:
    """Yield the pictures that say something."""
    for each in page.iter(f"{{{XHTML}}}img"):
        classes = (each.get("class") or "").split()
        if "decorative" not in classes and each.get("role") not in _DECORATIVE:
            yield each


def _faults(page: Any) -> bool:
    """Whether a page skips a heading, has a bare table or a link without words."""
    levels = [_HEADINGS[each.tag] for each in page.iter(*_HEADINGS)]
    skips = any(
        after > before + 1 for before, after in zip([0, *levels], levels, strict=False)
    )
    tables = page.iter(f"{{{XHTML}}}table")
    bare = any(not has(table, f"{{{XHTML}}}th") for table in tables)
    links = page.iter(f"{{{XHTML}}}a")
    silent = any(
        not ("".join(link.itertext()).strip() or link.get("aria-label"))
        for link in links
    )
    return skips or bare or silent


def statements(found: Seen) -> Iterator[tuple[str, str]]:
    """Yield the properties of schema.org with their values."""
    yield "accessMode", "textual"
    if found.pictures:
        yield "accessMode", "visual"
    if found.described:
        yield "accessModeSufficient", "textual"
    if found.pictures:
        yield "accessModeSufficient", "textual,visual"
    for feature in _features(found):
        yield "accessibilityFeature", feature
    # Still pictures and text only: nothing flashes, moves or sounds.
    yield "accessibilityHazard", "none"


def _features(found: Seen) -> Sequence[str]:
    told = {
        "tableOfContents": True,
        "readingOrder": True,
        "displayTransformability": True,
        "structuralNavigation": found.sections,
        "alternativeText": found.pictures and found.described,
        "MathML": found.equations,
        "pageBreakMarkers": found.pages,
        "pageNavigation": found.pages,
        "index": found.index,
    }
    return [name for name, holds in told.items() if holds]


def summary(found: Seen, language: str) -> str:
    """Return the same for people, in the language of the book."""
    told = {
        "Accessibility summary": True,
        "Every picture has alternative text.": found.pictures and found.described,
        "Equations are written in MathML.": found.equations,
        "Page numbers are those of the PDF edition.": found.pages,
        "Indexes lead to the places they name.": found.index,
    }
    return " ".join(word(text, language) for text, holds in told.items() if holds)
