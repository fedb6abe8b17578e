"""An editor decides, or leads a paper on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from cms.conference import attachments, operations, permissions, refusals
from cms.conference.enums import TRANSITIONS, Guard, SubmissionEvent
from cms.conference.exceptions import ConferenceError, ReasonMissing
from cms.conference.forms import DecisionForm, ReasonForm
from cms.conference.viewsets.addresses import inspect_url, submitted_to

E = SubmissionEvent

DECISIONS = {
    E.ACCEPT: gettext_lazy("Accept the paper"),
    E.REVISE_MINOR: gettext_lazy("Ask for a minor revision"),
    E.REVISE_MAJOR: gettext_lazy("Ask for a major revision"),
    E.REJECT: gettext_lazy("Decline the paper"),
    E.DESK_REJECT: gettext_lazy("Decline without review"),
}
# What editors do at once; everything else has a page of its own.
ACTS = {
    E.RETURN_FOR_FIX: gettext_lazy("Return for corrections"),
    E.OPEN_REVIEW: gettext_lazy("Open the review"),
    E.REOPEN_REVIEW: gettext_lazy("Open the next round of review"),
    E.START_PRODUCTION: gettext_lazy("Start production"),
    E.CANCEL: gettext_lazy("Take out of the conference"),
    E.CORRECT: gettext_lazy("Publish a correction"),
    E.RETRACT: gettext_lazy("Retract the paper"),
    E.REVERT: gettext_lazy("Take back"),
}
SERIOUS = frozenset({E.REJECT, E.DESK_REJECT, E.CANCEL, E.RETRACT})


class DecideView(View):
    """Asks on GET; on POST a decision is staged, and any other event happens."""

    def dispatch(self, request, pk: int, event: str, **kwargs) -> HttpResponse:
        if not permissions.reads_desk(request.user):
            raise PermissionDenied
        labels = {**DECISIONS, **ACTS}
        if event not in labels:
            raise Http404
        self.event = SubmissionEvent(event)
        self.label = labels[self.event]
        self.submission = get_object_or_404(submitted_to(request.user), pk=pk)
        return super().dispatch(request, **kwargs)

    def get(self, request) -> HttpResponse:
        return self.ask(self.form())

    def post(self, request) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.ask(form)
        try:
            told = self.act(form.cleaned_data)
        except ReasonMissing:
            form.add_error("reason", _("Say why: a reason is needed for this."))
            return self.ask(form)
        except ConferenceError as problem:
            # What was typed stays: the way may be clear in a minute.
            messages.error(request, refusals.in_words(problem))
            return self.ask(form)
        else:
            messages.success(request, told)
        return redirect(inspect_url(self.submission))

    def act(self, typed: dict) -> str:
        """Do what was asked for, and return what to tell the editor."""
        common = {
            "submission": self.submission,
            "event": self.event,
            "actor": self.request.user,
            "now": timezone.now(),
            "reason": typed["reason"],
        }
        if self.event not in DECISIONS:
            operations.apply(**common)
            return _("Done: %(event)s.") % {"event": self.event.label}
        decision = operations.stage_decision(note=typed["note"], **common)
        if "at_once" in self.request.POST and self.may_leave_at_once:
            operations.release_decisions(
                decisions=[decision.pk], actor=self.request.user, now=timezone.now()
            )
            return _(
                "The decision becomes known in a minute. Until then you can undo it."
            )
        return _("The decision is staged. Nobody but editors knows of it yet.")

    @property
    def may_leave_at_once(self) -> bool:
        return self.event == SubmissionEvent.DESK_REJECT

    def form(self, data=None) -> ReasonForm:
        transition = TRANSITIONS.get((self.submission.state, self.event))
        needed = bool(transition) and Guard.REASON_IS_GIVEN in transition.guards
        kind = DecisionForm if self.event in DECISIONS else ReasonForm
        return kind(data, needs_reason=needed)

    def ask(self, form: ReasonForm) -> HttpResponse:
        is_decision = self.event in DECISIONS
        context = {
            "submission": self.submission,
            "form": form,
            "label": self.label,
            "is_decision": is_decision,
            "is_serious": self.event in SERIOUS,
            "may_leave_at_once": self.may_leave_at_once,
            "is_reversal": is_decision and self.submission.is_decided,
            "reviews": attachments.text_for(self.submission) if is_decision else "",
            "back_url": inspect_url(self.submission),
            "breadcrumbs_items": [
                {"url": reverse("submissions:index"), "label": _("Submissions")},
                {
                    "url": inspect_url(self.submission),
                    "label": str(self.submission),
                },
                {"url": "", "label": self.label},
            ],
            "header_title": self.label,
            "header_icon": "check",
        }
        return render(self.request, "conference/admin/decide.html", context)
