"""The board: every page in every language, and how to start with one."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from cms.translation import machine, operations, permissions, queries
from cms.translation.enums import JOB_UNFINISHED, JobKind
from cms.translation.exceptions import TranslationError
from cms.translation.forms import BoardForm, StartForm
from cms.translation.models import Job

PAGES_AT_ONCE = 25
SECONDS_BETWEEN_LOOKS = 2


def header(title: str, icon: str = "wagtail-localize-language", **more) -> dict:
    """Return what Wagtail's templates want for the head of a page."""
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("translation:board"), "label": _("Translation board")},
            *more.pop("trail", []),
        ],
        **more,
    }


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Show where every page stands, what readers ask for most first."""
    form = BoardForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    pages = queries.board_pages(
        state=chosen.get("state", ""),
        locale=chosen.get("locale"),
        words=chosen.get("q", ""),
    )
    shown = Paginator(pages, PAGES_AT_ONCE).get_page(request.GET.get("p"))
    locales = _locales()
    rows = [
        {
            "page": row.page,
            "wishes": row.wishes,
            "cells": [(locale, row.cells.get(locale.pk)) for locale in locales],
        }
        for row in queries.board_rows(shown.object_list)
    ]
    operations.settle_jobs()
    context = header(
        _("Translation board"),
        form=form,
        shown=shown,
        rows=rows,
        locales=locales,
        names=dict(settings.LANGUAGES),
        may_start=permissions.may_start(request.user),
        jobs=queries.latest_jobs(),
        query=_query(request),
    )
    return render(request, "translation/admin/board.html", context)


def _locales() -> list[Locale]:
    order = [code for code, _name in settings.LANGUAGES]
    known = {locale.language_code: locale for locale in Locale.objects.all()}
    return [known[code] for code in order if code in known]


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("p", None)
    return query.urlencode()


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask into which languages a page is translated, and have it done."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    if not permissions.may_start(request.user):
        raise PermissionDenied
    origin = operations.origin_of(page)
    form = StartForm(
        request.POST or None,
        initial={"locales": Locale.objects.filter(language_code=request.GET.get("to"))},
        locales=Locale.objects.exclude(pk=origin.locale_id),
        machine=machine.translator() is not None,
    )
    if request.method == "POST" and form.is_valid():
        locales = list(form.cleaned_data["locales"])
        if form.cleaned_data["with_subtree"] or form.cleaned_data.get("by_machine"):
            return _queue(request, origin, form.cleaned_data)
        return _start_one(request, origin, locales)
    title = _("Translate “%(page)s”") % {"page": origin.get_admin_display_title()}
    context = header(title, form=form, page=origin, below=origin.get_descendant_count())
    return render(request, "translation/admin/start.html", context)


def _queue(request: HttpRequest, page: Page, chosen: dict) -> HttpResponse:
    kind = JobKind.MACHINE if chosen.get("by_machine") else JobKind.TRANSLATE
    queued = operations.queue_job(
        kind=kind,
        page=page,
        locales=chosen["locales"],
        with_subtree=chosen["with_subtree"],
        by=request.user,
    )
    return redirect("translation:job", queued.pk)


def _start_one(request: HttpRequest, page: Page, locales: list[Locale]) -> HttpResponse:
    made = []
    for locale in locales:
        try:
            made.append(
                operations.start_translation(page=page, locale=locale, by=request.user)
            )
        except TranslationError as problem:
            messages.error(request, _(str(problem)))
    if len(made) == 1:
        return redirect("translation:edit", made[0].pk)
    return redirect("translation:board")


@require_POST
def refresh(request: HttpRequest, source_id: int) -> HttpResponse:
    """Have the translations of a page follow it now."""
    source = get_object_or_404(TranslationSource, pk=source_id)
    if not permissions.may_start(request.user):
        raise PermissionDenied
    page = get_object_or_404(
        Page, translation_key=source.object_id, locale=source.locale
    )
    job = operations.queue_job(
        kind=JobKind.REFRESH, page=page, locales=[], by=request.user
    )
    return redirect("translation:job", job.pk)


@require_GET
def refresh_question(request: HttpRequest, source_id: int) -> HttpResponse:
    """Stand in for wagtail-localize's page, which loses what was edited by hand."""
    source = get_object_or_404(TranslationSource, pk=source_id)
    title = _("Bring the translations of “%(page)s” up to date") % {
        "page": source.object_repr
    }
    context = header(title, source=source)
    return render(request, "translation/admin/refresh.html", context)


@require_GET
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show how far a job is; the page looks again by itself, without scripts too."""
    operations.settle_jobs()
    found = get_object_or_404(Job.objects.select_related("page"), pk=job_id)
    context = header(
        found.get_kind_display(),
        job=found,
        is_running=found.state in JOB_UNFINISHED,
    )
    response = render(request, "translation/admin/job.html", context)
    if found.state in JOB_UNFINISHED:
        response.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response
