"""The translators' glossary."""

from django.conf import settings
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.conference.models import Term


class TermIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Term.objects.prefetch_related("texts")


class TermViewSet(ModelViewSet):
    model = Term
    name = "terms"
    icon = "openquote"
    menu_label = gettext_lazy("Glossary")
    menu_name = "terms"
    copy_view_enabled = False
    index_view_class = TermIndexView
    list_display = ["__str__", "note"]
    panels = [
        InlinePanel(
            "texts",
            heading=gettext_lazy("Term in each language"),
            label=gettext_lazy("Term in one language"),
            min_num=2,
            max_num=len(settings.LANGUAGES),
        ),
        FieldPanel("note"),
    ]
