"""The endpoints: read the parameters, ask the queries, answer with projections."""

import json
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_noop
from django.views.decorators.http import conditional_page
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from cms.api.enums import Scope
from cms.api.v1 import (
    changes,
    ledger,
    paging,
    parameters,
    relations,
    resources,
    serializers,
    store,
    validators,
)
from cms.api.v1.access import AccessView
from cms.api.v1.addresses import Addresses
from cms.api.v1.problems import NotForThisKey, Unchanged
from cms.api.v1.resources import RESOURCES, Resource
from cms.api.v1.retirement import Retirement, first_to_go
from cms.api.v1.schema import describe_detail, describe_list, problem_answers
from cms.api.v1.shaping import shaped
from cms.api.v1.validators import Validators

MAX_AGE = 60


@cache
def changelog() -> list[dict[str, Any]]:
    """Return what has changed in this version, the newest first."""
    return json.loads((Path(__file__).parent / "changelog.json").read_text("utf-8"))


# Where the version cannot tell, the digest of the answer is its tag.
@method_decorator(conditional_page, name="dispatch")
class PublicView(AccessView):
    """Anybody may read it, caches may keep it, and errors are problems."""

    renderer_classes = [JSONRenderer]
    known_parameters: list[parameters.Parameter] = []
    in_one_language = True
    # When this address is going to leave.
    retirement: Retirement | None = None
    given: dict[str, Any]
    # The languages of what is in the answer.
    served: AbstractSet[str] = frozenset()
    validators: Validators

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method == "OPTIONS":
            return
        self.given = parameters.read_parameters(
            request.query_params, self.known_parameters
        )
        self.refuse_what_is_not_the_key_s()
        self.validators = self._validators(request)
        if self.validators.match(request):
            raise Unchanged

    def finalize_response(self, request, response, *args, **kwargs) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            whose = "public" if self.key is None else "private"
            patch_cache_control(response, **{whose: True, "max_age": MAX_AGE})
            self.validators.put_on(response)
        self._tell_what_retires(response)
        if response.status_code == HTTPStatus.OK and self.in_one_language:
            languages = ", ".join(sorted(self.served or {self.locale}))
            response.headers["Content-Language"] = languages
        return response

    def _tell_what_retires(self, response: Response) -> None:
        used = [each for each in self.known_parameters if self._gives(each)]
        found = [each.retirement for each in used if each.retirement]
        found += [self.retirement] if self.retirement else []
        if soonest := first_to_go(found):
            soonest.put_on(response, self.addresses.of_list("changelog"))

    def _gives(self, parameter: parameters.Parameter) -> bool:
        return parameter.name in self.request.query_params

    def _validators(self, request: Request) -> Validators:
        if self.given.get("search"):
            # The index follows the content a moment later than the version does.
            return Validators("", None)
        return validators.of_request(request, ledger.version(), self.key)

    def refuse_what_is_not_the_key_s(self) -> None:
        """Keep a key to its languages."""
        if self.key and self.in_one_language and not self.key.speaks(self.locale):
            raise NotForThisKey("locale", self.locale, self.key.locales)

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
        summary=gettext_noop("List the resources"),
        responses={200: serializers.RootSerializer, **problem_answers()},
    )
    def get(self, request: Request) -> Response:
        """Return the address of every list."""
        to = self.addresses
        body = {
            "version": "1",
            "schema": to.of_list("schema"),
            "changes": to.of_list("changes"),
            "changelog": to.of_list("changelog"),
            "resources": [
                {"name": name, "url": to.of_list(f"{resource.basename}-list")}
                for name, resource in RESOURCES.items()
                if self.key is None or self.key.opens(name)
            ],
        }
        return Response(serializers.RootSerializer(body).data)


class ChangesView(PublicView):
    """What has changed since a client last asked."""

    known_parameters = [parameters.CURSOR, parameters.SIZE]
    in_one_language = False
    scope = Scope.CHANGES

    @extend_schema(
        operation_id="changes",
        summary=gettext_noop("List what has changed since"),
        parameters=[each.describe() for each in known_parameters],
        responses={
            200: changes.ChangesSerializer,
            **problem_answers({410: "The cursor has expired: start over."}),
        },
    )
    def get(self, request: Request) -> Response:
        """Return changes in order: a client that follows them has what we have.

        Without a cursor, everything there is comes first. Repeat with `next_cursor`
        as long as `has_more`, keep the last cursor, and come back with it.
        """
        # Whoever asks gets what is committed now, also when the worker is asleep.
        ledger.settle(batches=1)
        found = changes.read_changes(
            self.given["cursor"], self.given["page_size"], self.addresses, self.key
        )
        return Response(changes.ChangesSerializer(found).data)


class ChangelogView(PublicView):
    """What has changed in this version of the API."""

    in_one_language = False

    @extend_schema(
        operation_id="changelog",
        summary=gettext_noop("List what has changed in the API"),
        responses={200: serializers.ChangelogSerializer, **problem_answers()},
    )
    def get(self, request: Request) -> Response:
        """Return what was added, changed, deprecated and removed, the newest first."""
        return Response({"version": "1", "changes": changelog()})


@extend_schema(exclude=True)
class NothingHereView(PublicView):
    """Answers every address that does not exist."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        AccessView.initial(self, request, *args, **kwargs)
        if request.method == "OPTIONS":
            return
        raise exceptions.NotFound("There is nothing at this address.")

    def refuse_other_methods(self, request: Request) -> None:
        """There is nothing, whatever was to be done with it."""


@extend_schema(exclude=True)
@method_decorator(conditional_page, name="dispatch")
class SchemaView(AccessView, SpectacularAPIView):
    """The OpenAPI description of all this."""

    authentication_classes = AccessView.authentication_classes
    permission_classes = AccessView.permission_classes
    renderer_classes = [OpenApiJsonRenderer]


class ResourceViewSet(ViewSetMixin, PublicView):
    """A list and its entries."""

    resource: type[Resource]
    lookup_value_regex = "[^/]+"

    @property
    def known_parameters(self) -> list[parameters.Parameter]:
        if self.action == "list":
            return self.resource.list_parameters()
        return self.resource.detail_parameters()

    def refuse_what_is_not_the_key_s(self) -> None:
        """Keep a key to its resources and languages."""
        super().refuse_what_is_not_the_key_s()
        for locale in self.given.get("fallback") or []:
            if self.key and not self.key.speaks(locale):
                raise NotForThisKey("fallback", locale, self.key.locales)
        for name in [self.resource.name, *self._brought()]:
            if self.key and not self.key.opens(name):
                raise NotForThisKey("resource", name, self.key.resources)

    def _brought(self) -> Iterator[str]:
        """Yield the resources of what is asked for along with the entries."""
        for path in self.given.get("include") or []:
            kind: type[Resource] = self.resource
            for name in path.split("."):
                kind = RESOURCES[kind.relations[name].target]
                yield kind.name

    @property
    def asked(self) -> Resource:
        """The resource as this request asks for it."""
        return self.resource(self.locale, self.addresses, self.given)

    def list(self, request: Request) -> HttpResponse:
        """Return one page of the list."""
        return self._answered(self._listed)

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """Return one entry of the list."""
        return self._answered(lambda: self._entry(pk))

    def _answered(self, make: Callable[[], dict[str, Any]]) -> HttpResponse:
        """Answer as before, as long as nothing has changed."""

        def written() -> store.Answer:
            text = JSONRenderer().render(make())
            return store.Answer(text, frozenset(self.served))

        answer = store.answer(self.validators.etag, written)
        self.served = answer.languages
        return HttpResponse(answer.text, content_type=JSONRenderer.media_type)

    def _listed(self) -> dict[str, Any]:
        asked = self.asked
        with translation.override(self.locale):
            page = paging.cut(asked, asked.listed(), self.given, self._counted)
            entries = asked.project_all(page.things)
            results = [shaped(asked.list_serializer, each) for each in entries]
            included = self._included(asked, results)
        self.served = {each["served_locale"] for each in results}
        return {
            "count": page.count,
            "next": self._page(page.next),
            "previous": self._page(page.previous),
            "next_cursor": page.cursor,
            "results": [self._asked_fields(each) for each in results],
            **included,
        }

    def _counted(self, count: Callable[[], int]) -> int:
        """Count a list once, however its pages are asked for."""
        state = self.validators.state
        told = [self.given.get(name) for name in self.resource.narrowing()]
        name = validators.digest(f"{state} {self.resource.name} {told}")
        return store.count(name if state else "", count)

    def _entry(self, pk: str) -> dict[str, Any]:
        asked = self.asked
        entry = asked.entry(pk)
        self.served = {entry["served_locale"]}
        with translation.override(self.locale):
            included = self._included(asked, [entry])
        return {**self._asked_fields(entry), **included}

    def _included(self, asked: Resource, entries: Any) -> dict[str, Any]:
        wanted = self.given.get("include")
        if not wanted:
            return {}
        return {"included": relations.bring(asked, list(entries), wanted)}

    def _asked_fields(self, entry: dict[str, Any]) -> dict[str, Any]:
        names = self.given["fields"]
        return {name: entry[name] for name in names} if names else entry

    def _page(self, given: dict[str, str] | None) -> str | None:
        if given is None:
            return None
        query = self.request.query_params.copy()
        for name, value in given.items():
            query[name] = value
        address = f"{self.request.path}?{query.urlencode()}"
        return self.addresses.absolute(address)


@describe_list(resources.NewsResource, "news", gettext_noop("List news items"))
@describe_detail(resources.NewsResource, "news_item", gettext_noop("Show a news item"))
class NewsViewSet(ResourceViewSet):
    """News, newest first."""

    resource = resources.NewsResource


@describe_list(
    resources.IssueResource,
    "newspaper_issues",
    gettext_noop("List issues of the newspaper"),
)
@describe_detail(
    resources.IssueResource,
    "newspaper_issue",
    gettext_noop("Show an issue with its texts"),
)
class IssueViewSet(ResourceViewSet):
    """Issues of the newspaper with their articles, newest first."""

    resource = resources.IssueResource


@describe_list(resources.ArticleResource, "articles", gettext_noop("List articles"))
@describe_detail(resources.ArticleResource, "article", gettext_noop("Show an article"))
class ArticleViewSet(ResourceViewSet):
    """Articles of all issues, the newest issue first."""

    resource = resources.ArticleResource


@describe_list(resources.PartnerResource, "partners", gettext_noop("List the partners"))
@describe_detail(resources.PartnerResource, "partner", gettext_noop("Show a partner"))
class PartnerViewSet(ResourceViewSet):
    """The partners of the project, the lead partner first."""

    resource = resources.PartnerResource


@describe_list(
    resources.VolumeResource, "volumes", gettext_noop("List the proceedings")
)
@describe_detail(
    resources.VolumeResource, "volume", gettext_noop("Show a volume with its contents")
)
class VolumeViewSet(ResourceViewSet):
    """Published proceedings, newest first."""

    resource = resources.VolumeResource


@describe_list(
    resources.PaperResource,
    "papers",
    gettext_noop("List published papers"),
)
@describe_detail(
    resources.PaperResource, "paper", gettext_noop("Show a published paper")
)
class PaperViewSet(ResourceViewSet):
    """Papers of all published volumes, in the order of the books."""

    resource = resources.PaperResource


@describe_list(
    resources.RecommendationResource,
    "recommendations",
    gettext_noop("List recommendations"),
)
@describe_detail(
    resources.RecommendationResource,
    "recommendation",
    gettext_noop("Show a recommendation"),
)
class RecommendationViewSet(ResourceViewSet):
    """Recommendations of the conferences to their target groups."""

    resource = resources.RecommendationResource


@describe_list(resources.PageResource, "pages", gettext_noop("List the other pages"))
@describe_detail(resources.PageResource, "page", gettext_noop("Show a page"))
class PageViewSet(ResourceViewSet):
    """All pages that are neither news nor of the newspaper."""

    resource = resources.PageResource


@describe_list(resources.EventResource, "events", gettext_noop("List conferences"))
@describe_detail(
    resources.EventResource,
    "event",
    gettext_noop("Show a conference with its programme"),
)
class EventViewSet(ResourceViewSet):
    """Conferences whose programme was released, the latest first."""

    resource = resources.EventResource


@describe_list(
    resources.ProgrammeItemResource,
    "programme_items",
    gettext_noop("List talks and other items of programmes"),
)
@describe_detail(
    resources.ProgrammeItemResource,
    "programme_item",
    gettext_noop("Show a talk or another item"),
)
class ProgrammeItemViewSet(ResourceViewSet):
    """What happens at the conferences, in order."""

    resource = resources.ProgrammeItemResource


@describe_list(
    resources.PersonResource, "people", gettext_noop("List people as published")
)
@describe_detail(resources.PersonResource, "person", gettext_noop("Show a person"))
class PersonViewSet(ResourceViewSet):
    """Everybody who is named on a paper, a title page or a programme."""

    resource = resources.PersonResource


@describe_list(resources.PictureResource, "pictures", gettext_noop("List pictures"))
@describe_detail(resources.PictureResource, "picture", gettext_noop("Show a picture"))
class PictureViewSet(ResourceViewSet):
    """Pictures that public pages show, the newest first."""

    resource = resources.PictureResource


@describe_list(resources.SiteResource, "sites", gettext_noop("List the sites"))
@describe_detail(resources.SiteResource, "site", gettext_noop("Show a site"))
class SiteViewSet(ResourceViewSet):
    """This site."""

    resource = resources.SiteResource


@describe_list(resources.LocaleResource, "locales", gettext_noop("List the languages"))
@describe_detail(resources.LocaleResource, "locale", gettext_noop("Show a language"))
class LocaleViewSet(ResourceViewSet):
    """The languages of the site."""

    resource = resources.LocaleResource


VIEWSETS = [
    NewsViewSet,
    IssueViewSet,
    ArticleViewSet,
    PartnerViewSet,
    VolumeViewSet,
    PaperViewSet,
    RecommendationViewSet,
    PageViewSet,
    EventViewSet,
    ProgrammeItemViewSet,
    PersonViewSet,
    PictureViewSet,
    SiteViewSet,
    LocaleViewSet,
]
