"""Calls, as editors write them."""

from django.conf import settings
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.conference.models import Call


class CallIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Call.objects.prefetch_related("texts")


class CallViewSet(ModelViewSet):
    model = Call
    name = "calls"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Calls for papers")
    menu_name = "calls"
    copy_view_enabled = False
    index_view_class = CallIndexView
    ordering = "-submit_by"
    list_display = ["__str__", "opens_at", "submit_by"]
    panels = [
        FieldPanel("slug"),
        MultiFieldPanel(
            [
                FieldPanel("opens_at"),
                FieldPanel("submit_by"),
                FieldPanel("timezone_name"),
            ],
            heading=gettext_lazy("Dates"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("review_mode"),
                FieldPanel("reviews_needed"),
                FieldPanel("review_by"),
            ],
            heading=gettext_lazy("Review"),
        ),
        InlinePanel(
            "texts",
            heading=gettext_lazy("Texts"),
            label=gettext_lazy("Text in one language"),
            min_num=1,
            max_num=len(settings.LANGUAGES),
        ),
    ]
