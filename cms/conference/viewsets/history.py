"""The audit log, readable: who did what, when and why."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.viewsets.base import ViewSet

from cms.conference import audit, permissions
from cms.conference.viewsets.addresses import (
    EditorsMenuItem,
    inspect_url,
    submitted_to,
)

A_PAGE = 50


def shown(entries: list[audit.Entry]) -> list[dict]:
    """Return the lines of the log with the addresses of their papers."""
    return [
        {
            "entry": entry,
            "url": inspect_url(entry.submission) if entry.submission else "",
        }
        for entry in entries
    ]


class LogView(View):
    def get(self, request) -> HttpResponse:
        if not permissions.is_editor(request.user):
            raise PermissionDenied
        papers = submitted_to(request.user)
        code = request.GET.get("q", "").strip()
        if code:
            papers = papers.filter(code__iexact=code)
        rows = audit.rows(papers.order_by().values("pk"), with_releases=not code)
        page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
        title = _("History")
        context = {
            "lines": shown(audit.entries(page.object_list)),
            "page": page,
            "code": code,
            "breadcrumbs_items": [{"url": "", "label": title}],
            "header_title": title,
            "header_icon": "history",
        }
        return render(request, "conference/admin/log.html", context)


class HistoryViewSet(ViewSet):
    name = "conference_history"
    icon = "history"
    menu_label = gettext_lazy("History")
    menu_name = "conference-history"
    menu_item_class = EditorsMenuItem

    def get_urlpatterns(self) -> list:
        return [path("", LogView.as_view(), name="index")]
