"""What the API offers: one resource a kind, each with its list and its entries.

Nothing here knows of requests: the views answer with it, and the ledger of changes
asks it what partners can see.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
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
    # What the value of a filter is compared with.
    lookups: dict[str, str] = {}
    # What a list can be ordered by; without a choice it is as its docstring says.
    orders: dict[str, tuple[str, ...]] = {}
    falls_back = False

    def __init__(
        self, locale: str, to: Addresses, given: dict[str, Any] | None = None
    ) -> None:
        self.locale = locale
        self.to = to
        self.given = given or {}

    @classmethod
    def list_parameters(cls) -> list[parameters.Parameter]:
        """Return what may be asked of the list."""
        return [
            parameters.LOCALE,
            *([parameters.FALLBACK] if cls.falls_back else []),
            *cls.filters,
            *parameters.order_of(cls.orders),
            parameters.fields_of(cls.list_serializer),
            parameters.PAGE,
            parameters.SIZE,
        ]

    @classmethod
    def detail_parameters(cls) -> list[parameters.Parameter]:
        """Return what may be asked of one entry."""
        return [
            parameters.LOCALE,
            *([parameters.FALLBACK] if cls.falls_back else []),
            parameters.fields_of(cls.detail_serializer),
        ]

    @property
    def languages(self) -> list[str]:
        """The language asked for, then those to serve instead."""
        return list(dict.fromkeys([self.locale, *(self.given.get("fallback") or [])]))

    def entry(self, key: str) -> dict[str, Any]:
        """Return one entry as it is served.

        Raises:
            NotFound: when there is none, or none in this language.
        """
        with translation.override(self.locale):
            thing = self.find(key)
            served = self.language_of(thing)
            # Its links lead to pages in the language of its text.
            with translation.override(served):
                return self.detail_serializer(self.project_in_full(thing)).data

    def language_of(self, thing: Any) -> str:
        """Return the language of the addresses that a thing is served with."""
        return self.locale

    def listed(self) -> QuerySet:
        """Return what the list holds as it was asked for: narrowed and in order."""
        found = self.found()
        for name, lookup in self.lookups.items():
            if (value := self.given.get(name)) is not None:
                found = found.filter(**{lookup: value})
        order = self.orders.get(self.given.get("order") or "")
        return found.order_by(*order) if order else found

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
    falls_back = True

    def found(self) -> QuerySet:
        """Return each thing once, in the first of the languages that it has."""
        wanted, better = Q(), []
        for language in self.languages:
            this = Q(locale__language_code=language)
            if better:
                same = (
                    self.everything()
                    .order_by()
                    .filter(
                        translation_key=OuterRef("translation_key"),
                        locale__language_code__in=better,
                    )
                )
                this &= ~Exists(same)
            wanted |= this
            better = [*better, language]
        return self.everything().filter(wanted)

    def language_of(self, thing: Any) -> str:
        return thing.locale.language_code

    def find(self, key: str) -> Any:
        same = self.everything().filter(translation_key=_uuid(key))
        wanted = same.filter(locale__language_code__in=self.languages)
        rows = {row.locale.language_code: row for row in wanted}
        thing = next((rows[each] for each in self.languages if each in rows), None)
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
    filters = [parameters.YEAR, parameters.SINCE]
    lookups = {"year": "date__year", "since": "date__gte"}
    orders = {
        "date": ("date", "pk"),
        "-date": ("-date", "-pk"),
        "title": ("title", "pk"),
        "-title": ("-title", "-pk"),
    }
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
    filters = [parameters.YEAR, parameters.SINCE]
    lookups = {"year": "date__year", "since": "date__gte"}
    orders = {
        "date": ("date", "number", "pk"),
        "-date": ("-date", "-number", "-pk"),
    }
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
    filters = [parameters.SECTION]
    lookups = {"section": "section"}
    orders = {"title": ("title", "pk"), "-title": ("-title", "-pk")}
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
    filters = [parameters.KIND]
    lookups = {"kind": "kind"}
    orders = {"name": ("name", "pk"), "-name": ("-name", "-pk")}
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
    filters = [parameters.YEAR]
    lookups = {"year": "volume__year"}
    orders = {
        "year": ("volume__year", "volume__pk"),
        "-year": ("-volume__year", "-volume__pk"),
    }

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
