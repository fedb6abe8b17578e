"""The endpoints: read the parameters, ask the queries, answer with projections."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from cms.api.v1 import parameters, projections, queries, serializers
from cms.api.v1.addresses import Addresses
from cms.api.v1.problems import NotInThisLanguage, as_problem
from cms.api.v1.schema import describe_detail, describe_list
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from cms.publications.models import Edition

MAX_AGE = 60
SLUG = r"[a-zA-Z0-9_-]+"


@method_decorator(conditional_page, name="dispatch")
class PublicView(APIView):
    """Anybody may read it, caches may keep it, and errors are problems."""

    authentication_classes = []
    permission_classes = []
    renderer_classes = [JSONRenderer]
    http_method_names = ["get", "head", "options"]
    known_parameters: list[parameters.Parameter] = []
    given: dict[str, Any]

    def get_exception_handler(self) -> Callable:
        return as_problem

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.given = parameters.read_parameters(
            request.query_params, self.known_parameters
        )

    def finalize_response(self, request, response, *args, **kwargs) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code == HTTPStatus.OK:
            patch_cache_control(response, public=True, max_age=MAX_AGE)
            response.headers["Content-Language"] = self.locale
        return response

    @property
    def locale(self) -> str:
        return getattr(self, "given", {}).get("locale", "en")

    @property
    def addresses(self) -> Addresses:
        return Addresses(self.request, self.locale)


class RootView(PublicView):
    """Lists the resources."""

    @extend_schema(
        operation_id="root",
        summary="List the resources",
        responses=serializers.RootSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return the address of every list."""
        names = {
            "news": "news-list",
            "newspaper-issues": "issue-list",
            "articles": "article-list",
            "partners": "partner-list",
            "volumes": "volume-list",
            "papers": "paper-list",
            "recommendations": "recommendation-list",
        }
        to = self.addresses
        body = {
            "version": "1",
            "schema": to.of_list("schema"),
            "resources": [
                {"name": name, "url": to.of_list(address)}
                for name, address in names.items()
            ],
        }
        return Response(serializers.RootSerializer(body).data)


@extend_schema(exclude=True)
class NothingHereView(PublicView):
    """Answers every address that does not exist."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise exceptions.NotFound("There is nothing at this address.")


@extend_schema(exclude=True)
@method_decorator(conditional_page, name="dispatch")
class SchemaView(SpectacularAPIView):
    """The OpenAPI description of all this."""

    authentication_classes = []
    permission_classes = []
    renderer_classes = [OpenApiJsonRenderer]


class ResourceViewSet(ViewSetMixin, PublicView, ABC):
    """A list and its entries."""

    list_serializer: type[Serializer]
    detail_serializer: type[Serializer]
    filters: list[parameters.Parameter] = []
    lookup_value_regex = "[^/]+"

    @property
    def known_parameters(self) -> list[parameters.Parameter]:
        if self.action == "list":
            return [
                parameters.LOCALE,
                *self.filters,
                parameters.PAGE,
                parameters.SIZE,
            ]
        return [parameters.LOCALE]

    def list(self, request: Request) -> Response:
        """Return one page of the list."""
        with translation.override(self.locale):
            pages = Paginator(self.found(), self.given["page_size"])
            number = self.given["page"]
            if number > pages.num_pages:
                message = f"The list has {pages.num_pages} pages."
                raise exceptions.NotFound(message)
            entries = self.project_all(pages.page(number).object_list)
            results = self.list_serializer(entries, many=True).data
        return Response(
            {
                "count": pages.count,
                "next": self._page(number + 1, pages.num_pages),
                "previous": self._page(number - 1, pages.num_pages),
                "results": results,
            }
        )

    def retrieve(self, request: Request, pk: str) -> Response:
        """Return one entry of the list."""
        with translation.override(self.locale):
            entry = self.project_in_full(self.find(pk))
            return Response(self.detail_serializer(entry).data)

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

    def _page(self, number: int, last: int) -> str | None:
        if not 1 <= number <= last:
            return None
        query = self.request.query_params.copy()
        query["page"] = str(number)
        address = f"{self.request.path}?{query.urlencode()}"
        return self.addresses.absolute(address)


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


@describe_list(serializers.NewsSerializer, "news", "List news items")
@describe_detail(serializers.NewsDetailSerializer, "news_item", "Show a news item")
class NewsViewSet(InLanguagesMixin, ResourceViewSet):
    """News, newest first."""

    source = queries.public_news
    list_serializer = serializers.NewsSerializer
    detail_serializer = serializers.NewsDetailSerializer

    def project_all(self, things):
        items = list(things)
        translations = projections.translations_of(items)
        return [projections.news(item, self.addresses, translations) for item in items]

    def project_in_full(self, thing):
        (entry,) = self.project_all([thing])
        return {**entry, "body": projections.body(thing, self.addresses)}


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
            entry = projections.article(
                article, issue_at[path], self.addresses, translations
            )
            if in_full:
                entry["body"] = projections.body(article, self.addresses)
            by_path[path].append(entry)
        return by_path


@describe_list(
    serializers.IssueSerializer, "newspaper_issues", "List issues of the newspaper"
)
@describe_detail(
    serializers.IssueDetailSerializer, "newspaper_issue", "Show an issue with its texts"
)
class IssueViewSet(ArticlesMixin, InLanguagesMixin, ResourceViewSet):
    """Issues of the newspaper with their articles, newest first."""

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
                **projections.issue(issue, self.addresses, translations),
                "articles": by_path[issue.path],
            }
            for issue in issues
        ]

    def project_in_full(self, thing):
        (entry,) = self.project_all([thing], in_full=True)
        return entry


@describe_list(serializers.ArticleSerializer, "articles", "List articles")
@describe_detail(serializers.ArticleDetailSerializer, "article", "Show an article")
class ArticleViewSet(ArticlesMixin, InLanguagesMixin, ResourceViewSet):
    """Articles of all issues, the newest issue first."""

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


@describe_list(serializers.PartnerSerializer, "partners", "List the partners")
@describe_detail(serializers.PartnerSerializer, "partner", "Show a partner")
class PartnerViewSet(InLanguagesMixin, ResourceViewSet):
    """The partners of the project, the lead partner first."""

    source = queries.public_partners
    list_serializer = serializers.PartnerSerializer
    detail_serializer = serializers.PartnerSerializer

    def project_all(self, things):
        return [projections.partner(partner, self.addresses) for partner in things]

    def project_in_full(self, thing):
        return projections.partner(thing, self.addresses)


@describe_list(serializers.VolumeSerializer, "volumes", "List the proceedings")
@describe_detail(
    serializers.VolumeDetailSerializer, "volume", "Show a volume with its contents"
)
class VolumeViewSet(ResourceViewSet):
    """Published proceedings, newest first."""

    list_serializer = serializers.VolumeSerializer
    detail_serializer = serializers.VolumeDetailSerializer

    def found(self):
        return queries.public_editions()

    def find(self, key):
        return _first(queries.public_editions().filter(volume__slug=key))

    def project_all(self, things):
        return [projections.volume(edition, self.addresses) for edition in things]

    def project_in_full(self, thing: Edition):
        to = self.addresses
        papers = queries.public_papers().filter(edition=thing)
        advice = queries.recommendations_of(thing)
        return {
            **projections.volume(thing, to),
            "papers": [projections.paper(one, thing, to) for one in papers],
            "recommendations": [
                projections.recommendation(one, thing, to) for one in advice
            ],
        }


@describe_list(
    serializers.PaperSerializer,
    "papers",
    "List published papers",
    parameters.VOLUME,
)
@describe_detail(serializers.PaperDetailSerializer, "paper", "Show a published paper")
class PaperViewSet(ResourceViewSet):
    """Papers of all published volumes, in the order of the books."""

    list_serializer = serializers.PaperSerializer
    detail_serializer = serializers.PaperDetailSerializer
    filters = [parameters.VOLUME]

    def found(self):
        return _of_volume(queries.public_papers(), self.given["volume"])

    def find(self, key):
        if not re.fullmatch(rf"{SLUG}\.{SLUG}", key):
            raise _nothing()
        volume, slug = key.split(".")
        papers = queries.public_papers()
        return _first(papers.filter(edition__volume__slug=volume, slug=slug))

    def project_all(self, things):
        return [projections.paper(one, one.edition, self.addresses) for one in things]

    def project_in_full(self, thing):
        return projections.paper_in_full(thing, thing.edition, self.addresses)


@describe_list(
    serializers.RecommendationSerializer,
    "recommendations",
    "List recommendations",
    parameters.VOLUME,
    parameters.TARGET_GROUP,
)
@describe_detail(
    serializers.RecommendationSerializer, "recommendation", "Show a recommendation"
)
class RecommendationViewSet(ResourceViewSet):
    """Recommendations of the conferences to their target groups."""

    list_serializer = serializers.RecommendationSerializer
    detail_serializer = serializers.RecommendationSerializer
    filters = [parameters.VOLUME, parameters.TARGET_GROUP]

    def found(self):
        found = queries.public_recommendations()
        if self.given["volume"] is None:
            found = queries.without_repetitions(found)
        found = _of_volume(found, self.given["volume"])
        group = self.given["target_group"]
        return found.filter(target_group=group) if group else found

    def find(self, key):
        found = queries.without_repetitions(queries.public_recommendations())
        return _first(found.filter(translation_key=_uuid(key)))

    def project_all(self, things):
        to = self.addresses
        return [projections.recommendation(one, one.edition, to) for one in things]

    def project_in_full(self, thing):
        return projections.recommendation(thing, thing.edition, self.addresses)


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
