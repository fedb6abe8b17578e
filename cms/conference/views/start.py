"""The wizard's first step, before there is a draft: for everybody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cms.accounts.backends import address_of
from cms.conference import operations
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import ConferenceError, TooMany
from cms.conference.kinds import Step
from cms.conference.models import Call, Submission
from cms.conference.steps.kind import KindStep
from cms.conference.views.holding import hold
from cms.conference.views.wizard import WizardDesk, step_url


class SubmitView(WizardDesk):
    """Look first, sign up last: a visitor's draft is held by a key of the session."""

    def may_enter(self) -> bool:
        calls = Call.objects.published(self.now).prefetch_related("texts")
        self.call = get_object_or_404(calls, slug=self.kwargs["slug"])
        return True

    def get(self, request, slug: str) -> HttpResponse:
        if not self.call.is_open(self.now):
            return redirect("conference:call", slug=slug)
        return self.show(KindStep(self.call, None, data=self.typed_before()), None)

    def post(self, request, slug: str) -> HttpResponse:
        forms = KindStep(self.call, None, data=request.POST)
        if not forms.is_valid(complete=False):
            return self.show(forms, None)
        if forms.is_blank and request.POST.get("action") == "save":
            return self.show(forms, None, nothing=True)
        try:
            submission = self.start(forms)
            self.keep(submission, forms)
        except TooMany:
            return self.show(forms, None, status=429, too_many=True)
        except ConferenceError:
            # The same form was sent before, and things have moved on since.
            messages.warning(request, _("The submission has changed in the meantime."))
            return redirect("conference:submission", code=submission.code)
        return redirect(step_url(submission, Step.FILE))

    def start(self, forms: KindStep) -> Submission:
        if self.actor.is_authenticated:
            return operations.start_submission(
                call=self.call, submitter=self.actor, form_key=forms.form_key
            )
        self.actor = hold(self.request)
        return operations.hold_draft(
            call=self.call,
            holder=self.actor,
            form_key=forms.form_key,
            address=address_of(self.request),
            now=self.now,
        )

    def keep(self, submission: Submission, forms: KindStep) -> None:
        if submission.state != SubmissionState.DRAFT:
            raise ConferenceError(submission.code)
        operations.apply(
            submission=submission,
            event=SubmissionEvent.SAVE,
            actor=self.actor,
            now=self.now,
            content=forms.content,
        )
