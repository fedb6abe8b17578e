"""The trash: what was thrown away, and the way back."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.models import Page

from cms.translation import operations
from cms.translation.exceptions import NoPlace, NotAllowed
from cms.translation.models import Thrown
from cms.translation.operations.trash import KEPT
from cms.translation.views.board import header

LATEST = 200


@require_GET
def trash(request: HttpRequest) -> HttpResponse:
    """List what the person may put back, with the day on which it goes for good."""
    found = Thrown.objects.select_related("page__locale", "parent", "by")
    batches: dict = {}
    for row in found[:LATEST]:
        if operations.may_restore(row, request.user):
            batches.setdefault(row.batch, []).append(row)
    now = timezone.now()
    context = header(
        _("Trash"),
        "bin",
        days=KEPT.days,
        batches=[
            {
                "first": rows[0],
                "rows": rows,
                "subpages": sum(row.page.get_descendant_count() for row in rows),
                "days_left": max((rows[0].at + KEPT - now) // timedelta(days=1), 0),
            }
            for rows in batches.values()
        ],
    )
    return render(request, "translation/admin/trash.html", context)


@require_POST
def restore(request: HttpRequest, thrown_id: int) -> HttpResponse:
    """Put back what was thrown away together."""
    row = get_object_or_404(Thrown.objects.select_related("page"), pk=thrown_id)
    title = row.page.title
    try:
        held = operations.restore(thrown=row, by=request.user)
    except NotAllowed:
        raise PermissionDenied from None
    except NoPlace:
        messages.error(
            request,
            _(
                "“%(page)s” cannot be put back: the page above it is gone or in the trash."
            )
            % {"page": title},
        )
        return redirect("translation:trash")
    messages.success(request, _("“%(page)s” is back in its place.") % {"page": title})
    for page in held:
        messages.warning(
            request,
            _("“%(page)s” is back as a draft: it must not go live as it is.")
            % {"page": page.title},
        )
    return redirect("wagtailadmin_explore", row.parent_id)


def before_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Put the page into the trash, where Wagtail would delete it at once."""
    if page.is_site_root():
        return None
    if operations.is_in_trash(page):
        return redirect("translation:trash")
    family = operations.family_of(page, request.user)
    if request.method != "POST":
        title = _("Throw “%(page)s” away") % {"page": page.title}
        context = header(
            title,
            "bin",
            page=page,
            days=KEPT.days,
            family=[
                {"page": one, "subpages": one.get_descendant_count()} for one in family
            ],
        )
        return render(request, "translation/admin/throw_away.html", context)
    parent = page.get_parent().pk
    _throw_away(request, page)
    return redirect("wagtailadmin_explore", parent)


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: list, action
) -> HttpResponse | None:
    """Put pages that are deleted together into the trash too."""
    pages = [one for one in objects if isinstance(one, Page)]
    if action_type != "delete" or not pages or request.method != "POST":
        return None
    if any(page.is_site_root() for page in pages):
        return None
    for page in pages:
        # A translation of one before it is in the trash already.
        there = Page.objects.filter(pk=page.pk).first()
        if there and not operations.is_in_trash(there):
            _throw_away(request, there)
    return redirect("translation:trash")


def _throw_away(request: HttpRequest, page: Page) -> None:
    try:
        thrown = operations.throw_away(page=page, by=request.user, now=timezone.now())
    except NotAllowed:
        raise PermissionDenied from None
    words = ngettext(
        "“%(page)s” is in the trash, where it can be restored for %(number)s day.",
        "“%(page)s” is in the trash, where it can be restored for %(number)s days.",
        KEPT.days,
    )
    button = messages.button(reverse("translation:trash"), _("Trash"))
    messages.success(
        request,
        words % {"page": thrown[0].page.title, "number": KEPT.days},
        buttons=[button],
    )
