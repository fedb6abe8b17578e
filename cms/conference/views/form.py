"""The wizard's steps for a draft, or for a submission that may be changed."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms.accounts.backends import address_of
from cms.accounts.enums import AttemptKind
from cms.conference import operations, permissions
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import (
    CallIsClosed,
    ConferenceError,
    SubmissionIncomplete,
    TooMany,
    TransitionImpossible,
    UploadRefused,
)
from cms.conference.kinds import Step
from cms.conference.models import Submission
from cms.conference.steps import FORMS, StepForms, problems_of
from cms.conference.suggestions import suggestions_for
from cms.conference.views.wizard import WizardDesk, step_url, steps_of

SUGGESTED = {Step.DETAILS, Step.AUTHORS}
NEVER_KEPT = {"csrfmiddlewaretoken", "action"}


class EditView(WizardDesk):
    """Leads into the wizard: to the first step, or to the summary of what was sent."""

    def get(self, request, code: str) -> HttpResponse:
        submission = self.find(code)
        may = permissions.may(self.actor, submission, SubmissionEvent.SAVE, self.now)
        if not may:
            return redirect("conference:submission", code=code)
        is_new = submission.state == SubmissionState.DRAFT and not submission.title
        return redirect(step_url(submission, Step.TYPE if is_new else Step.REVIEW))


class StepView(WizardDesk):
    """One step: shown, saved, and left for the next one or the one before."""

    step: Step

    def get(self, request, code: str) -> HttpResponse:
        submission = self.find(code)
        if not permissions.may(self.actor, submission, SubmissionEvent.SAVE, self.now):
            return redirect("conference:submission", code=code)
        typed = self.typed_before()
        if typed is None:
            typed = self.unsaved(submission)
            if typed is not None:
                return self.show(
                    self.forms(submission, typed), submission, was_unsaved=True
                )
        return self.show(self.forms(submission, typed), submission)

    def post(self, request, code: str) -> HttpResponse:
        submission = self.find(code)
        action = request.POST.get("action", "next")
        try:
            permissions.check(self.actor, submission, SubmissionEvent.SAVE, self.now)
        except CallIsClosed:
            forms = self.forms(submission, request.POST)
            return self.show(forms, submission, closed=True)
        except ConferenceError:
            return self.overtaken(submission)
        if action == "keep":
            return self.keep_only(submission)
        return self.receive(submission, action)

    def receive(self, submission: Submission, action: str) -> HttpResponse:
        forms = self.forms(submission, self.request.POST)
        if forms.is_move(action):
            self.keep_typed(submission)
            moved = self.forms(submission, self.request.POST, move=action)
            return self.show(moved, submission)
        complete = submission.state != SubmissionState.DRAFT
        if not forms.is_valid(complete=complete):
            self.keep_typed(submission)
            if action == "back" and not complete:
                return redirect(self.neighbour(submission, -1))
            return self.show(forms, submission)
        if forms.is_overtaken():
            self.keep_typed(submission)
            return self.show(forms, submission, status=409, overtaken=True)
        return self.save(submission, forms, action)

    def save(
        self, submission: Submission, forms: StepForms, action: str
    ) -> HttpResponse:
        try:
            self.apply(submission, SubmissionEvent.SAVE, forms)
        except CallIsClosed:
            return self.show(forms, submission, closed=True)
        except SubmissionIncomplete as refusal:
            problems = problems_of(submission, refusal.missing)
            return self.show(forms, submission, elsewhere=problems)
        except TransitionImpossible:
            return self.overtaken(submission)
        operations.forget_typed(
            submission=submission, step=self.step, typist=self.typist
        )
        return self.leave(submission, action)

    def leave(self, submission: Submission, action: str) -> HttpResponse:
        is_draft = submission.state == SubmissionState.DRAFT
        if action == "save":
            messages.success(
                self.request,
                _("The draft is saved. It is not submitted yet.")
                if is_draft
                else _("Your changes are saved."),
            )
            return redirect(step_url(submission, self.step))
        return redirect(self.neighbour(submission, -1 if action == "back" else 1))

    def overtaken(self, submission: Submission) -> HttpResponse:
        messages.warning(self.request, _("The submission has changed in the meantime."))
        return redirect("conference:submission", code=submission.code)

    # --- What is typed, before it is saved ---------------------------------------
    def keep_only(self, submission: Submission) -> HttpResponse:
        """Keep what is being typed; answer a script, not a reader."""
        forms = self.forms(submission, self.request.POST)
        if forms.is_valid(complete=False) and forms.typed() == forms.stored:
            operations.forget_typed(
                submission=submission, step=self.step, typist=self.typist
            )
            return JsonResponse({"kept": True})
        kept = self.keep_typed(submission)
        return JsonResponse({"kept": kept}, status=200 if kept else 413)

    def keep_typed(self, submission: Submission) -> bool:
        typed = self.request.POST.copy()
        for name in NEVER_KEPT:
            typed.pop(name, None)
        return operations.keep_typed(
            submission=submission,
            step=self.step,
            typist=self.typist,
            text=typed.urlencode(),
            now=self.now,
        )

    def unsaved(self, submission: Submission) -> QueryDict | None:
        """Return what was typed last and not saved, unless it is saved by now."""
        row = submission.typed_steps.filter(step=self.step, typist=self.typist).first()
        if row is None:
            return None
        typed = QueryDict(row.text)
        forms = self.forms(submission, typed)
        if forms.is_valid(complete=False) and forms.typed() == forms.stored:
            return None
        return typed

    # --- Inside -------------------------------------------------------------------
    def forms(self, submission: Submission, data=None, move: str = "") -> StepForms:
        suggested = self.step in SUGGESTED
        return FORMS[self.step](
            submission.call,
            submission,
            data=data,
            files=self.request.FILES if data is not None else None,
            move=move,
            suggestions=suggestions_for(submission) if suggested else None,
        )

    def neighbour(self, submission: Submission, away: int) -> str:
        steps = steps_of(submission.call)
        at = steps.index(self.step) + away
        return step_url(submission, steps[min(max(at, 0), len(steps) - 1)])

    def apply(self, submission, event, forms: StepForms) -> Submission:
        return operations.apply(
            submission=submission,
            event=event,
            actor=self.actor,
            now=self.now,
            content=forms.content,
        )


class KindView(StepView):
    step = Step.TYPE


class DetailsView(StepView):
    step = Step.DETAILS


class AuthorsView(StepView):
    step = Step.AUTHORS


class QuestionsView(StepView):
    """The step of the call's questions; without any, there is no such page."""

    step = Step.QUESTIONS

    def find(self, code: str) -> Submission:
        submission = super().find(code)
        asks = self.step in steps_of(submission.call)
        # Whoever may not change the paper is led back to it first.
        if not asks and permissions.may(
            self.actor, submission, SubmissionEvent.SAVE, self.now
        ):
            raise Http404
        return submission


class FileView(StepView):
    """The step of the file, which is kept before anything else is looked at."""

    step = Step.FILE

    def receive(self, submission: Submission, action: str) -> HttpResponse:
        file = self.request.FILES.get("file")
        if file is None:
            return super().receive(submission, action)
        forms = self.forms(submission, self.request.POST)
        forms.is_valid(complete=False)
        refusals = self.keep_file(submission, file, note=forms.note)
        fresh = self.find(submission.code)
        if refusals:
            again = self.forms(fresh, self.request.POST)
            again.refuse_file(refusals)
            return self.show(again, fresh)
        operations.forget_typed(submission=fresh, step=self.step, typist=self.typist)
        if action == "upload":
            return redirect(step_url(fresh, self.step))
        return self.leave(fresh, action)

    def keep_file(self, submission: Submission, file, *, note: str) -> list[str]:
        """Keep the file; return why it was refused, or nothing."""
        try:
            if not self.actor.is_authenticated:
                operations.count_visit(
                    kind=AttemptKind.HELD_FILE,
                    address=address_of(self.request),
                    now=self.now,
                )
            operations.add_manuscript(
                submission=submission,
                file=file,
                filename=file.name,
                actor=self.actor,
                now=self.now,
                note=note,
            )
        except UploadRefused as refusal:
            return [
                f"{finding.message} {finding.remedy}".strip()
                for finding in refusal.findings
            ]
        except CallIsClosed:
            return [_("The deadline has passed: the file was not taken.")]
        except TooMany:
            return [
                _(
                    "Too many files came from your address. Wait an hour, or sign in "
                    "and send it then."
                )
            ]
        return []
