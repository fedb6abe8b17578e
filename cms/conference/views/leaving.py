"""A speaker withdraws a paper, or discards a draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.conference import operations, permissions
from cms.conference.enums import (
    TRANSITIONS,
    Guard,
    SubmissionEvent,
    SubmissionState,
)
from cms.conference.exceptions import ConferenceError
from cms.conference.forms import LeavingForm
from cms.conference.models import Submission
from cms.conference.views.desk import Desk


class WithdrawView(Desk):
    """Asks on GET, does it on POST; a draft that nobody has seen goes for good."""

    def get(self, request, code: str) -> HttpResponse:
        submission = self.own_submission()
        event, now = event_for(submission), timezone.now()
        if not permissions.may(request.user, submission, event, now):
            return redirect("conference:submission", code=code)
        return self.ask(submission, LeavingForm(needs_reason=asks_why(submission)))

    def post(self, request, code: str) -> HttpResponse:
        submission = self.own_submission()
        event = event_for(submission)
        form = LeavingForm(request.POST, needs_reason=asks_why(submission))
        if not form.is_valid():
            return self.ask(submission, form)
        try:
            operations.apply(
                submission=submission,
                event=event,
                actor=request.user,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except ConferenceError:
            messages.warning(request, _("The submission has changed in the meantime."))
            return redirect("conference:submission", code=code)
        if event == SubmissionEvent.DISCARD:
            messages.success(request, _("The draft is deleted with its files."))
            return redirect("conference:mine")
        messages.success(request, _("Your submission is withdrawn."))
        return redirect("conference:submission", code=code)

    def ask(self, submission: Submission, form: LeavingForm) -> HttpResponse:
        form.prepare_display()
        context = {
            "submission": submission,
            "form": form,
            "discards": event_for(submission) == SubmissionEvent.DISCARD,
            "asks_why": asks_why(submission),
        }
        return render(self.request, "conference/withdraw.html", context)


def event_for(submission: Submission) -> SubmissionEvent:
    is_draft = submission.state == SubmissionState.DRAFT
    return SubmissionEvent.DISCARD if is_draft else SubmissionEvent.WITHDRAW


def asks_why(submission: Submission) -> bool:
    """Whether others have relied on the paper, so that a reason is owed."""
    transition = TRANSITIONS.get((submission.state, event_for(submission)))
    return bool(transition) and Guard.REASON_IS_GIVEN in transition.guards
