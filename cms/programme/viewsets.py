"""Where editors compose programmes, see clashes, and release."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
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
)
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from cms.programme import addresses, changes, operations, permissions, queries
from cms.programme.exceptions import ClashesRemain, NothingToRelease
from cms.programme.forms import ReleaseForm
from cms.programme.models import Programme, Session

LATEST = 30


def desk_url(programme: Programme) -> str:
    """Return the page on which a programme is seen whole."""
    return reverse("programmes:inspect", args=[programme.pk])


class ProgrammeDeskView(generic.InspectView):
    """Where a programme stands: sessions, clashes, what the public sees."""

    page_title = gettext_lazy("Programme")
    template_name = "programme/admin/programme.html"

    def get_fields(self) -> list:
        return []

    def get_context_data(self, **kwargs) -> dict:
        programme, user = self.object, self.request.user
        return super().get_context_data(
            last=queries.last_release(programme),
            clashes=queries.clashes_of(programme),
            sessions=programme.sessions.select_related("room").prefetch_related(
                "talks"
            ),
            records=programme.records.select_related("actor")[:LATEST],
            public_url=addresses.programme(programme.slug),
            release_url=reverse("programmes:release", args=[programme.pk]),
            edit_url=self.get_edit_url(),
            add_url=f"{reverse('sessions:add')}?programme={programme.pk}",
            may_change=permissions.may_change(user),
            may_release=permissions.may_release(user),
            **kwargs,
        )


class ReleaseView(View):
    """Shows on GET what a release would change, releases on POST."""

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not permissions.may_release(request.user):
            raise PermissionDenied
        self.programme = get_object_or_404(Programme, pk=pk)
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask(ReleaseForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReleaseForm(request.POST)
        if not form.is_valid():
            return self.ask(form)
        try:
            made = operations.release(
                programme=self.programme,
                notes=form.cleaned_data["notes"],
                actor=request.user,
                now=timezone.now(),
            )
        except ClashesRemain:
            messages.error(request, _("Something clashes. Nothing was released."))
            return self.ask(form)
        except NothingToRelease:
            messages.info(request, _("The public knows all of it already."))
        else:
            messages.success(
                request, _("Version %(number)s is public.") % {"number": made.number}
            )
        return redirect(desk_url(self.programme))

    def ask(self, form: ReleaseForm) -> HttpResponse:
        number, _snapshot, found, differs = queries.next_release(self.programme)
        clashes = queries.clashes_of(self.programme)
        title = _("Preview and release")
        context = {
            "form": form,
            "number": number,
            "changes": [changes.in_words(change) for change in found],
            "differs": differs,
            "clashes": clashes,
            "is_blocked": any(clash.blocks for clash in clashes),
            "back_url": desk_url(self.programme),
            "breadcrumbs_items": [
                {"url": reverse("programmes:index"), "label": _("Programmes")},
                {"url": desk_url(self.programme), "label": str(self.programme)},
                {"url": "", "label": title},
            ],
            "header_title": title,
            "header_icon": "calendar-check",
        }
        return render(self.request, "programme/admin/release.html", context)


class ProgrammeEditView(generic.EditView):
    def get_success_url(self) -> str:
        return desk_url(self.object)


class ProgrammeCreateView(generic.CreateView):
    def get_success_url(self) -> str:
        return desk_url(self.object)


class ProgrammeViewSet(ModelViewSet):
    model = Programme
    name = "programmes"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Programmes")
    menu_name = "programmes"
    copy_view_enabled = False
    # Nothing of it names a page, picture or document.
    add_to_reference_index = False
    inspect_view_enabled = True
    inspect_view_class = ProgrammeDeskView
    inspect_template_name = "programme/admin/programme.html"
    edit_view_class = ProgrammeEditView
    add_view_class = ProgrammeCreateView
    ordering = "-first_day"
    list_display = [
        TitleColumn("title", label=gettext_lazy("Title"), get_url=desk_url),
        Column("first_day", label=gettext_lazy("First day"), sort_key="first_day"),
        Column("last_day", label=gettext_lazy("Last day")),
    ]
    panels = [
        FieldPanel("titles"),
        FieldPanel("places"),
        FieldPanel("introductions"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
                FieldPanel("timezone_name"),
                FieldPanel("call"),
                FieldPanel("slug"),
            ],
            heading=gettext_lazy("The conference"),
        ),
        InlinePanel("rooms", heading=gettext_lazy("Rooms"), label=gettext_lazy("Room")),
    ]

    def get_urlpatterns(self) -> list:
        return [
            *super().get_urlpatterns(),
            path("release/<int:pk>/", ReleaseView.as_view(), name="release"),
        ]


class SessionEditView(generic.EditView):
    def save_instance(self) -> Session:
        was = operations.spots(Session.objects.get(pk=self.object.pk))
        session = super().save_instance()
        settle(session, was, self.request)
        return session

    def get_success_url(self) -> str:
        return desk_url(self.object.programme)


class SessionCreateView(generic.CreateView):
    def get_initial_form_instance(self) -> Session:
        return Session(programme_id=_number(self.request.GET.get("programme", "")))

    def save_instance(self) -> Session:
        session = super().save_instance()
        settle(session, {}, self.request)
        return session

    def get_success_url(self) -> str:
        return desk_url(self.object.programme)


def settle(session: Session, was: dict[str, dict], request: HttpRequest) -> None:
    """Record what the form changed, and tell at once what clashes now."""
    operations.settle_session(
        session=session, was=was, actor=request.user, now=timezone.now()
    )
    own = {session.code, *session.talks.values_list("code", flat=True)}
    for clash in queries.clashes_of(session.programme):
        if own & clash.keys:
            messages.warning(request, clash.message)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < len("1000000000") else None


class SessionIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Session.objects.select_related("programme", "room")


class SessionViewSet(ModelViewSet):
    model = Session
    name = "sessions"
    icon = "group"
    menu_label = gettext_lazy("Sessions")
    menu_name = "sessions"
    copy_view_enabled = False
    # Nothing of it names a page, picture or document.
    add_to_reference_index = False
    index_view_class = SessionIndexView
    edit_view_class = SessionEditView
    add_view_class = SessionCreateView
    list_filter = ["programme", "kind", "day"]
    ordering = "day"
    list_display = [
        TitleColumn(
            "__str__",
            label=gettext_lazy("Title"),
            get_url=lambda session: reverse("sessions:edit", args=[session.pk]),
        ),
        Column("day", label=gettext_lazy("Day"), sort_key="day"),
        Column("starts", label=gettext_lazy("Starts")),
        Column("ends", label=gettext_lazy("Ends")),
        Column("room", label=gettext_lazy("Room")),
        Column("programme", label=gettext_lazy("Programme")),
    ]
    panels = [
        FieldRowPanel([FieldPanel("programme"), FieldPanel("kind")]),
        FieldPanel("titles"),
        FieldRowPanel([FieldPanel("day"), FieldPanel("starts"), FieldPanel("ends")]),
        FieldRowPanel([FieldPanel("room"), FieldPanel("chairs")]),
        InlinePanel(
            "talks",
            heading=gettext_lazy("Talks"),
            label=gettext_lazy("Talk"),
            panels=[
                FieldPanel("submission"),
                FieldPanel("titles"),
                FieldRowPanel([FieldPanel("starts"), FieldPanel("minutes")]),
                FieldPanel("speakers"),
                FieldPanel("languages"),
                FieldPanel("abstracts"),
            ],
        ),
    ]


class ProgrammeViewSetGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Programme")
    menu_icon = "calendar-alt"
    menu_order = 252
    items = (ProgrammeViewSet("programmes"), SessionViewSet("sessions"))
