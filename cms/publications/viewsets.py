"""The editors' desk in the Wagtail admin: volumes, their editions, recommendations."""

from django import forms as django_forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.conference.enums import CHOSEN
from cms.conference.models import Submission
from cms.press.queries import explained_findings
from cms.publications import operations, permissions
from cms.publications.enums import EditionState, FileKind
from cms.publications.exceptions import (
    CompileNotAllowed,
    CompileRunning,
    PapersLeftOut,
    PapersNotAccepted,
    PapersWithoutManuscript,
    VolumeHasNoTitle,
    VolumeIsEmpty,
)
from cms.publications.forms import RecommendationForm
from cms.publications.making import CollectView, PreflightView
from cms.publications.marking import MarksView, MarkView
from cms.publications.models import Edition, Recommendation, Volume

SECONDS_BETWEEN_LOOKS = 2
LATEST = 30
BOOKS = (FileKind.PDF, FileKind.EPUB)


def desk_url(volume: Volume) -> str:
    """Return the page on which a volume is compiled."""
    return reverse("volumes:inspect", args=[volume.pk])


def compile_url(volume: Volume) -> str:
    return reverse("volumes:compile", args=[volume.pk])


# --- Papers -------------------------------------------------------------------
def accepted_papers():
    return Submission.objects.filter(state__in=CHOSEN)


class ForComposers:
    """Opens a chooser for those who compose volumes."""

    def dispatch(self, request, *args, **kwargs):
        if not permissions.may_compile(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AcceptedOnly(ForComposers):
    """Lets a chooser speak of no other paper than those that were accepted."""

    def get_object(self, pk):
        return accepted_papers().get(pk=pk)

    def get_objects(self, pks):
        return accepted_papers().filter(pk__in=pks)


class ChosenPaperView(AcceptedOnly, ChosenView):
    pass


class ChosenPapersView(AcceptedOnly, ChosenMultipleView):
    pass


class ChoosePaperView(ForComposers, ChooseView):
    pass


class ChoosePaperResultsView(ForComposers, ChooseResultsView):
    pass


class AcceptedPaperChooser(ChooserViewSet):
    model = Submission
    icon = "doc-full-inverse"
    choose_one_text = gettext_lazy("Choose an accepted paper")
    choose_another_text = gettext_lazy("Choose another paper")
    choose_view_class = ChoosePaperView
    choose_results_view_class = ChoosePaperResultsView
    chosen_view_class = ChosenPaperView
    chosen_multiple_view_class = ChosenPapersView
    per_page = 30

    def get_object_list(self):
        return accepted_papers().prefetch_related("texts").order_by("code")


# --- Volumes ------------------------------------------------------------------
class VolumeIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Volume.objects.select_related("current_edition").prefetch_related(
            "texts"
        )

    def get_list_more_buttons(self, instance) -> list:
        buttons = super().get_list_more_buttons(instance)
        if permissions.may_compile(self.request.user):
            buttons.append(
                MenuItem(
                    _("Compile and editions"),
                    url=desk_url(instance),
                    icon_name="history",
                    priority=5,
                )
            )
        return buttons


class VolumeEditView(generic.EditView):
    @property
    def header_more_buttons(self) -> list:
        button = Button(
            _("Compile and editions"),
            url=desk_url(self.object),
            icon_name="history",
            priority=5,
        )
        return [button, *super().header_more_buttons]

    def get_success_url(self) -> str:
        return desk_url(self.object)


class VolumeCreateView(generic.CreateView):
    def get_success_url(self) -> str:
        return desk_url(self.object)


class VolumeDeskView(generic.InspectView):
    """Where a volume stands: the build at work, its editions, what was found."""

    page_title = gettext_lazy("Volume")
    template_name = "publications/admin/volume.html"

    def get_object(self, queryset=None):
        return get_object_or_404(
            Volume.objects.select_related("current_edition").prefetch_related("texts"),
            pk=self.pk,
        )

    def get_fields(self) -> list:
        return []

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        operations.settle(volume=self.object, now=timezone.now())
        response = super().get(request, *args, **kwargs)
        if response.context_data["building"]:
            # The page looks again by itself, also where scripts do not run.
            response.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response

    def get_context_data(self, **kwargs) -> dict:
        editions = list(
            Edition.objects.filter(volume=self.object)
            .select_related("job", "created_by")
            .prefetch_related("files")[:LATEST]
        )
        titles = paper_titles(self.object)
        return super().get_context_data(
            volume=self.object,
            paper_count=self.object.papers.count(),
            building=next(
                (e for e in editions if e.state == EditionState.BUILDING), None
            ),
            editions=[
                shown_edition(self.object, edition, titles) for edition in editions
            ],
            compile_url=compile_url(self.object),
            edit_url=self.get_edit_url(),
            preflight_url=reverse("volumes:preflight", args=[self.object.pk]),
            may_compile=permissions.may_compile(self.request.user),
            public_url=reverse("publications:volume", args=[self.object.slug])
            if self.object.current_edition_id
            else "",
            **kwargs,
        )


def paper_titles(volume: Volume) -> dict[str, str]:
    """Return the titles of the volume's papers by the ids that findings name."""
    papers = volume.papers.select_related("submission").prefetch_related(
        "submission__texts"
    )
    return {paper.submission.code.lower(): str(paper) for paper in papers}


def shown_edition(volume: Volume, edition: Edition, titles: dict[str, str]) -> dict:
    """Return what the desk shows of one edition."""
    return {
        "edition": edition,
        "is_failed": edition.state == EditionState.FAILED,
        "findings": [
            {"finding": finding, "paper": titles.get(finding.paper, finding.paper)}
            for finding in explained_findings(edition.job)
        ],
        "technical": "" if edition.job.blocking_findings else edition.job.error,
        "downloads": [
            {
                "url": reverse(
                    "publications:file", args=[volume.slug, edition.number, file.name]
                ),
                "label": FileKind(file.kind).label,
                "bytes": file.bytes,
            }
            for file in edition.files.all()
            if file.kind in BOOKS
        ],
    }


class CompileView(View):
    """Hands the volume to the press; only on POST."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        volume = get_object_or_404(Volume, pk=pk)
        try:
            operations.compile_volume(volume=volume, by=request.user)
        except CompileNotAllowed:
            raise PermissionDenied from None
        except CompileRunning:
            messages.info(request, _("The volume is being compiled already."))
        except VolumeHasNoTitle:
            messages.error(
                request, _("Give the volume a title in its main language first.")
            )
        except VolumeIsEmpty:
            messages.error(request, _("Add at least one accepted paper first."))
        except PapersWithoutManuscript as problem:
            messages.error(
                request,
                _("These papers have no file: %(papers)s")
                % {"papers": ", ".join(str(paper) for paper in problem.papers)},
            )
        except PapersLeftOut as problem:
            messages.error(
                request,
                _(
                    "Readers have these papers, so the next edition has them too: "
                    "%(papers)s. Put them back, or retract them first."
                )
                % {"papers": ", ".join(str(paper) for paper in problem.papers)},
            )
        except PapersNotAccepted as problem:
            messages.error(
                request,
                _("These papers are not accepted: %(papers)s")
                % {"papers": ", ".join(str(paper) for paper in problem.papers)},
            )
        else:
            messages.success(
                request,
                _("The volume is handed to the press. You may leave this page."),
            )
        return redirect(desk_url(volume))


class VolumeViewSet(ModelViewSet):
    model = Volume
    name = "volumes"
    icon = "doc-full"
    menu_label = gettext_lazy("Volumes")
    menu_name = "volumes"
    menu_order = 255
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = VolumeIndexView
    edit_view_class = VolumeEditView
    add_view_class = VolumeCreateView
    inspect_view_class = VolumeDeskView
    inspect_template_name = "publications/admin/volume.html"
    ordering = "-year"
    list_display = [
        TitleColumn("title", label=gettext_lazy("Title"), get_url=desk_url),
        Column("year", label=gettext_lazy("Year of issue"), sort_key="year"),
        Column(
            "current_edition",
            label=gettext_lazy("Current edition"),
            accessor=lambda volume: (
                volume.current_edition.number if volume.current_edition else "–"
            ),
        ),
    ]
    panels = [
        InlinePanel(
            "texts",
            heading=gettext_lazy("Texts"),
            label=gettext_lazy("Text in one language"),
            min_num=1,
            max_num=len(settings.LANGUAGES),
        ),
        InlinePanel(
            "papers",
            heading=gettext_lazy("Papers, in the order of the book"),
            label=gettext_lazy("Paper"),
        ),
        InlinePanel(
            "recommendations",
            heading=gettext_lazy("Recommendations, in the order of the book"),
            label=gettext_lazy("Recommendation"),
        ),
        InlinePanel(
            "editors",
            heading=gettext_lazy("Editors of the volume"),
            label=gettext_lazy("Editor"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("language"),
                FieldPanel("cover"),
                FieldPanel("licence"),
            ],
            heading=gettext_lazy("The volume"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("conference_place"),
                FieldRowPanel(
                    [FieldPanel("conference_start"), FieldPanel("conference_end")]
                ),
            ],
            heading=gettext_lazy("The conference"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("year"), FieldPanel("issued")]),
                FieldRowPanel([FieldPanel("publisher"), FieldPanel("publisher_place")]),
                FieldRowPanel([FieldPanel("isbn_pdf"), FieldPanel("isbn_epub")]),
                FieldRowPanel([FieldPanel("edition_statement"), FieldPanel("price")]),
                FieldPanel("cip"),
            ],
            heading=gettext_lazy("Colophon"),
        ),
    ]

    def get_urlpatterns(self) -> list:
        return [
            *super().get_urlpatterns(),
            path("compile/<int:pk>/", CompileView.as_view(), name="compile"),
            path("collect/<int:pk>/", CollectView.as_view(), name="collect"),
            path("preflight/<int:pk>/", PreflightView.as_view(), name="preflight"),
            path("marks/", MarksView.as_view(), name="marks"),
            path("marks/<int:pk>/", MarkView.as_view(), name="mark"),
        ]


class RecommendationViewSet(SnippetViewSet):
    model = Recommendation
    icon = "clipboard-list"
    menu_label = gettext_lazy("Recommendations")
    menu_order = 256
    add_to_admin_menu = True
    list_display = ["number", "title", "target_group"]
    list_filter = ["target_group"]
    ordering = ["number"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("number"), FieldPanel("target_group")]),
            FieldPanel("level"),
            FieldPanel("title"),
            FieldPanel("text"),
            FieldPanel("papers", widget=django_forms.CheckboxSelectMultiple),
        ],
        base_form_class=RecommendationForm,
    )
