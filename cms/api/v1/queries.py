"""What the public may read: one queryset a kind, used by lists and details."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    CharField,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Concat, Length, Substr
from wagtail.models import Locale, Page, ReferenceIndex

from cms.assets.models import CoopImage
from cms.core.models import BasePage
from cms.core.visibility import visible
from cms.network.models import Partner
from cms.news.models import NewsPage
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from cms.programme import queries as programme
from cms.programme import snapshots
from cms.programme.models import ProgrammeRelease
from cms.publications.models import (
    Edition,
    EditionPaper,
    EditionRecommendation,
)
from home.models import HomePage

OWN_RESOURCES = (NewsPage, NewspaperIssuePage, ArticlePage)


def in_language(code: str) -> Exists:
    """Whether a row is in this language.

    Asked of each row, so that a list can be read in its own order from an index: by a
    join, databases gather all rows of the language first, and put these in order.
    """
    return Exists(Locale.objects.filter(pk=OuterRef("locale_id"), language_code=code))


def public_news() -> QuerySet[NewsPage]:
    """News items, newest first."""
    return _whole(visible(NewsPage.objects.all())).order_by("-date", "-pk")


def public_issues() -> QuerySet[NewspaperIssuePage]:
    """Issues of the newspaper, newest first."""
    found = _whole(visible(NewspaperIssuePage.objects.all()))
    return found.order_by("-date", "-number", "-pk")


def public_articles() -> QuerySet[ArticlePage]:
    """Articles whose issue is public too, in the order of the tree."""
    parent = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Value(4))
    issues = NewspaperIssuePage.objects.live().order_by().filter(path=parent)
    # What restricts an issue restricts its articles.
    return _articles().filter(Exists(issues))


def _articles() -> QuerySet[ArticlePage]:
    return _whole(visible(ArticlePage.objects.all())).order_by("path")


def _whole(pages: Any) -> Any:
    return pages.select_related("picture", "locale")


def translations_of(pages: Iterable[Page]) -> QuerySet:
    """The public pages that say the same as these: id, language, place in the tree."""
    keys = {page.translation_key for page in pages}
    same = visible(Page.objects.filter(translation_key__in=keys)).order_by("locale_id")
    return same.values_list("translation_key", "locale__language_code", "url_path")


def public_partners() -> QuerySet[Partner]:
    """Partners, the lead partner first."""
    return Partner.objects.select_related("locale").order_by(
        "-is_lead", "sort_order", "name", "pk"
    )


def public_editions() -> QuerySet[Edition]:
    """The current edition of each volume, newest first."""
    return (
        Edition.objects.current()
        .select_related("volume")
        .prefetch_related("files")
        .order_by("-volume__year", "-volume__pk")
    )


def public_papers() -> QuerySet[EditionPaper]:
    """Papers of current editions, in the order of their volumes."""
    return (
        EditionPaper.objects.filter(edition__in=Edition.objects.current())
        .select_related("edition__volume")
        .prefetch_related("files")
        .order_by("-edition__volume__year", "-edition__volume__pk", "position")
    )


def public_recommendations() -> QuerySet[EditionRecommendation]:
    """Recommendations of current editions, in the order of their volumes."""
    return (
        EditionRecommendation.objects.filter(edition__in=Edition.objects.current())
        .select_related("edition__volume")
        .prefetch_related(Prefetch("papers", EditionPaper.objects.order_by("position")))
        .order_by("-edition__volume__year", "-edition__volume__pk", "position")
    )


def articles_of(issues: list[NewspaperIssuePage]) -> QuerySet[ArticlePage]:
    """The public articles of these issues."""
    inside = Q(pk__in=[])
    for issue in issues:
        inside |= Q(path__startswith=issue.path, depth=issue.depth + 1)
    return _articles().filter(inside)


def issues_of(articles: list[ArticlePage]) -> QuerySet[NewspaperIssuePage]:
    """The issues that these articles stand in."""
    paths = {article.path[: -ArticlePage.steplen] for article in articles}
    return public_issues().filter(path__in=paths)


def recommendations_of(edition: Edition) -> QuerySet[EditionRecommendation]:
    """The recommendations printed in an edition."""
    papers = Prefetch("papers", EditionPaper.objects.order_by("position"))
    return edition.recommendations.prefetch_related(papers).order_by("position")


def without_repetitions(
    found: QuerySet[EditionRecommendation],
) -> QuerySet[EditionRecommendation]:
    """Leave a recommendation that several volumes print to the last of them."""
    later = (
        public_recommendations()
        .order_by()
        .filter(translation_key=OuterRef("translation_key"), pk__gt=OuterRef("pk"))
    )
    return found.filter(~Exists(later))


# --- all other pages ----------------------------------------------------------------
def public_pages() -> QuerySet[Page]:
    """Pages that are neither news nor of the newspaper, in the order of the tree."""
    return (
        visible(Page.objects.filter(depth__gt=1))
        .not_exact_type(*OWN_RESOURCES)
        .select_related("locale")
        .order_by("path")
    )


def specific(pages: list[Page]) -> list[BasePage]:
    """Return the pages as what they are: one query a kind of page."""
    known = Page.objects.filter(pk__in=[page.pk for page in pages]).specific()
    by_key = {page.pk: page for page in known}
    for page in pages:
        by_key[page.pk].locale = page.locale
    return [by_key[page.pk] for page in pages]


def parents_of(pages: Iterable[Page]) -> dict[str, Any]:
    """Return the ids of the pages above these, by path."""
    above = {page.path[: -page.steplen] for page in pages}
    rows = public_pages().filter(path__in=above)
    return dict(rows.values_list("path", "translation_key"))


def below(found: QuerySet[Page], key: str) -> QuerySet[Page]:
    """Leave those directly below the page with this id, in any language."""
    inside = Q(pk__in=[])
    for path, depth in (
        public_pages().filter(translation_key=key).values_list("path", "depth")
    ):
        inside |= Q(path__startswith=path, depth=depth + 1)
    return found.filter(inside)


# --- books by their ids -------------------------------------------------------------
def papers_of(keys: Iterable[str]) -> QuerySet[EditionPaper]:
    """The papers with these ids."""
    key = Concat("edition__volume__slug", Value("."), "slug", output_field=CharField())
    return public_papers().annotate(key=key).filter(key__in=list(keys))


# --- conferences --------------------------------------------------------------------
@dataclass(frozen=True)
class ProgrammeItem:
    """A talk, or a session without talks, of a release."""

    item: dict[str, Any]
    release: ProgrammeRelease

    @property
    def code(self) -> str:
        return self.item["code"]

    @cached_property
    def order(self) -> list[Any]:
        """Where it stands among all: the latest conference first, then by time."""
        first = self.release.programme.first_day.toordinal()
        place = (self.item["day"], self.item["start"], self.code)
        return [-first, str(self.release.programme.uuid), *place]


def current_releases() -> QuerySet[ProgrammeRelease]:
    """What the public sees of each programme, the latest conference first."""
    return ProgrammeRelease.objects.current().order_by(
        "-programme__first_day", "-programme__pk"
    )


def programme_items() -> list[ProgrammeItem]:
    """What happens at all conferences, in order."""
    return items_of(current_releases())


def items_of(releases: Iterable[ProgrammeRelease]) -> list[ProgrammeItem]:
    """What happens according to these releases, in order."""
    found = [
        ProgrammeItem(item, release)
        for release in releases
        for item in snapshots.items(release.snapshot).values()
    ]
    return sorted(found, key=lambda one: one.order)


def papers_of_items(items: Iterable[ProgrammeItem]) -> dict[str, tuple[str, str]]:
    """Return the published papers of talks, by the talk's code."""
    codes = [one.code for one in items if one.item.get("paper")]
    return programme.published_papers(codes) if codes else {}


# --- pictures -----------------------------------------------------------------------
def public_pictures() -> QuerySet[CoopImage]:
    """Pictures that some public page shows, the newest first."""
    shown = Q(pk__in=visible(HomePage.objects.all()).values("picture"))
    for source in (public_news, public_issues, public_articles):
        shown |= Q(pk__in=source().order_by().values("picture"))
    pages = visible(Page.objects.order_by())
    inside = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(CoopImage),
        object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key"),
    )
    return (
        CoopImage.objects.annotate(key=Cast("pk", CharField()))
        .filter(shown | Q(key__in=inside.values("to_object_id")))
        .order_by("-created_at", "-pk")
    )
