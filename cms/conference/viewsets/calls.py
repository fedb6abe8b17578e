"""Calls, as editors write them."""

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.conference.models import Call

LANGUAGES = len(settings.LANGUAGES)


def in_each_language(relation: str, panels: list[str], heading) -> InlinePanel:
    """Return the panel of the texts of something, a row for each language."""
    return InlinePanel(
        relation,
        heading=heading,
        label=gettext_lazy("Text in one language"),
        min_num=1,
        max_num=LANGUAGES,
        panels=[FieldPanel(name) for name in panels],
    )


class CallIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Call.objects.prefetch_related("texts")


class CallEditView(generic.EditView):
    """Refuses to take away what submissions rest on, and keeps what was typed."""

    def form_valid(self, form) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ProtectedError:
            self.produced_error_code = "in_use"
            self.produced_error_message = _(
                "A track, a submission type or a question that submissions use "
                "already cannot be removed."
            )
            return self.form_invalid(form)


class CallViewSet(ModelViewSet):
    model = Call
    name = "calls"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Calls for papers")
    menu_name = "calls"
    copy_view_enabled = False
    # Nothing of it names a page, picture or document.
    add_to_reference_index = False
    index_view_class = CallIndexView
    edit_view_class = CallEditView
    ordering = "-submit_by"
    list_display = ["__str__", "opens_at", "submit_by"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("slug"),
                    MultiFieldPanel(
                        [
                            FieldPanel("opens_at"),
                            FieldPanel("submit_by"),
                            FieldPanel("edit_by"),
                            FieldPanel("camera_ready_by"),
                            FieldPanel("grace_minutes"),
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
                    FieldPanel("licences"),
                    InlinePanel(
                        "texts",
                        heading=gettext_lazy("Texts"),
                        label=gettext_lazy("Text in one language"),
                        min_num=1,
                        max_num=LANGUAGES,
                    ),
                ],
                heading=gettext_lazy("Call for papers"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "types",
                        heading=gettext_lazy("What can be submitted"),
                        label=gettext_lazy("Submission type"),
                        panels=[
                            FieldPanel("kind"),
                            FieldPanel("needs_file"),
                            FieldPanel("most_abstract_words"),
                            FieldPanel("most_words"),
                            in_each_language(
                                "texts",
                                ["language", "name", "description"],
                                gettext_lazy("Texts"),
                            ),
                        ],
                    ),
                    InlinePanel(
                        "tracks",
                        heading=gettext_lazy("Tracks"),
                        label=gettext_lazy("Track"),
                        panels=[
                            in_each_language(
                                "texts",
                                ["language", "name", "description"],
                                gettext_lazy("Texts"),
                            ),
                        ],
                    ),
                ],
                heading=gettext_lazy("Types and tracks"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "questions",
                        heading=gettext_lazy("Questions"),
                        label=gettext_lazy("Question"),
                        panels=[
                            FieldPanel("answer_type"),
                            FieldPanel("required"),
                            FieldPanel("kinds"),
                            FieldPanel("visible_to_reviewers"),
                            in_each_language(
                                "texts",
                                ["language", "wording", "hint", "options"],
                                gettext_lazy("Texts"),
                            ),
                        ],
                    ),
                ],
                heading=gettext_lazy("Questions"),
            ),
        ]
    )
