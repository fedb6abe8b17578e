"""Finds pages and published papers in one language, accents or no accents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page

from cms.core.languages import own_language_first
from cms.core.text import fold, plain_text, without_tags
from cms.publications.models import Edition, EditionPaper

SNIPPET_LENGTH = 240
MAX_HITS = 200
MAX_TERMS = 10
# What one question may cost: so many things of each kind, the newest first, and
# so much of each.
MAX_CANDIDATES = 500
MAX_LENGTH = 100_000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    title: str
    url: str
    kind: str
    text: str
    # Empty when it is in the language of the site around it.
    language: str = ""
    score: float = 0.0


@dataclass(frozen=True)
class Passage:
    """A piece of a snippet; `found` marks what the reader asked for."""

    text: str
    found: bool


@dataclass(frozen=True)
class Query:
    """What was asked, as it is compared."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Query":
        """Return the folded words of what a reader typed, without doubles."""
        words = dict.fromkeys(_WORD.findall(fold(text)))
        return cls(tuple(words)[:MAX_TERMS])

    def score(self, title: str, text: str) -> float:
        """Return how well it fits: 0 if a word is missing, more for the title.

        A word fits the beginning of a longer one: "zadrug" finds "zadruge".
        """
        in_title = _WORD.findall(fold(title))
        in_text = _WORD.findall(fold(text[:MAX_LENGTH]))
        total = 0.0
        for word in self.words:
            weight = 5.0 * _fit(word, in_title) + _fit(word, in_text)
            if not weight:
                return 0.0
            total += weight
        return total


def _fit(word: str, words: list[str]) -> float:
    exact = words.count(word)
    if exact:
        return 1.0 + min(exact, 10) / 10
    return 0.5 if any(other.startswith(word) for other in words) else 0.0


def found(request: HttpRequest, query: Query, language: str) -> list[Hit]:
    """Return what fits every word of the query, best first."""
    if not query.words:
        return []
    hits = []
    for source in (pages, volumes, papers):
        for hit in source(request, language):
            score = query.score(hit.title, hit.text)
            if score:
                hits.append(replace(hit, score=score))
    hits.sort(key=lambda hit: (-hit.score, hit.title))
    return hits[:MAX_HITS]


def pages(request: HttpRequest, language: str) -> Iterator[Hit]:
    """Return the public pages of that language."""
    found_pages = (
        Page.objects.live()
        .public()
        .filter(locale__language_code=language, depth__gt=1)
        .order_by("-last_published_at", "-pk")
        .specific()[:MAX_CANDIDATES]
    )
    for page in found_pages:
        text = getattr(page, "search_text", None)
        url = page.get_url(request)
        if text is not None and url:
            yield Hit(page.title, url, str(page._meta.verbose_name), text)


def volumes(request: HttpRequest, language: str) -> Iterator[Hit]:
    """Return the volumes that readers may read, in that language if they have it."""
    editions = Edition.objects.current().select_related("volume")
    for edition in editions.order_by("-published_at")[:MAX_CANDIDATES]:
        words = edition.text
        yield Hit(
            title=edition.title,
            url=reverse("publications:volume", args=[edition.volume.slug]),
            kind=gettext("Proceedings"),
            text=" ".join(
                filter(None, [words.get("subtitle"), words.get("description")])
            ),
            language=_other(edition.text_language, language),
        )


def papers(request: HttpRequest, language: str) -> Iterator[Hit]:
    """Return the published papers; each is in the language of its author."""
    found_papers = (
        EditionPaper.objects.current()
        .select_related("edition__volume")
        .defer("citation", "edition__manifest")
        .order_by("-edition__published_at", "position")[:MAX_CANDIDATES]
    )
    for paper in found_papers:
        # The abstract in the reader's language first: the snippet begins there.
        abstracts = own_language_first(paper.abstracts, language, paper.language)
        text = [
            paper.subtitle,
            ", ".join(paper.author_names),
            *(plain_text(abstract) for _, abstract in abstracts),
            ", ".join(paper.all_keywords),
            without_tags(paper.html),
        ]
        yield Hit(
            title=paper.title,
            url=reverse(
                "publications:paper", args=[paper.edition.volume.slug, paper.slug]
            ),
            kind=gettext("Paper"),
            text=" · ".join(filter(None, text)),
            language=_other(paper.language, language),
        )


def _other(own: str, around: str) -> str:
    return own if own != around else ""


def snippet(text: str, query: Query) -> list[Passage]:
    """Return the text around the first word found, what was found marked."""
    places = [
        match
        for match in _WORD.finditer(text[:MAX_LENGTH])
        if _matches(match.group(), query.words)
    ]
    start = max(0, places[0].start() - SNIPPET_LENGTH // 3) if places else 0
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + SNIPPET_LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    passages = [Passage("… ", found=False)] if start else []
    at = start
    for match in places:
        if match.start() < start or match.end() > end:
            continue
        passages.append(Passage(text[at : match.start()], found=False))
        passages.append(Passage(match.group(), found=True))
        at = match.end()
    passages.append(Passage(text[at:end], found=False))
    if end < len(text):
        passages.append(Passage(" …", found=False))
    return [passage for passage in passages if passage.text]


def _matches(word: str, wanted: tuple[str, ...]) -> bool:
    folded = fold(word)
    return any(folded.startswith(start) for start in wanted)
