"""An editor decides."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from cms.conference import operations, permissions
from cms.conference.enums import SubmissionEvent
from cms.conference.exceptions import ConferenceError
from cms.conference.forms import DecisionForm
from cms.conference.viewsets.addresses import inspect_url, submitted_to

DECISIONS = {
    SubmissionEvent.ACCEPT: gettext_lazy("Accept the paper"),
    SubmissionEvent.REJECT: gettext_lazy("Decline the paper"),
}


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
                reason=form.cleaned_data["note"],
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
