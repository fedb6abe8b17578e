"""Imports Word documents as news items and articles."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.news.exceptions import ImportRefused
from cms.news.forms import ImportForm
from cms.news.importing import Imported, import_story, may_import


@require_http_methods(["GET", "POST"])
def import_document(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take a Word document, make a draft of it, and say what did not fit."""
    parent = get_object_or_404(Page.objects.select_related("locale"), pk=page_id)
    if not may_import(parent, request.user):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    imported: Imported | None = None
    refusals = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            imported = import_story(
                parent=parent, file=file, filename=file.name, by=request.user
            )
        except ImportRefused as refused:
            refusals = refused.findings
    context = {
        "form": form,
        "parent": parent,
        "imported": imported,
        "refusals": refusals,
        "header_title": _("Import a Word document"),
        "header_icon": "doc-full",
        "breadcrumbs_items": [
            {
                "url": reverse("wagtailadmin_explore", args=[parent.pk]),
                "label": parent.title,
            },
            {"url": "", "label": _("Import a Word document")},
        ],
    }
    return render(request, "news/admin/import.html", context)
