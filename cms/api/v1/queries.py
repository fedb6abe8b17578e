"""What the public may read: one queryset a kind, used by lists and details."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Length, Substr

from cms.network.models import Partner
from cms.news.models import NewsPage
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from cms.publications.models import (
    Edition,
    EditionPaper,
    EditionRecommendation,
)


def public_news() -> QuerySet[NewsPage]:
    """News items, newest first."""
    return NewsPage.objects.public_newest_first()


def public_issues() -> QuerySet[NewspaperIssuePage]:
    """Issues of the newspaper, newest first."""
    return NewspaperIssuePage.objects.public_newest_first()


def public_articles() -> QuerySet[ArticlePage]:
    """Articles whose issue is public too, in the order of the tree."""
    parent = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Value(4))
    issues = public_issues().order_by().filter(path=parent)
    return ArticlePage.objects.public_in_order().filter(Exists(issues))


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
    return ArticlePage.objects.public_in_order().filter(inside)


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
