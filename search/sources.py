"""What the index says of each public thing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import override
from wagtail.models import Page

from cms.core.text import fold, plain_text, without_tags
from cms.network.models import Partner
from cms.news.models import NewsPage
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from cms.publications.models import Edition, EditionPaper, EditionRecommendation
from search.enums import Kind

KINDS = {
    NewsPage: Kind.NEWS,
    ArticlePage: Kind.NEWSPAPER,
    NewspaperIssuePage: Kind.NEWSPAPER,
}


@dataclass(frozen=True)
class Entry:
    """One document to be."""

    kind: Kind
    key: str
    language: str
    title: str
    text: str
    year: int | None = None
    # Where it is not that of the text.
    title_language: str | None = None
    everywhere: bool = False
    # The row it stands for, by the name of the document's field.
    source: dict[str, int] = field(default_factory=dict)

    @property
    def body(self) -> str:
        """The text by which it is found: not a person by the titles of papers."""
        return "" if self.kind == Kind.PERSON else self.text


def of_page(page: Page) -> Iterator[Entry]:
    """Return the document of a page that is live; others have none."""
    specific = page.specific
    text = getattr(specific, "search_text", None)
    if not specific.live or text is None or specific.depth < 2:
        return
    date = getattr(specific, "date", None) or specific.first_published_at
    yield Entry(
        kind=KINDS.get(type(specific), Kind.PAGE),
        key=f"page:{specific.translation_key}",
        language=specific.locale.language_code,
        title=specific.title,
        text=text,
        year=date.year if date else None,
        source={"page": specific.pk},
    )


def of_edition(edition: Edition) -> Iterator[Entry]:
    """Return the volume in each of its languages."""
    texts = {code: words for code, words in edition.texts.items() if words}
    for code, words in texts.items():
        yield Entry(
            kind=Kind.VOLUME,
            key=f"volume:{edition.volume_id}",
            language=code,
            title=words.get("title", ""),
            text=_joined(words.get("subtitle"), words.get("description")),
            year=edition.details.get("year"),
            everywhere=_stands_in(code, edition.language, texts),
            source={"edition": edition.pk},
        )


def of_paper(paper: EditionPaper) -> Iterator[Entry]:
    """Return a paper in full, its abstracts in other languages, and its authors."""
    year = paper.edition.details.get("year")
    source = {"edition": paper.edition_id, "paper": paper.pk}
    authors = ", ".join(paper.author_names)
    for code in dict.fromkeys([paper.language, *paper.abstracts, *paper.keywords]):
        own = code == paper.language
        yield Entry(
            kind=Kind.PAPER,
            key=f"paper:{paper.pk}",
            language=code,
            title=paper.title,
            title_language=paper.language,
            text=_joined(
                paper.subtitle if own else "",
                authors,
                plain_text(paper.abstracts.get(code, "")),
                ", ".join(paper.keywords.get(code, [])),
                without_tags(paper.html) if own else "",
            ),
            year=year,
            everywhere=own,
            source=source,
        )
    for name in dict.fromkeys(paper.author_names):
        yield Entry(
            kind=Kind.PERSON,
            key=f"person:{fold(name)}"[:200],
            language="",
            title=name,
            text=paper.title,
            year=year,
            everywhere=True,
            source=source,
        )


def of_recommendation(one: EditionRecommendation) -> Iterator[Entry]:
    """Return a recommendation in each of its languages."""
    texts = {code: words for code, words in one.texts.items() if words}
    for code, words in texts.items():
        yield Entry(
            kind=Kind.RECOMMENDATION,
            key=f"recommendation:{one.translation_key}",
            language=code,
            title=words.get("title", ""),
            text=plain_text(words.get("text", "")),
            year=one.edition.details.get("year"),
            everywhere=_stands_in(code, one.edition.language, texts),
            source={"edition": one.edition_id, "recommendation": one.pk},
        )


def of_partner(partner: Partner) -> Iterator[Entry]:
    """Return a partner in one language."""
    language = partner.locale.language_code
    with override(language):
        place = f"{partner.place}, {partner.get_country_display()}"
    yield Entry(
        kind=Kind.PARTNER,
        key=f"partner:{partner.translation_key}",
        language=language,
        title=partner.name,
        text=_joined(place, partner.description),
        source={"partner": partner.pk},
    )


def _stands_in(code: str, main: str, texts: dict) -> bool:
    """Whether this language is shown to readers for whom there is none."""
    first = main if main in texts else next(iter(texts))
    return code == first and not set(dict(settings.LANGUAGES)) <= set(texts)


def _joined(*texts: str | None) -> str:
    return " · ".join(filter(None, texts))
