"""The reviews' group in the admin's menu."""

from django.conf import settings
from django.urls import path
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from cms.conference.permissions import is_editor
from cms.reviewing.models import Criterion, Reviewer
from cms.reviewing.viewsets import actions, board, proposals
from cms.reviewing.viewsets.addresses import NAME


class EditorsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return is_editor(request.user)


class BoardViewSet(ViewSet):
    name = NAME
    icon = "list-ul"
    menu_label = gettext_lazy("Papers under review")
    menu_name = "reviews-board"
    menu_item_class = EditorsMenuItem

    def get_urlpatterns(self) -> list:
        return [
            path("", board.BoardView.as_view(), name="index"),
            path("<int:pk>/", board.PaperView.as_view(), name="paper"),
            path("<int:pk>/paper.pdf", board.BlindPdfView.as_view(), name="pdf"),
            path(
                "<int:pk>/assign/<int:reviewer>/",
                actions.AssignView.as_view(),
                name="assign",
            ),
            path(
                "<int:pk>/open/<slug:event>/", actions.OpenView.as_view(), name="open"
            ),
            path("<int:pk>/waive/", actions.WaiveView.as_view(), name="waive"),
            path("show/<int:pk>/", actions.ShowView.as_view(), name="show"),
            path(
                "task/<uuid:uuid>/<slug:event>/", actions.ActView.as_view(), name="act"
            ),
            path("propose/<int:pk>/", proposals.ProposalView.as_view(), name="propose"),
        ]


class ReviewerIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Reviewer.objects.with_load().select_related("user")


class ReviewerViewSet(ModelViewSet):
    model = Reviewer
    name = "reviewers"
    icon = "group"
    menu_label = gettext_lazy("Reviewers")
    menu_name = "reviewers"
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = ReviewerIndexView
    search_fields = ["name", "email", "expertise", "affiliation"]
    list_per_page = 50
    list_display = [
        "name",
        Column("affiliation", label=gettext_lazy("Affiliation")),
        Column("expertise", label=gettext_lazy("Expertise")),
        Column(
            "open_reviews", label=gettext_lazy("Open reviews"), sort_key="open_reviews"
        ),
        Column("capacity", label=gettext_lazy("At most"), sort_key="capacity"),
        Column(
            "written_reviews",
            label=gettext_lazy("Written reviews"),
            sort_key="written_reviews",
        ),
    ]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("language")]),
        FieldPanel("affiliation"),
        FieldPanel("expertise"),
        FieldRowPanel([FieldPanel("reading_languages"), FieldPanel("capacity")]),
        FieldPanel("is_active"),
        FieldPanel("note"),
    ]


class CriterionIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Criterion.objects.select_related("call").prefetch_related(
            "texts", "call__texts"
        )


class CriterionViewSet(ModelViewSet):
    model = Criterion
    name = "criteria"
    icon = "order"
    menu_label = gettext_lazy("Review criteria")
    menu_name = "criteria"
    copy_view_enabled = False
    # Nothing of it names a page, picture or document.
    add_to_reference_index = False
    index_view_class = CriterionIndexView
    list_display = [
        "__str__",
        Column("call", label=gettext_lazy("Call for papers")),
        Column("position", label=gettext_lazy("Position"), sort_key="position"),
        Column("weight", label=gettext_lazy("Weight"), sort_key="weight"),
    ]
    panels = [
        FieldPanel("call"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("lowest"), FieldPanel("highest")]),
                FieldRowPanel([FieldPanel("weight"), FieldPanel("position")]),
                FieldPanel("is_required"),
            ],
            heading=gettext_lazy("Scale"),
        ),
        InlinePanel(
            "texts",
            heading=gettext_lazy("Texts"),
            label=gettext_lazy("Text in one language"),
            min_num=1,
            max_num=len(settings.LANGUAGES),
        ),
    ]


class ReviewingViewSetGroup(ViewSetGroup):
    menu_label = gettext_lazy("Reviews")
    menu_icon = "list-ul"
    menu_order = 255
    items = (
        BoardViewSet(),
        ReviewerViewSet("reviewers"),
        CriterionViewSet("criteria"),
    )
