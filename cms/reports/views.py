"""Statistics and exports, in the admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from cms.conference.models import Call
from cms.reports import drawing, operations, permissions, registry
from cms.reports.exceptions import NothingToHandOver
from cms.reports.forms import CallForm
from cms.reports.writers import WRITERS


@method_decorator(never_cache, "dispatch")
class ReportView(View):
    """A page or file for editors alone."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if not permissions.may_report(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def call(self) -> Call | None:
        """The call that was asked for; all of them when none was."""
        form = CallForm(self.request.GET)
        if not form.is_valid():
            raise Http404
        return form.cleaned_data["call"]


class StatisticsView(ReportView):
    def get(self, request) -> HttpResponse:
        call = self.call
        charts = registry.charts(request.user, call)
        context = {
            "form": CallForm(request.GET),
            "call": call,
            "drawings": [drawing.draw(chart) for chart in charts],
            "tables": registry.tables(),
            "writers": list(WRITERS.values()),
            "header_title": _("Statistics and exports"),
            "header_icon": "table",
            "breadcrumbs_items": [{"url": "", "label": _("Statistics and exports")}],
        }
        return render(request, "reports/admin/statistics.html", context)


class ExportView(ReportView):
    def get(self, request, name: str, form: str) -> HttpResponse:
        table, writer = registry.table(name), WRITERS.get(form)
        if table is None or writer is None:
            raise Http404
        call = self.call
        content = operations.export(
            table=table, form=form, user=request.user, call=call
        )
        of = f"-{call.slug}" if call else ""
        return HttpResponse(
            content,
            content_type=writer.media_type,
            headers={
                "Content-Disposition": f'attachment; filename="{name}{of}.{form}"',
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "sandbox",
            },
        )


class HandOverView(ReportView):
    def get(self, request, slug: str) -> HttpResponse:
        call = get_object_or_404(Call.objects.prefetch_related("texts"), slug=slug)
        try:
            packed = operations.hand_over(
                call=call, user=request.user, now=timezone.now()
            )
        except NothingToHandOver:
            messages.warning(
                request, _("No paper of this call has been accepted with a file yet.")
            )
            return redirect("reports_statistics")
        return FileResponse(
            packed,
            as_attachment=True,
            filename=f"{slug}.zip",
            content_type="application/zip",
            headers={
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "sandbox",
            },
        )
