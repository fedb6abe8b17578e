"""The editors' desk in the Wagtail admin: submissions, decisions, calls."""

from django import forms as django_forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from cms.conference import operations, permissions, queries
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import ConferenceError
from cms.conference.forms import DecisionForm
from cms.conference.models import Call, Submission
from cms.press.queries import explained_findings

DECISIONS = {
    SubmissionEvent.ACCEPT: gettext_lazy("Accept the paper"),
    SubmissionEvent.REJECT: gettext_lazy("Decline the paper"),
}


def submitted_to(editor):
    """Return what lies on the editors' desk: all that was ever submitted."""
    return Submission.objects.visible_to(editor).filter(submitted_at__isnull=False)


def inspect_url(submission: Submission) -> str:
    return reverse("submissions:inspect", kwargs={"pk": submission.pk})


def decide_url(submission: Submission, event: SubmissionEvent) -> str:
    return reverse(
        "submissions:decide", kwargs={"pk": submission.pk, "event": event.value}
    )


class SubmissionFilters(WagtailFilterSet):
    state = ChoiceFilter(
        label=gettext_lazy("State"),
        # Drafts are their author's own business.
        choices=[
            choice
            for choice in SubmissionState.choices
            if choice[0] != SubmissionState.DRAFT
        ],
        widget=django_forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    call = ModelChoiceFilter(
        label=gettext_lazy("Call for papers"),
        queryset=Call.objects.prefetch_related("texts"),
        empty_label=gettext_lazy("All"),
    )
    paper_language = ChoiceFilter(
        label=gettext_lazy("Language of the paper"),
        choices=settings.LANGUAGES,
        widget=django_forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Submission
        fields = ["state", "call", "paper_language"]


class SubmissionPaginator(WagtailPaginator):
    @cached_property
    def items_count_label(self) -> str:
        """The number with the noun in the form that the number asks for."""
        words = ngettext("%(count)s submission", "%(count)s submissions", self.count)
        return words % {"count": self.count}


class SubmissionIndexView(generic.IndexView):
    paginator_class = SubmissionPaginator
    is_searchable = True

    def get_base_queryset(self):
        return submitted_to(self.request.user).for_display()

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        words = self.search_query.split()
        for word in words:
            queryset = queryset.filter(
                Q(code__iexact=word)
                | Q(texts__title__icontains=word)
                | Q(authors__name__icontains=word)
            )
        return queryset.distinct()


class SubmissionInspectView(generic.InspectView):
    """Everything that an editor has to know before deciding."""

    page_title = gettext_lazy("Submission")
    template_name = "conference/admin/submission.html"

    def get_object(self, queryset=None):
        return get_object_or_404(
            submitted_to(self.request.user)
            .for_display()
            .prefetch_related("history__actor", "decisions__decided_by"),
            pk=self.pk,
        )

    def get_fields(self) -> list:
        return []

    def get_context_data(self, **kwargs) -> dict:
        rendition = queries.rendition_of(self.object)
        now, user = timezone.now(), self.request.user
        return super().get_context_data(
            submission=self.object,
            rendition=rendition,
            findings=explained_findings(rendition) if rendition else [],
            decisions=[
                {"label": label, "url": decide_url(self.object, event)}
                for event, label in DECISIONS.items()
                if permissions.may(user, self.object, event, now)
            ],
            **kwargs,
        )


class DecideView(View):
    """Asks on GET, decides on POST."""

    def dispatch(self, request, pk: int, event: str, **kwargs) -> HttpResponse:
        if not permissions.is_editor(request.user):
            raise PermissionDenied
        if event not in DECISIONS:
            raise Http404
        self.event = SubmissionEvent(event)
        self.submission = get_object_or_404(submitted_to(request.user), pk=pk)
        return super().dispatch(request, **kwargs)

    def get(self, request) -> HttpResponse:
        return self.ask(DecisionForm())

    def post(self, request) -> HttpResponse:
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self.ask(form)
        try:
            operations.apply(
                submission=self.submission,
                event=self.event,
                actor=request.user,
                now=timezone.now(),
                note=form.cleaned_data["note"],
            )
        except ConferenceError:
            messages.error(
                request,
                _("The submission has changed in the meantime. Nothing was decided."),
            )
        else:
            messages.success(
                request, _("The decision is made, and the author is told by e-mail.")
            )
        return redirect(inspect_url(self.submission))

    def ask(self, form: DecisionForm) -> HttpResponse:
        context = {
            "submission": self.submission,
            "form": form,
            "label": DECISIONS[self.event],
            "accepts": self.event == SubmissionEvent.ACCEPT,
            "is_reversal": self.submission.is_decided,
            "back_url": inspect_url(self.submission),
            "breadcrumbs_items": [
                {"url": reverse("submissions:index"), "label": _("Submissions")},
                {
                    "url": inspect_url(self.submission),
                    "label": str(self.submission),
                },
                {"url": "", "label": DECISIONS[self.event]},
            ],
            "header_title": DECISIONS[self.event],
            "header_icon": "tick",
        }
        return render(self.request, "conference/admin/decide.html", context)


class SubmissionViewSet(ModelViewSet):
    model = Submission
    name = "submissions"
    icon = "doc-full-inverse"
    menu_label = gettext_lazy("Submissions")
    menu_name = "submissions"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = SubmissionIndexView
    inspect_view_class = SubmissionInspectView
    inspect_template_name = "conference/admin/submission.html"
    filterset_class = SubmissionFilters
    form_fields = ["paper_language"]
    ordering = "-submitted_at"
    list_per_page = 50
    list_display = [
        TitleColumn(
            "code",
            label=gettext_lazy("Code"),
            sort_key="code",
            get_url=inspect_url,
        ),
        Column("title", label=gettext_lazy("Title")),
        Column(
            "authors",
            label=gettext_lazy("Authors"),
            accessor=lambda submission: ", ".join(
                author.name for author in submission.authors.all()
            ),
        ),
        Column(
            "get_paper_language_display",
            label=gettext_lazy("Language"),
            sort_key="paper_language",
        ),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column(
            "submitted_at",
            label=gettext_lazy("Submitted on"),
            sort_key="submitted_at",
            accessor=lambda submission: timezone.localtime(submission.submitted_at),
        ),
    ]

    def get_urlpatterns(self) -> list:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/<slug:event>/", DecideView.as_view(), name="decide"),
        ]

    def register_admin_url_finder(self) -> None:
        """Do nothing: there is no page on which a submission is edited."""

    def get_permissions_to_register(self):
        return Permission.objects.filter(
            content_type__app_label="conference", codename="decide_submission"
        )


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
        InlinePanel(
            "texts",
            heading=gettext_lazy("Texts"),
            label=gettext_lazy("Text in one language"),
            min_num=1,
            max_num=len(settings.LANGUAGES),
        ),
    ]


class ConferenceViewSetGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Conference")
    menu_icon = "group"
    menu_order = 250
    items = (SubmissionViewSet("submissions"), CallViewSet("calls"))
