"""What tools of trusted editors may do: what their owners may do in the admin."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from rest_framework import exceptions
from wagtail.images.forms import get_image_form
from wagtail.permissions import policy_registry

from cms.api.v1.writing.problems import Invalid, Locked, Outdated, errors_of
from cms.assets.models import CoopImage
from cms.news.models import NewsIndexPage, NewsPage
from cms.programme import operations as programme
from cms.programme.exceptions import NotAllowed, OtherProgramme
from cms.programme.models import Session, Talk


@transaction.atomic
def create_news(
    *, locale: str, fields: dict[str, Any], actor: Any, publish: bool
) -> NewsPage:
    """Put a news item into the list of its language, as a draft.

    Raises:
        PermissionDenied: when the person may not add it, or not publish it.
        Invalid: when an editor could not save it either.
    """
    parent = NewsIndexPage.objects.filter(locale__language_code=locale).first()
    if parent is None:
        problem = {"pointer": "/locale", "detail": "There is no list of news in it."}
        raise Invalid([problem])
    if not parent.permissions_for_user(actor).can_add_subpage():
        raise exceptions.PermissionDenied("The key's owner may not add news here.")
    page = NewsPage(locale=parent.locale, live=False, owner=actor)
    page.has_unpublished_changes = True
    _set(page, fields)
    try:
        parent.add_child(instance=page)
        return _keep(page, actor, publish=publish)
    except ValidationError as problem:
        raise Invalid(list(errors_of(problem))) from None


@transaction.atomic
def change_news(
    *,
    page: NewsPage,
    fields: dict[str, Any],
    actor: Any,
    publish: bool,
    revision: str = "",
) -> NewsPage:
    """Save a new draft of a news item; what is public stays as it is.

    `revision` is the one that the tool has read, if it says.

    Raises:
        Outdated: when there is a later revision.
        Locked: when an editor has locked the page.
        PermissionDenied, Invalid: as in `create_news`.
    """
    known = NewsPage.objects.select_for_update().get(pk=page.pk)
    may = known.permissions_for_user(actor)
    if not may.can_edit():
        raise exceptions.PermissionDenied("The key's owner may not change this.")
    if may.page_locked():
        raise Locked
    if revision and revision != str(known.latest_revision_id or ""):
        raise Outdated
    draft = known.get_latest_revision_as_object()
    _set(draft, fields)
    try:
        draft.full_clean()
        return _keep(draft, actor, publish=publish)
    except ValidationError as problem:
        raise Invalid(list(errors_of(problem))) from None


def _set(page: NewsPage, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(page, name, value)


def _keep(page: NewsPage, actor: Any, *, publish: bool) -> NewsPage:
    if publish and not page.permissions_for_user(actor).can_publish():
        raise exceptions.PermissionDenied("The key's owner may not publish this.")
    revision = page.save_revision(user=actor, log_action=True)
    if publish:
        revision.publish(user=actor)
    return NewsPage.objects.get(pk=page.pk)


@transaction.atomic
def add_picture(*, fields: dict[str, str], file: Any, actor: Any) -> CoopImage:
    """Put a picture into the library, checked as an upload of the admin.

    Raises:
        PermissionDenied: when the person may not add pictures.
        Invalid: when it is none, too large, or lacks its texts.
    """
    collection = (
        policy_registry.get_by_type(CoopImage)
        .collections_user_has_permission_for(actor, "add")
        .first()
    )
    if collection is None:
        raise exceptions.PermissionDenied("The key's owner may not add pictures.")
    form = get_image_form(CoopImage)(
        {**fields, "collection": collection.pk},
        {"file": file} if file else {},
        user=actor,
        instance=CoopImage(uploaded_by_user=actor, collection=collection),
    )
    if not form.is_valid():
        problem = ValidationError(form.errors.as_data())
        raise Invalid(list(errors_of(problem)))
    picture: CoopImage = form.save()
    return picture


def place_talk(*, session: Session, fields: dict[str, Any], actor: Any) -> Talk:
    """Put an invited talk into the programme; the public reads of it when released.

    Raises:
        PermissionDenied: when the person may not change programmes.
        Invalid: when it cannot be so.
    """
    try:
        return programme.place_talk(session=session, actor=actor, now=_now(), **fields)
    except NotAllowed:
        raise _not_the_programme() from None
    except ValidationError as problem:
        raise Invalid(list(errors_of(problem))) from None


@transaction.atomic
def change_talk(
    *, talk: Talk, session: Session, fields: dict[str, Any], actor: Any
) -> Talk:
    """Move a talk, or say something else of it.

    Raises:
        PermissionDenied, Invalid: as in `place_talk`.
    """
    for name in ("titles", "abstracts", "speakers", "languages"):
        if name in fields:
            setattr(talk, name, fields[name])
    try:
        return programme.move_talk(
            talk=talk,
            session=session,
            starts=fields.get("starts", talk.starts),
            minutes=fields.get("minutes", talk.minutes),
            actor=actor,
            now=_now(),
        )
    except NotAllowed:
        raise _not_the_programme() from None
    except OtherProgramme:
        problem = {"pointer": "/session", "detail": "It is of another programme."}
        raise Invalid([problem]) from None
    except ValidationError as problem:
        raise Invalid(list(errors_of(problem))) from None


def _not_the_programme() -> exceptions.PermissionDenied:
    return exceptions.PermissionDenied("The key's owner may not change programmes.")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
