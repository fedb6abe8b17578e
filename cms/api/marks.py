"""Leaves a mark, in the transaction of the change, wherever public content changes.

A mark too many costs one comparison; a mark too few would be a stale answer. So
everything that may show elsewhere marks what shows it: a picture its pages, a page
the pages that link to it, an issue its articles.
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.signals import post_page_move

from cms.api.models import Mark
from cms.api.tasks import settle_ledger
from cms.assets.models import CoopDocument, CoopImage
from cms.core.models import BasePage
from cms.identity.models import GrantProfile, GrantWording
from cms.network.models import Partner
from cms.news.models import NewsPage
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from cms.programme.models import ProgrammeRelease
from cms.publications.models import Edition, EditionPaper, Volume

PAGES = {
    NewsPage: "news",
    NewspaperIssuePage: "newspaper-issues",
    ArticlePage: "articles",
}


def mark(resource: str, *keys: object) -> None:
    """Note that entries of a resource may have changed."""
    rows = [Mark(resource=resource, key=str(key)) for key in dict.fromkeys(keys)]
    if rows:
        Mark.objects.bulk_create(rows)
        _settle_after_commit()


def mark_everything() -> None:
    """Note that anything may have changed."""
    Mark.objects.create(resource="")
    _settle_after_commit()


def _settle_after_commit() -> None:
    """Have the worker settle the ledger, once a transaction."""
    connection = transaction.get_connection()
    if not any(call is _settle_soon for _, call, _ in connection.run_on_commit):
        transaction.on_commit(_settle_soon)


def _settle_soon() -> None:
    settle_ledger.enqueue()


def resource_of(page: Page) -> str:
    """Return the resource that shows a page; none for the root of all."""
    return PAGES.get(type(page), "pages" if isinstance(page, BasePage) else "")


def connect() -> None:
    """Listen to what happens to public content."""
    for model in apps.get_models():
        if issubclass(model, BasePage):
            post_save.connect(_page_saved, sender=model, dispatch_uid=f"saved-{model}")
            pre_delete.connect(_page_leaves, sender=model, dispatch_uid=f"left-{model}")
            post_delete.connect(_page_gone, sender=model, dispatch_uid=f"gone-{model}")
    post_save.connect(_base_saved, sender=Page, dispatch_uid="saved-base")
    pre_save.connect(_page_before, dispatch_uid="marks-before")
    post_save.connect(_page_after, dispatch_uid="marks-after")
    post_page_move.connect(_moved, dispatch_uid="marks-move")
    for signal in (post_save, post_delete):
        signal.connect(_restricted, PageViewRestriction, dispatch_uid=f"r-{signal}")
        signal.connect(_picture_changed, CoopImage, dispatch_uid=f"i-{signal}")
        signal.connect(_document_changed, CoopDocument, dispatch_uid=f"d-{signal}")
        signal.connect(_partner_changed, Partner, dispatch_uid=f"p-{signal}")
        signal.connect(_edition_changed, Edition, dispatch_uid=f"e-{signal}")
        signal.connect(_paper_changed, EditionPaper, dispatch_uid=f"q-{signal}")
        signal.connect(_volume_changed, Volume, dispatch_uid=f"v-{signal}")
        for model in (Site, GrantProfile, GrantWording):
            signal.connect(_site_changed, model, dispatch_uid=f"s-{model}-{signal}")
    post_save.connect(_released, ProgrammeRelease, dispatch_uid="released")


def _page_saved(instance: BasePage, **_: object) -> None:
    before = _pictures_in(instance)
    # Wagtail's worker writes the index later; which pictures are public must be
    # known when this is settled. What was saved counts, not the draft in `instance`.
    saved = type(instance).objects.get(pk=instance.pk)
    ReferenceIndex.create_or_update_for_object(saved)
    _mark_page(instance, before | _pictures_in(saved))


def _page_gone(instance: BasePage, **_: object) -> None:
    _mark_page(instance, set())


def _mark_page(instance: BasePage, pictures: set[int]) -> None:
    mark(resource_of(instance), instance.translation_key)
    _mark_pictures(pictures)
    # Translations list each other, and issues and articles name each other.
    if isinstance(instance, NewspaperIssuePage):
        below = ArticlePage.objects.filter(path__startswith=instance.path)
        mark("articles", *below.values_list("translation_key", flat=True))
    elif isinstance(instance, ArticlePage):
        above = instance.path[: -ArticlePage.steplen]
        issues = NewspaperIssuePage.objects.filter(path=above)
        mark("newspaper-issues", *issues.values_list("translation_key", flat=True))


def _pictures_in(page: Page) -> set[int]:
    """Return the pictures that a page shows according to the index."""
    shown = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ContentType.objects.get_for_model(CoopImage)
    )
    return {int(key) for key in shown.values_list("to_object_id", flat=True)}


def _mark_pictures(keys: Iterable[int]) -> None:
    shown = CoopImage.objects.filter(pk__in=list(keys))
    mark("pictures", *shown.values_list("uuid", flat=True))


def _base_saved(instance: Page, **_: object) -> None:
    """Mark what Wagtail saves without its type: aliases of what is unpublished."""
    page = instance.specific_deferred
    if resource_of(page):
        _page_saved(page)


def _page_leaves(instance: Page, **_: object) -> None:
    """Mark what links to a page while the links are known."""
    _mark_users([instance])
    _mark_pictures(_pictures_in(instance))


def _page_before(instance: models.Model, **_: object) -> None:
    """Remember the address: Wagtail tells of a new one only after the transaction."""
    if isinstance(instance, Page) and instance.pk:
        known = Page.objects.filter(pk=instance.pk)
        instance._known_path = known.values_list("url_path", flat=True).first()


def _page_after(instance: models.Model, **_: object) -> None:
    if isinstance(instance, Page):
        known = getattr(instance, "_known_path", None)
        if known is not None and known != instance.url_path:
            _mark_tree(instance)


def _moved(instance: Page, **_: object) -> None:
    _mark_tree(instance)


def _restricted(instance: PageViewRestriction, **_: object) -> None:
    if page := Page.objects.filter(pk=instance.page_id).first():
        _mark_tree(page)


def _mark_tree(page: Page) -> None:
    """Mark a page, all below it, and all that link there."""
    inside: list[Page] = []
    for model, resource in PAGES.items():
        found = list(model.objects.filter(path__startswith=page.path))
        mark(resource, *(each.translation_key for each in found))
        inside += found
    others = list(
        Page.objects.filter(path__startswith=page.path).not_exact_type(*PAGES)
    )
    mark("pages", *(each.translation_key for each in others if each.depth > 1))
    inside += others
    for each in inside:
        _mark_pictures(_pictures_in(each))
    if isinstance(page.specific_deferred, ArticlePage):
        _page_saved(page.specific_deferred)
    _mark_users(inside or [page])


def _picture_changed(instance: CoopImage, **_: object) -> None:
    # The index of references is written later, the fields are there now.
    for model, resource in PAGES.items():
        shown = model.objects.filter(picture_id=instance.pk)
        mark(resource, *shown.values_list("translation_key", flat=True))
    mark("pictures", instance.uuid)
    _mark_users([instance])


def _document_changed(instance: CoopDocument, **_: object) -> None:
    _mark_users([instance])


def _partner_changed(instance: Partner, **_: object) -> None:
    mark("partners", instance.translation_key)


def _edition_changed(instance: Edition, **_: object) -> None:
    slug = Volume.objects.filter(pk=instance.volume_id).values_list("slug", flat=True)
    mark("volumes", *slug)


def _paper_changed(instance: EditionPaper, **_: object) -> None:
    edition = Edition.objects.filter(pk=instance.edition_id)
    mark("volumes", *edition.values_list("volume__slug", flat=True))


def _volume_changed(instance: Volume, **_: object) -> None:
    mark("volumes", instance.slug)


def _released(instance: ProgrammeRelease, **_: object) -> None:
    mark("events", instance.programme.uuid)


def _site_changed(instance: models.Model, **_: object) -> None:
    mark("sites", instance.pk)


def _mark_users(things: Iterable[Page | CoopImage | CoopDocument]) -> None:
    """Mark the pages that mention one of these."""
    for thing in things:
        for reference in ReferenceIndex.get_references_to(thing).select_related(
            "base_content_type"
        ):
            model = reference.base_content_type.model_class()
            if not (model and issubclass(model, Page)):
                continue
            page = Page.objects.filter(pk=reference.object_id).first()
            user = page and page.specific_deferred
            if user and resource_of(user):
                mark(resource_of(user), user.translation_key)
