"""Finds the page at an address with one query, however deep it stands."""

from collections.abc import Iterable
from functools import cache

from wagtail.models import Page, get_page_models

PICTURE = "picture"


def page_at(front: Page, components: list[str]) -> Page | None:
    """Return the page at this address below a front page, as its own kind."""
    address = f"{front.url_path}{'/'.join(components)}/"
    found = (
        # The slug is in an index, the whole address is not.
        Page.objects.filter(slug=components[-1], url_path=address)
        .select_related("locale", *_joins())
        .first()
    )
    if found is None:
        return None
    name = _kinds().get(found.cached_content_type.model_class())
    page = getattr(found, name) if name else found.specific
    know_locale(page, [found])
    return page


def know_locale(page: Page, pages: Iterable[Page]) -> None:
    """Take the page's locale from another row that has it at hand."""
    if "locale" in page._state.fields_cache:
        return
    for other in pages:
        if other.locale_id == page.locale_id:
            page._state.fields_cache["locale"] = other.locale
            return


def know_parent(page: Page, pages: Iterable[Page]) -> None:
    """Take the page above from rows that are at hand; treebeard looks for it there."""
    for other in pages:
        if other.depth == page.depth - 1:
            page._cached_parent_obj = other


@cache
def _kinds() -> dict[type[Page], str]:
    """Return how each kind of page is reached from the row that all kinds share."""
    return {
        model: model._meta.get_field("page_ptr").remote_field.get_accessor_name()
        for model in get_page_models()
        if model is not Page and model._meta.pk.name == "page_ptr"
    }


@cache
def _joins() -> tuple[str, ...]:
    pictured = [
        f"{name}__{PICTURE}"
        for model, name in _kinds().items()
        if any(field.name == PICTURE for field in model._meta.get_fields())
    ]
    return (*_kinds().values(), *pictured)
