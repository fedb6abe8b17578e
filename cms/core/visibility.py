"""What every reader may see, asked within the query that looks for it."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page, PageViewRestriction

STEP = Page.steplen


def visible(pages: Any) -> Any:
    """Leave what every reader may see.

    As Wagtail's `live().public()`, which asks for the restrictions beforehand; here
    they are looked at in the same query.
    """
    return pages.live().filter(unrestricted())


def unrestricted() -> Q:
    """Return the condition that neither a page nor one above it is restricted."""
    at = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.annotate(at=at).filter(
        at__startswith=F("page__path")
    )
    return Q(~Exists(above))


def paths_above(page: Page) -> list[str]:
    """Return the paths of the pages above, the root first, and of the page itself."""
    return [page.path[: STEP * depth] for depth in range(1, page.depth + 1)]


def restrictions_of(page: Page) -> Any:
    """Return what restricts a page: on itself, on one above, or on their sources.

    As Wagtail's, in one query instead of two and more.
    """
    paths = paths_above(page)
    on_it = Q(page__path__in=paths, page__alias_of=None)
    on_source = Q(page__aliases__path__in=paths)
    on_its_source = Q(page__aliases__aliases__path__in=paths)
    found = PageViewRestriction.objects.filter(on_it | on_source | on_its_source)
    return found.distinct()
