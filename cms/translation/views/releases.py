"""Releases: pages that go live together in all languages, and what is in their way."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.models import Locale, Page

from cms.translation import operations, queries
from cms.translation.enums import ReleaseState
from cms.translation.exceptions import NotAllowed, ReleaseNotReady, ReleaseOver
from cms.translation.forms import ReleaseForm, WaiverForm
from cms.translation.models import Release, Waiver
from cms.translation.views.board import header

LATEST = 50


@require_GET
def releases(request: HttpRequest) -> HttpResponse:
    """List what is planned, and what was."""
    found = Release.objects.select_related("created_by").prefetch_related(
        "pages__source_page"
    )
    context = header(_("Releases"), "calendar-alt", releases=found[:LATEST])
    return render(request, "translation/admin/releases.html", context)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, page_id: int) -> HttpResponse:
    """Plan a release of a page with all its languages."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = ReleaseForm(
        request.POST or None, initial={"name": page.title, "at": timezone.now()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            release = operations.plan_release(
                name=form.cleaned_data["name"],
                at=form.cleaned_data["at"],
                pages=[page],
                subtree=form.cleaned_data["with_subtree"],
                by=request.user,
            )
        except NotAllowed:
            raise PermissionDenied from None
        messages.success(request, _("The release is planned."))
        return redirect("translation:release", release.pk)
    title = _("Publish “%(page)s” in all languages") % {"page": page.title}
    context = header(title, "calendar-alt", form=form, page=page)
    return render(request, "translation/admin/plan.html", context)


@require_GET
def release(request: HttpRequest, release_id: int) -> HttpResponse:
    """Show each page and language of a release, with what is in the way."""
    found = get_object_or_404(Release, pk=release_id)
    rows = operations.readiness(release=found)
    context = header(
        found.name,
        "calendar-alt",
        release=found,
        rows=rows,
        is_planned=found.state == ReleaseState.SCHEDULED,
        is_ready=not any(
            cell["problems"] and not cell["waiver"]
            for row in rows
            for cell in row["cells"]
        ),
    )
    return render(request, "translation/admin/release.html", context)


@require_POST
def release_now(request: HttpRequest, release_id: int) -> HttpResponse:
    """Publish a release without waiting for its moment."""
    found = get_object_or_404(Release, pk=release_id)
    _may(request, found)
    try:
        operations.release_now(release=found)
    except ReleaseNotReady:
        messages.error(
            request, _("Nothing was published: not every page is ready. See below.")
        )
    except ReleaseOver:
        messages.info(request, _("This release is over."))
    else:
        messages.success(request, _("Everything is published, in all languages."))
    return redirect("translation:release", found.pk)


@require_POST
def cancel(request: HttpRequest, release_id: int) -> HttpResponse:
    """Call a release off."""
    found = get_object_or_404(Release, pk=release_id)
    _may(request, found)
    try:
        operations.cancel_release(release=found)
    except ReleaseOver:
        messages.info(request, _("This release is over."))
    else:
        messages.success(request, _("The release is called off."))
    return redirect("translation:release", found.pk)


def _may(request: HttpRequest, release: Release) -> None:
    pages = [place.source_page for place in release.pages.select_related("source_page")]
    if not all(page.permissions_for_user(request.user).can_publish() for page in pages):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def waive(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Ask why a page goes live without a language; readers see the answer."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    locale = get_object_or_404(Locale, language_code=language)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    form = WaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.waive(
                page=page,
                locale=locale,
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except NotAllowed:
            raise PermissionDenied from None
        messages.success(request, _("The reason is noted, and shown to readers."))
        return redirect("translation:waive", page.pk, language)
    title = _("“%(page)s” without a language") % {"page": page.title}
    context = header(
        title,
        "warning",
        form=form,
        page=page,
        locale=locale,
        waivers=queries.waivers_of(page),
    )
    return render(request, "translation/admin/waive.html", context)


@require_POST
def end_waiver(request: HttpRequest, waiver_id: int) -> HttpResponse:
    """Take a waiver back."""
    waiver = get_object_or_404(Waiver, pk=waiver_id, ended_at=None)
    page = Page.objects.filter(translation_key=waiver.translation_key).first()
    if page is None or not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    operations.end_waiver(waiver=waiver)
    messages.success(request, _("The waiver is taken back."))
    return redirect("translation:waive", page.pk, waiver.locale.language_code)
