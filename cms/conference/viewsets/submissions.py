"""The editors' list of submissions, and one of them."""

from django import forms as django_forms
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy, ngettext
from django_filters import ChoiceFilter, ModelChoiceFilter
from django_filters.fields import ModelChoiceField
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.conference import audit, permissions, queries
from cms.conference.enums import SubmissionState
from cms.conference.forms import CommentForm
from cms.conference.models import Call, CallText, Submission
from cms.conference.viewsets.addresses import decide_url, inspect_url, submitted_to
from cms.conference.viewsets.decisions import ACTS, DECISIONS, DecideView
from cms.conference.viewsets.discussion import CommentView
from cms.conference.viewsets.history import shown
from cms.press.queries import explained_findings


class CallChoiceField(ModelChoiceField):
    def label_from_instance(self, call: Call) -> str:
        return call.title_in_list or call.slug


class CallFilter(ModelChoiceFilter):
    field_class = CallChoiceField


def calls_in_list(request):
    """Return the calls with their titles in the reader's language, in one query."""
    texts = CallText.objects.filter(call=OuterRef("pk"))
    own = texts.filter(language=(get_language() or "")[:2])
    return Call.objects.annotate(
        title_in_list=Coalesce(
            Subquery(own.values("title")[:1]), Subquery(texts.values("title")[:1])
        )
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
    call = CallFilter(
        label=gettext_lazy("Call for papers"),
        queryset=calls_in_list,
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
        return submitted_to(self.request.user).for_list()

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
            .prefetch_related(
                "decisions__decided_by", "decisions__reply", "comments__written_by"
            ),
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
                for event, label in {**DECISIONS, **ACTS}.items()
                if permissions.may(user, self.object, event, now)
            ],
            answers=queries.answers_of(self.object, for_reviewers=False),
            receipts=self.object.receipts.all(),
            staged=next(filter(_is_staged, self.object.decisions.all()), None),
            lines=shown(audit.entries(audit.rows([self.object.pk]))),
            comment_form=CommentForm(),
            **kwargs,
        )


def _is_staged(decision) -> bool:
    return decision.is_staged


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
        Column("title_in_list", label=gettext_lazy("Title")),
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
            path("<int:pk>/comment/", CommentView.as_view(), name="comment"),
            path("<int:pk>/<slug:event>/", DecideView.as_view(), name="decide"),
        ]

    def register_admin_url_finder(self) -> None:
        """Do nothing: there is no page on which a submission is edited."""

    def get_permissions_to_register(self):
        return Permission.objects.filter(
            content_type__app_label="conference", codename="decide_submission"
        )
