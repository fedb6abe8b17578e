"""All papers of a call, each with where it stands and its next step."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.conference.models import Call
from cms.conference.permissions import is_editor
from cms.production import actions, queries
from cms.production.viewsets.papers import PaperView, WordsView, paper_url
from cms.production.viewsets.words import next_step


class EditorsOnly(MenuItem):
    def is_shown(self, request) -> bool:
        return is_editor(request.user)


class BoardView(View):
    def get(self, request) -> HttpResponse:
        if not is_editor(request.user):
            raise PermissionDenied
        calls = list(Call.objects.prefetch_related("texts"))
        wanted = request.GET.get("call", "")
        call = next((c for c in calls if str(c.pk) == wanted), next(iter(calls), None))
        papers = queries.papers_of(request.user, call).order_by("code")
        rows = queries.board(papers, timezone.now()) if call else []
        context = {
            "calls": calls,
            "call": call,
            "rows": [
                {"row": row, "url": paper_url(row.submission), "next": next_step(row)}
                for row in rows
            ],
            "ready": sum(not row.blocks for row in rows),
            "actions": actions.offered(call, request.user) if call else [],
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": "", "label": _("Production")},
            ],
            "header_title": _("Production"),
            "header_icon": "list-ul",
        }
        return render(request, "production/admin/board.html", context)


class ProductionViewSet(ViewSet):
    name = "production_board"
    url_prefix = "production"
    icon = "list-ul"
    menu_label = gettext_lazy("Production")
    menu_name = "production"
    menu_order = 252
    add_to_admin_menu = True
    menu_item_class = EditorsOnly

    def get_urlpatterns(self) -> list:
        return [
            path("", BoardView.as_view(), name="index"),
            path("<int:pk>/", PaperView.as_view(), name="paper"),
            path("<int:pk>/words/", WordsView.as_view(), name="words"),
        ]
