"""The wizard's last step: a summary, and the button that sends."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.conference import inventory, operations
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import (
    CallIsClosed,
    ConferenceError,
    CorrectionsAreLate,
    RevisionNotAnswered,
    SubmissionIncomplete,
)
from cms.conference.kinds import Step
from cms.conference.models import Submission
from cms.conference.steps import StepForms, problems_of
from cms.conference.views.form import StepView
from cms.conference.views.wizard import step_url, steps_of

SENDS = {
    SubmissionState.DRAFT: SubmissionEvent.SUBMIT,
    SubmissionState.RETURNED: SubmissionEvent.RESUBMIT,
    SubmissionState.REVISION_REQUESTED: SubmissionEvent.SUBMIT_REVISION,
}


class ReviewView(StepView):
    """The last step: look at everything, then send it, or say that it is done."""

    step = Step.REVIEW

    def show(self, forms, submission, *, status: int = 200, **more) -> HttpResponse:
        missing = problems_of(submission, operations.missing_parts(submission))
        elsewhere = [one for one in missing if one.step != Step.REVIEW]
        found = inventory.facts(submission)
        sections = [
            (step, step_url(submission, step), found[step])
            for step in steps_of(submission.call)
            if step != Step.REVIEW
        ]
        more = {"elsewhere": elsewhere, "sections": sections, **more}
        return super().show(forms, submission, status=status, **more)

    def receive(self, submission: Submission, action: str) -> HttpResponse:
        sends = action == "submit" and submission.state in SENDS
        if action == "submit" and not sends:
            # The second click of two: the first one was enough.
            self.say_submitted()
            return redirect("conference:submission", code=submission.code)
        if not (sends or action == "done"):
            return super().receive(submission, action)
        forms = self.forms(submission, self.request.POST)
        if not forms.is_valid(complete=True):
            return self.show(forms, submission)
        if not self.actor.is_authenticated:
            self.apply(submission, SubmissionEvent.SAVE, forms)
            here = step_url(submission, self.step)
            return redirect(f"{reverse('accounts:sign_up')}?next={here}")
        return self.send(submission, forms) if sends else self.done(submission, forms)

    def send(self, submission: Submission, forms: StepForms) -> HttpResponse:
        try:
            self.apply(submission, SENDS[submission.state], forms)
        except CorrectionsAreLate:
            messages.error(
                self.request,
                _(
                    "The time for corrections is over, so the paper was not "
                    "submitted again. Everything that you saved is kept: write to "
                    "the editors if you need more time."
                ),
            )
            return redirect("conference:submission", code=submission.code)
        except CallIsClosed:
            messages.error(
                self.request,
                _(
                    "The deadline has passed, so the paper was not submitted. "
                    "Everything that you typed is kept as a draft."
                ),
            )
            return redirect("conference:submission", code=submission.code)
        except (SubmissionIncomplete, RevisionNotAnswered):
            return self.show(forms, self.find(submission.code))
        except ConferenceError:
            # Another window, or the second click of two, came later than the first.
            if not Submission.objects.get(pk=submission.pk).submitted_at:
                return self.overtaken(submission)
        operations.forget_typed(
            submission=submission, step=self.step, typist=self.typist
        )
        self.say_submitted()
        return redirect("conference:submission", code=submission.code)

    def done(self, submission: Submission, forms: StepForms) -> HttpResponse:
        try:
            changed = self.apply(submission, SubmissionEvent.SAVE, forms)
        except CallIsClosed:
            return self.show(forms, submission, closed=True)
        except SubmissionIncomplete:
            return self.show(forms, submission)
        operations.say_done(submission=changed, actor=self.actor, now=self.now)
        messages.success(
            self.request, _("We have your changes, and have sent you a receipt.")
        )
        return redirect("conference:submission", code=submission.code)

    def say_submitted(self) -> None:
        messages.success(
            self.request,
            _("Your paper is submitted. We have sent you a receipt by e-mail."),
        )
