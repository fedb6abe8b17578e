"""An issue in all its languages: what it holds, what it lacks, what the press gets."""

from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db.models import Case, QuerySet, When
from django.utils import translation

from cms.core.addresses import absolute
from cms.network.models import Partner
from cms.newspaper.enums import PlaceState
from cms.newspaper.manuscripts import article_files
from cms.newspaper.models import ArticlePage, NewspaperIndexPage, NewspaperIssuePage
from cms.newspaper.models.pages import filled_lines
from cms.press.orders import ArticleOrder, NewspaperOrder, PaperOrder, VolumeOrder
from cms.translation.enums import ReleaseState
from cms.translation.models import Release, Waiver

COLUMNS = 4


@dataclass
class Place:
    """One article in one language."""

    state: PlaceState
    page: ArticlePage | None = None


@dataclass
class Row:
    """One article in all languages of the issue."""

    key: UUID
    title: str
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The article's id in the book: the same in all languages."""
        return f"a{self.key.hex[:12]}"


@dataclass
class IssueInLanguages:
    """The pages of one issue by language, main language first, and its articles."""

    key: UUID
    pages: dict[str, NewspaperIssuePage]
    rows: list[Row]

    @property
    def main(self) -> NewspaperIssuePage:
        return next(iter(self.pages.values()))

    @property
    def is_public(self) -> bool:
        """Whether readers see it, in every language that it has."""
        return all(page.live for page in self.pages.values())

    @property
    def is_complete(self) -> bool:
        """Whether every article is in every language of the site."""
        return len(self.pages) == len(settings.LANGUAGES) and all(
            place.state is not PlaceState.MISSING
            for row in self.rows
            for place in row.places.values()
        )


def issue_in_languages(key: UUID) -> IssueInLanguages | None:
    """Return the issue with all its articles, in a fixed number of queries."""
    order = [code for code, _name in settings.LANGUAGES]
    found = NewspaperIssuePage.objects.filter(translation_key=key).select_related(
        "locale"
    )
    pages = sorted(found, key=lambda page: order.index(page.locale.language_code))
    if not pages:
        return None
    by_language = {page.locale.language_code: page for page in pages}
    articles = {
        code: list(
            ArticlePage.objects.child_of(page)
            .select_related("locale", "picture")
            .order_by("path")
        )
        for code, page in by_language.items()
    }
    return IssueInLanguages(key, by_language, _rows(order, articles))


def languages_not_out(key: UUID) -> set[str]:
    """Return the languages in which the issue is neither public nor waived."""
    pages = NewspaperIssuePage.objects.filter(translation_key=key, live=True)
    out = {*pages.values_list("locale__language_code", flat=True)}
    out |= {waiver.locale.language_code for waiver in waivers(key)}
    return {code for code, _name in settings.LANGUAGES} - out


def waivers(key: UUID) -> QuerySet[Waiver]:
    """Return what somebody answers for: languages that the issue appears without."""
    found = Waiver.objects.filter(translation_key=key, ended_at=None)
    return found.select_related("locale", "by").order_by("locale__language_code")


def latest_release(issue: IssueInLanguages) -> Release | None:
    """Return the release that waits for its moment, else what was tried last."""
    found = Release.objects.filter(pages__source_page__translation_key=issue.key)
    waits = Case(When(state=ReleaseState.SCHEDULED, then=0), default=1)
    return found.order_by(waits, "-at", "-pk").first()


def _rows(order: list[str], articles: dict[str, list[ArticlePage]]) -> list[Row]:
    rows: dict[UUID, Row] = {}
    for pages in articles.values():
        for page in pages:
            row = rows.setdefault(page.translation_key, Row(page.translation_key, ""))
            row.title = row.title or page.title
    for row in rows.values():
        row.places = {code: Place(PlaceState.MISSING) for code in order}
    for code, pages in articles.items():
        for page in pages:
            rows[page.translation_key].places[code] = Place(_state(page), page)
    return list(rows.values())


def _state(page: ArticlePage) -> PlaceState:
    # A translation that wagtail-localize has only mirrored is no article yet.
    if page.alias_of_id:
        return PlaceState.MISSING
    if not page.live:
        return PlaceState.DRAFT
    return PlaceState.CHANGED if page.has_unpublished_changes else PlaceState.LIVE


def printed_articles(
    issue: IssueInLanguages, language: str
) -> list[tuple[Row, ArticlePage]]:
    """Return what the edition prints, in the main language's order.

    Of a public issue only what readers see; else, for a proof, the latest drafts.
    """
    found = []
    for row in issue.rows:
        page = row.places[language].page
        if page is None or row.places[language].state is PlaceState.MISSING:
            continue
        if not issue.is_public:
            found.append((row, page.get_latest_revision_as_object()))
        elif page.live:
            found.append((row, page))
    return found


def issue_order(
    issue: IssueInLanguages, language: str, plan: dict[str, int]
) -> VolumeOrder:
    """Return the order for the edition in one language.

    `plan` names the page that an article begins on; what this language does not
    have is left out of it.
    """
    page = issue.pages[language]
    if not issue.is_public:
        page = page.get_latest_revision_as_object()
    paper = NewspaperIndexPage.objects.parent_of(issue.pages[language]).get()
    articles = printed_articles(issue, language)
    with translation.override(language):
        imprint = tuple(
            tuple(part.strip() for part in line.split(":", 1))
            for line in filled_lines(paper.imprint)
        )
        return VolumeOrder(
            title=f"{paper.name}: {page.title}",
            language=language,
            languages=(language,),
            year=page.date.year,
            issued=page.date.isoformat(),
            url=absolute(page.get_url() or "/"),
            papers=tuple(_paper(row, each, language) for row, each in articles),
            newspaper=NewspaperOrder(
                title={language: paper.name},
                subtitle={language: paper.subtitle},
                number=page.number,
                year=page.year,
                date=page.date.isoformat(),
                issn={language: _numbers(paper, page)},
                price=paper.price,
                columns=COLUMNS,
                lead=articles[0][0].id if articles else "",
                sections=tuple(
                    dict.fromkeys(
                        each.section for _row, each in articles if each.section
                    )
                ),
                imprint=imprint,
                contacts=tuple(filled_lines(paper.contacts)),
                partners=tuple(
                    f"{partner.name}, {partner.place}"
                    for partner in Partner.objects.in_language(language)
                ),
                plan={
                    row.id: plan[row.id] for row, _each in articles if row.id in plan
                },
                articles={row.id: _around(each) for row, each in articles},
            ),
        )


def _numbers(paper: NewspaperIndexPage, page: NewspaperIssuePage) -> dict[str, str]:
    media = {"print": paper.issn_print, "pdf": page.issn}
    return {medium: number for medium, number in media.items() if number}


def _paper(row: Row, article: ArticlePage, language: str) -> PaperOrder:
    files = article_files(article)
    return PaperOrder(
        id=row.id,
        manuscript=files.page,
        filename="article.html",
        title=article.title,
        language=language,
        session=article.section,
        beside=files.beside,
    )


def _around(article: ArticlePage) -> ArticleOrder:
    return ArticleOrder(
        kicker=article.kicker,
        lead=article.lead,
        byline=article.byline,
        credit=article.picture.credit if article.picture else "",
    )
