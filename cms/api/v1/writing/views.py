"""The endpoints for tools: read what was sent, have it done, say what came of it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from cms.api.enums import Scope
from cms.api.v1 import parameters
from cms.api.v1.access import AccessView
from cms.api.v1.addresses import Addresses
from cms.api.v1.problems import BadParameter, NotForThisKey
from cms.api.v1.projections.bodies import Form, body_of_stream
from cms.api.v1.schema import made, written_answers
from cms.api.v1.writing import operations, repeats, serializers
from cms.api.v1.writing.bodies import picture_of, read_body
from cms.api.v1.writing.problems import Invalid
from cms.core.addresses import absolute
from cms.news.models import NewsPage
from cms.programme.models import Session, Talk
from cms.programme.permissions import may_change

DRY_RUN = parameters.Parameter(
    "dry_run",
    gettext_noop("Check everything and say what would come of it, but save nothing."),
    parameters.one_of(["true", "false"]),
    default="false",
    values=["true", "false"],
)
LOCALE = parameters.LOCALE
REPEATABLE = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description=gettext_noop(
        "Repeated within 24 hours, the request is answered as the first time."
    ),
)
MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description=gettext_noop(
        "The `revision` that was read, in quotation marks: 412 when it is old."
    ),
)


class WritingView(AccessView):
    """Only for keys that write, and then only what their owners may."""

    scope = Scope.WRITE
    http_method_names = ["get", "post", "patch", "options"]
    parser_classes = [JSONParser]
    renderer_classes = [JSONRenderer]
    resource = ""
    known_parameters = [DRY_RUN]
    given: dict[str, Any]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method == "OPTIONS":
            return
        if self.key is None:
            raise exceptions.NotAuthenticated("Writing needs a key of an editor.")
        if not self.key.opens(self.resource):
            raise NotForThisKey("resource", self.resource, self.key.resources)
        self.given = parameters.read_parameters(
            request.query_params, self.known_parameters
        )
        length = request.META.get("CONTENT_LENGTH") or "0"
        if int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and not request.FILES:
            raise TooLarge

    def finalize_response(self, request, response, *args, **kwargs) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    @property
    def dry(self) -> bool:
        return self.given["dry_run"] == "true"

    def speaks(self, locale: str) -> None:
        """Keep a key to its languages."""
        if self.key and not self.key.speaks(locale):
            raise NotForThisKey("locale", locale, self.key.locales)

    def read(self, shape: type[Serializer]) -> dict[str, Any]:
        """Return what was sent.

        Raises:
            Invalid: naming every field that is wrong.
        """
        data = self.request.data
        if not isinstance(data, dict):
            raise Invalid([{"pointer": "", "detail": "An object."}])
        read = shape(data=data)
        if not read.is_valid():
            raise Invalid(list(_flat(read.errors, "")))
        return dict(read.validated_data)

    def do(self, work: Callable[[], Response]) -> Response:
        """Do the work once, in English, and undo it in a dry run."""
        with translation.override("en"), transaction.atomic():
            if self.dry:
                response = work()
                transaction.set_rollback(True)
                response.status_code = HTTPStatus.OK
                return response
            name = self.request.META.get("HTTP_IDEMPOTENCY_KEY", "")
            if not name:
                return work()
            if len(name) > repeats.LONGEST or not name.isprintable():
                message = "Idempotency-Key must be at most 255 printable characters."
                raise BadParameter("Idempotency-Key", message, ["a UUID"])
            return repeats.once(
                key=self.key, name=name, asked=self._asked(), answer=work
            )

    def _asked(self) -> bytes:
        request = self.request
        told = [f"{request.method} {request.get_full_path()}".encode()]
        told += [f"{name}={value}".encode() for name, value in request.data.items()]
        for file in request.FILES.values():
            told += list(file.chunks())
            file.seek(0)
        return b"\0".join(told)


class TooLarge(exceptions.APIException):
    """More than we take at once."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is too large."


def _flat(errors: Any, pointer: str):
    if isinstance(errors, dict):
        for name, inner in errors.items():
            place = pointer if name == "non_field_errors" else f"{pointer}/{name}"
            yield from _flat(inner, place)
    elif isinstance(errors, list):
        for place, inner in enumerate(errors):
            if isinstance(inner, dict | list):
                yield from _flat(inner, f"{pointer}/{place}")
            else:
                yield {"pointer": pointer, "detail": str(inner)}


# --- news ---------------------------------------------------------------------------
class NewsView(WritingView):
    resource = "news"

    @property
    def actor(self):
        return self.request.user

    def fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return what is set on the page."""
        names = ("title", "slug", "kicker", "lead", "date", "byline", "caption")
        fields = {name: data[name] for name in names if name in data}
        if "picture" in data:
            fields["picture"] = picture_of(data["picture"], self.actor, "/picture")
        if "body" in data:
            fields["body"] = read_body(data["body"], self.actor)
        return fields

    def told(self, page: NewsPage, status: int) -> Response:
        draft = page.get_latest_revision_as_object()
        state = "draft" if not page.live else "published"
        if page.live and page.has_unpublished_changes:
            state = "changed"
        revision = "" if self.dry else str(page.latest_revision_id or "")
        to = self.addresses(page.locale.language_code)
        editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
        body = {
            "id": page.translation_key,
            "locale": page.locale.language_code,
            "state": state,
            "revision": revision,
            "title": draft.title,
            "slug": draft.slug,
            "kicker": draft.kicker,
            "lead": draft.lead,
            "date": draft.date,
            "byline": draft.byline,
            "picture": draft.picture.uuid if draft.picture else None,
            "caption": draft.caption,
            "body": body_of_stream(draft.body, Form.BLOCKS, to, base=absolute("/")),
            "editor_url": absolute(editor),
            "dry_run": self.dry,
        }
        data = serializers.NewsDraftSerializer(body).data
        headers = {"ETag": f'"{revision}"'} if revision else {}
        return Response(data, status=status, headers=headers)

    def addresses(self, locale: str) -> Addresses:
        return Addresses(self.request, locale)


class NewsDraftsView(NewsView):
    @extend_schema(
        operation_id="create_news_draft",
        summary=gettext_noop("Write a news item"),
        tags=["drafts"],
        parameters=[DRY_RUN.describe(), REPEATABLE],
        request=serializers.NewsInputSerializer,
        responses=made(serializers.NewsDraftSerializer),
    )
    def post(self, request: Request) -> Response:
        """Put a draft into the list of its language; publish it when told to."""
        data = self.read(serializers.NewsInputSerializer)
        self.speaks(data["locale"])

        def work() -> Response:
            page = operations.create_news(
                locale=data["locale"],
                fields=self.fields(data),
                actor=self.actor,
                publish=data["publish"],
            )
            return self.told(page, HTTPStatus.CREATED)

        return self.do(work)


class NewsDraftView(NewsView):
    known_parameters = [LOCALE, DRY_RUN]

    @extend_schema(
        operation_id="show_news_draft",
        summary=gettext_noop("Show the latest draft of a news item"),
        tags=["drafts"],
        parameters=[LOCALE.describe(), DRY_RUN.describe()],
        responses={200: serializers.NewsDraftSerializer, **written_answers()},
    )
    def get(self, request: Request, pk: str) -> Response:
        """Return what an editor would see; it need not be public."""
        return self.told(self._page(pk), HTTPStatus.OK)

    @extend_schema(
        operation_id="change_news_draft",
        summary=gettext_noop("Change a news item"),
        tags=["drafts"],
        parameters=[LOCALE.describe(), DRY_RUN.describe(), REPEATABLE, MATCH],
        request=serializers.NewsChangeSerializer,
        responses={200: serializers.NewsDraftSerializer, **written_answers()},
    )
    def patch(self, request: Request, pk: str) -> Response:
        """Save a new draft; what is public stays until it is published."""
        page = self._page(pk)
        data = self.read(serializers.NewsChangeSerializer)

        def work() -> Response:
            changed = operations.change_news(
                page=page,
                fields=self.fields(data),
                actor=self.actor,
                publish=data["publish"],
                revision=request.META.get("HTTP_IF_MATCH", "").strip('" '),
            )
            return self.told(changed, HTTPStatus.OK)

        return self.do(work)

    def _page(self, key: str) -> NewsPage:
        self.speaks(self.given["locale"])
        page: NewsPage | None = NewsPage.objects.filter(
            translation_key=key, locale__language_code=self.given["locale"]
        ).first()
        if page is None or not page.permissions_for_user(self.actor).can_edit():
            raise exceptions.NotFound("There is nothing at this address.")
        return page


# --- pictures -----------------------------------------------------------------------
class PictureDraftsView(WritingView):
    resource = "pictures"
    parser_classes = [MultiPartParser]
    http_method_names = ["post", "options"]

    @extend_schema(
        operation_id="add_picture",
        summary=gettext_noop("Upload a picture"),
        tags=["drafts"],
        parameters=[DRY_RUN.describe(), REPEATABLE],
        request={"multipart/form-data": serializers.PictureInputSerializer},
        responses=made(serializers.PictureDraftSerializer),
    )
    def post(self, request: Request) -> Response:
        """Put a picture into the library, without what it tells of its maker."""
        data = self.read(serializers.PictureInputSerializer)
        file = data.pop("file")

        def work() -> Response:
            picture = operations.add_picture(fields=data, file=file, actor=request.user)
            body = {
                "id": picture.uuid,
                "title": picture.title,
                "width": picture.width,
                "height": picture.height,
                "dry_run": self.dry,
            }
            told = serializers.PictureDraftSerializer(body).data
            if self.dry:
                picture.file.delete(save=False)
            return Response(told, status=HTTPStatus.CREATED)

        return self.do(work)


# --- the programme ------------------------------------------------------------------
class TalkView(WritingView):
    resource = "programme-items"

    def fields(self, data: dict[str, Any]) -> dict[str, Any]:
        fields = {name: value for name, value in data.items() if name != "session"}
        if "speakers" in fields:
            fields["speakers"] = "\n".join(
                " ".join(name.split()) for name in fields["speakers"]
            )
        for name in ("titles", "abstracts"):
            if name in fields:
                fields[name] = {
                    code: text for code, text in fields[name].items() if text
                }
        return fields

    def session(self, code: str) -> Session:
        found: Session | None = Session.objects.filter(code=code).first()
        if found is None:
            raise Invalid([{"pointer": "/session", "detail": "There is none with it."}])
        return found

    def told(self, talk: Talk, status: int) -> Response:
        body = {
            "id": talk.code,
            "session": talk.session.code,
            "titles": talk.titles,
            "abstracts": talk.abstracts,
            "speakers": talk.speaker_names,
            "languages": talk.languages,
            "starts": talk.starts,
            "minutes": talk.minutes,
            "dry_run": self.dry,
        }
        empty = dict.fromkeys(dict(settings.LANGUAGES), "")
        body["titles"] = empty | body["titles"]
        body["abstracts"] = empty | body["abstracts"]
        data = serializers.TalkDraftSerializer(body).data
        return Response(data, status=status)


class TalkDraftsView(TalkView):
    @extend_schema(
        operation_id="create_programme_item_draft",
        summary=gettext_noop("Put an invited talk into the programme"),
        tags=["drafts"],
        parameters=[DRY_RUN.describe(), REPEATABLE],
        request=serializers.TalkInputSerializer,
        responses=made(serializers.TalkDraftSerializer),
    )
    def post(self, request: Request) -> Response:
        """Put a talk into a session; the public reads of it with the next release."""
        data = self.read(serializers.TalkInputSerializer)

        def work() -> Response:
            talk = operations.place_talk(
                session=self.session(data["session"]),
                fields=self.fields(data),
                actor=request.user,
            )
            return self.told(talk, HTTPStatus.CREATED)

        return self.do(work)


class TalkDraftView(TalkView):
    @extend_schema(
        operation_id="show_programme_item_draft",
        summary=gettext_noop("Show a talk as the editors have it"),
        tags=["drafts"],
        parameters=[DRY_RUN.describe()],
        responses={200: serializers.TalkDraftSerializer, **written_answers()},
    )
    def get(self, request: Request, pk: str) -> Response:
        """Return the talk; it need not be released."""
        return self.told(self._talk(pk), HTTPStatus.OK)

    @extend_schema(
        operation_id="change_programme_item_draft",
        summary=gettext_noop("Change a talk"),
        tags=["drafts"],
        parameters=[DRY_RUN.describe(), REPEATABLE],
        request=serializers.TalkChangeSerializer,
        responses={200: serializers.TalkDraftSerializer, **written_answers()},
    )
    def patch(self, request: Request, pk: str) -> Response:
        """Move a talk, or say something else of it."""
        talk = self._talk(pk)
        data = self.read(serializers.TalkChangeSerializer)

        def work() -> Response:
            session = talk.session
            if "session" in data:
                session = self.session(data["session"])
            changed = operations.change_talk(
                talk=talk,
                session=session,
                fields=self.fields(data),
                actor=request.user,
            )
            return self.told(changed, HTTPStatus.OK)

        return self.do(work)

    def _talk(self, code: str) -> Talk:
        talk: Talk | None = (
            Talk.objects.filter(code=code).select_related("session").first()
        )
        if talk is None or not may_change(self.request.user):
            raise exceptions.NotFound("There is nothing at this address.")
        return talk
