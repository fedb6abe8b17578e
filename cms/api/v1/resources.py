"""What the API offers: one resource a kind, each with its list and its entries.

Nothing here knows of requests: the views answer with it, and the ledger of changes
asks it what partners can see.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import translation
from rest_framework import exceptions
from rest_framework.serializers import Serializer

from cms.api.v1 import parameters, projections, queries, serializers
from cms.api.v1.addresses import Addresses
from cms.api.v1.problems import NotInThisLanguage
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from cms.publications.models import Edition

SLUG = r"[a-zA-Z0-9_-]+"


class Resource(ABC):
    """A kind of thing, in one language, as one request asks for it."""

    name: str
    # What the routes of this resource are called.
    basename: str
    list_serializer: type[Serializer]
    detail_serializer: type[Serializer]
    filters: list[parameters.Parameter] = []

    def __init__(
        self, locale: str, to: Addresses, given: dict[str, Any] | None = None
    ) -> None:
        self.locale = locale
        self.to = to
        self.given = given or {}

    def entry(self, key: str) -> dict[str, Any]:
        """Return one entry as it is served.

        Raises:
            NotFound: when there is none, or none in this language.
        """
        with translation.override(self.locale):
            return self.detail_serializer(self.project_in_full(self.find(key))).data

    @abstractmethod
    def found(self) -> QuerySet:
        """Return what the list holds, in order."""

    @abstractmethod
    def find(self, key: str) -> Any:
        """Return one thing, or raise NotFound."""

    @abstractmethod
    def project_all(self, things: Any) -> projections.Projections:
        """Return what the list says of each thing."""

    @abstractmethod
    def project_in_full(self, thing: Any) -> projections.Projection:
        """Return all that is said of one thing."""


class InLanguagesMixin:
    """Things of which every language is a row of its own, with a shared key."""

    source: Callable[[], QuerySet]

    def found(self) -> QuerySet:
        return self.everything().filter(locale__language_code=self.locale)

    def find(self, key: str) -> Any:
        same = self.everything().filter(translation_key=_uuid(key))
        thing = same.filter(locale__language_code=self.locale).first()
        if thing is None:
            others = same.order_by("locale_id").values_list(
                "locale__language_code", flat=True
            )
            if others := list(others):
                raise NotInThisLanguage(self.locale, others)
            raise _nothing()
        return thing

    def everything(self) -> QuerySet:
        """Return the public rows of all languages."""
        return type(self).source()


class NewsResource(InLanguagesMixin, Resource):
    """News, newest first."""

    name = "news"
    basename = "news"
    source = queries.public_news
    list_serializer = serializers.NewsSerializer
    detail_serializer = serializers.NewsDetailSerializer

    def project_all(self, things):
        items = list(things)
        translations = projections.translations_of(items)
        return [projections.news(item, self.to, translations) for item in items]

    def project_in_full(self, thing):
        (entry,) = self.project_all([thing])
        return {**entry, "body": projections.body(thing, self.to)}


class ArticlesMixin:
    """Puts articles and their issues together without a query for each."""

    def project_articles(
        self,
        articles: list[ArticlePage],
        issues: list[NewspaperIssuePage],
        *,
        in_full: bool = False,
    ) -> dict[str, list[projections.Projection]]:
        """Return the articles of each issue, by the issue's path."""
        by_path: dict[str, list] = {issue.path: [] for issue in issues}
        issue_at = {issue.path: issue for issue in issues}
        translations = projections.translations_of(articles)
        for article in articles:
            path = article.path[: -ArticlePage.steplen]
            entry = projections.article(article, issue_at[path], self.to, translations)
            if in_full:
                entry["body"] = projections.body(article, self.to)
            by_path[path].append(entry)
        return by_path


class IssueResource(ArticlesMixin, InLanguagesMixin, Resource):
    """Issues of the newspaper with their articles, newest first."""

    name = "newspaper-issues"
    basename = "issue"
    source = queries.public_issues
    list_serializer = serializers.IssueSerializer
    detail_serializer = serializers.IssueDetailSerializer

    def project_all(self, things, *, in_full: bool = False):
        issues = list(things)
        translations = projections.translations_of(issues)
        articles = list(queries.articles_of(issues))
        by_path = self.project_articles(articles, issues, in_full=in_full)
        return [
            {
                **projections.issue(issue, self.to, translations),
                "articles": by_path[issue.path],
            }
            for issue in issues
        ]

    def project_in_full(self, thing):
        (entry,) = self.project_all([thing], in_full=True)
        return entry


class ArticleResource(ArticlesMixin, InLanguagesMixin, Resource):
    """Articles of all issues, the newest issue first."""

    name = "articles"
    basename = "article"
    source = queries.public_articles
    list_serializer = serializers.ArticleSerializer
    detail_serializer = serializers.ArticleDetailSerializer

    def project_all(self, things, *, in_full: bool = False):
        articles = list(things)
        issues = list(queries.issues_of(articles))
        by_path = self.project_articles(articles, issues, in_full=in_full)
        by_key = {entry["id"]: entry for group in by_path.values() for entry in group}
        return [by_key[article.translation_key] for article in articles]

    def project_in_full(self, thing):
        (entry,) = self.project_all([thing], in_full=True)
        return entry


class PartnerResource(InLanguagesMixin, Resource):
    """The partners of the project, the lead partner first."""

    name = "partners"
    basename = "partner"
    source = queries.public_partners
    list_serializer = serializers.PartnerSerializer
    detail_serializer = serializers.PartnerSerializer

    def project_all(self, things):
        return [projections.partner(partner, self.to) for partner in things]

    def project_in_full(self, thing):
        return projections.partner(thing, self.to)


class VolumeResource(Resource):
    """Published proceedings, newest first."""

    name = "volumes"
    basename = "volume"
    list_serializer = serializers.VolumeSerializer
    detail_serializer = serializers.VolumeDetailSerializer

    def found(self):
        return queries.public_editions()

    def find(self, key):
        return _first(queries.public_editions().filter(volume__slug=key))

    def project_all(self, things):
        return [projections.volume(edition, self.to) for edition in things]

    def project_in_full(self, thing: Edition):
        papers = queries.public_papers().filter(edition=thing)
        advice = queries.recommendations_of(thing)
        return {
            **projections.volume(thing, self.to),
            "papers": [projections.paper(one, thing, self.to) for one in papers],
            "recommendations": [
                projections.recommendation(one, thing, self.to) for one in advice
            ],
        }


class PaperResource(Resource):
    """Papers of all published volumes, in the order of the books."""

    name = "papers"
    basename = "paper"
    list_serializer = serializers.PaperSerializer
    detail_serializer = serializers.PaperDetailSerializer
    filters = [parameters.VOLUME]

    def found(self):
        return _of_volume(queries.public_papers(), self.given.get("volume"))

    def find(self, key):
        if not re.fullmatch(rf"{SLUG}\.{SLUG}", key):
            raise _nothing()
        volume, slug = key.split(".")
        papers = queries.public_papers()
        return _first(papers.filter(edition__volume__slug=volume, slug=slug))

    def project_all(self, things):
        return [projections.paper(one, one.edition, self.to) for one in things]

    def project_in_full(self, thing):
        return projections.paper_in_full(thing, thing.edition, self.to)


class RecommendationResource(Resource):
    """Recommendations of the conferences to their target groups."""

    name = "recommendations"
    basename = "recommendation"
    list_serializer = serializers.RecommendationSerializer
    detail_serializer = serializers.RecommendationSerializer
    filters = [parameters.VOLUME, parameters.TARGET_GROUP]

    def found(self):
        found = queries.public_recommendations()
        if self.given.get("volume") is None:
            found = queries.without_repetitions(found)
        found = _of_volume(found, self.given.get("volume"))
        group = self.given.get("target_group")
        return found.filter(target_group=group) if group else found

    def find(self, key):
        found = queries.without_repetitions(queries.public_recommendations())
        return _first(found.filter(translation_key=_uuid(key)))

    def project_all(self, things):
        return [projections.recommendation(one, one.edition, self.to) for one in things]

    def project_in_full(self, thing):
        return projections.recommendation(thing, thing.edition, self.to)


RESOURCES: dict[str, type[Resource]] = {
    resource.name: resource
    for resource in (
        NewsResource,
        IssueResource,
        ArticleResource,
        PartnerResource,
        VolumeResource,
        PaperResource,
        RecommendationResource,
    )
}


def _of_volume(things: QuerySet, slug: str | None) -> QuerySet:
    return things if slug is None else things.filter(edition__volume__slug=slug)


def _first(things: QuerySet) -> Any:
    thing = things.first()
    if thing is None:
        raise _nothing()
    return thing


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _nothing() from None


def _nothing() -> exceptions.NotFound:
    return exceptions.NotFound("There is nothing at this address.")
