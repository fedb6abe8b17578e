"""From the papers of a call to the compiled volume: collect, look, compile."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from cms.conference.enums import SubmissionState
from cms.conference.models import Call
from cms.production.actions import Action, register
from cms.production.overview import shown
from cms.publications import operations, permissions
from cms.publications.exceptions import NothingReady
from cms.publications.models import Volume


def preflight_url(volume: Volume) -> str:
    return reverse("volumes:preflight", args=[volume.pk])


@register
def make_the_volume(call: Call, user) -> Action | None:
    """What the board of production offers for a whole call."""
    if not permissions.may_compile(user):
        return None
    return Action(_("Make the volume"), reverse("volumes:collect", args=[call.pk]))


class CollectView(View):
    """Asks on GET; on POST the ready papers of a call become its volume."""

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not permissions.may_compile(request.user):
            raise PermissionDenied
        self.call = get_object_or_404(Call.objects.prefetch_related("texts"), pk=pk)
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        ready = self.call.submissions.filter(state=SubmissionState.READY).count()
        context = {
            "call": self.call,
            "volume": Volume.objects.filter(call=self.call).first(),
            "ready": ready,
            "board_url": board_url(self.call),
            **_head(_("Make the volume"), self.call),
        }
        return render(request, "publications/admin/collect.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            volume = operations.collect_volume(
                call=self.call, by=request.user, now=timezone.now()
            )
        except NothingReady:
            messages.error(request, _("No paper of this call is ready yet."))
            return redirect(board_url(self.call))
        messages.success(request, _("The papers are in the volume, in their order."))
        return redirect(preflight_url(volume))


class PreflightView(View):
    """Names what keeps each paper back; compiling is one click from here."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not permissions.may_compile(request.user):
            raise PermissionDenied
        volume = get_object_or_404(Volume.objects.prefetch_related("texts"), pk=pk)
        listed = list(volume.papers.all())
        papers = shown([row.submission_id for row in listed], timezone.now())
        rows = [
            {"shown": papers[row.submission_id], "session": row.session}
            for row in listed
            if row.submission_id in papers
        ]
        context = {
            "volume": volume,
            "rows": rows,
            # A paper that is no longer accepted is not on the board at all.
            "lost": len(listed) - len(rows),
            "blocked": [row for row in rows if row["shown"].blocks],
            "compile_url": reverse("volumes:compile", args=[volume.pk]),
            "desk_url": reverse("volumes:inspect", args=[volume.pk]),
            "edit_url": reverse("volumes:edit", args=[volume.pk]),
            **_head(_("Preflight"), volume),
        }
        return render(request, "publications/admin/preflight.html", context)


def board_url(call: Call) -> str:
    return f"{reverse('production_board:index')}?call={call.pk}"


def _head(title: str, about) -> dict:
    return {
        "breadcrumbs_items": [
            {"url": reverse("volumes:index"), "label": _("Volumes")},
            {"url": "", "label": str(about)},
            {"url": "", "label": title},
        ],
        "header_title": title,
        "header_icon": "doc-full",
    }
