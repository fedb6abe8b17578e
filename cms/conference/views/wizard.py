"""What all pages of the wizard share: who writes, which steps there are."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from cms.conference import kept, permissions
from cms.conference.enums import Role, SubmissionState
from cms.conference.kinds import Step
from cms.conference.models import Call, Submission
from cms.conference.steps import Problem, StepForms
from cms.conference.views.holding import actor_of, holder_of

WRITERS = {Role.OWNER, Role.COAUTHOR}


@dataclass(frozen=True)
class Place:
    """One step in the list of steps."""

    step: Step
    number: int
    url: str
    is_current: bool


def steps_of(call: Call) -> list[Step]:
    """Return the steps of this call: without questions, none is for questions."""
    asks = call.questions.exists()
    return [step for step in Step if asks or step != Step.QUESTIONS]


def step_url(submission: Submission, step: Step) -> str:
    return reverse(f"conference:edit_{step}", kwargs={"code": submission.code})


@method_decorator(never_cache, "dispatch")
class WizardDesk(View):
    """A page of the wizard: for the author, invited co-authors, or a draft's holder.

    What is nobody's business here does not exist.
    """

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        self.actor = actor_of(request)
        self.now = timezone.now()
        if not self.may_enter():
            return self.ask_to_sign_in()
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            # Whether or not there is such a submission, the words are the visitor's.
            typed = request.POST if request.method == "POST" else kept.take(request)
            words = kept.words_of(typed)
            if not words:
                raise
            return render(
                request, "conference/rescued.html", {"words": words}, status=404
            )

    def may_enter(self) -> bool:
        """Whether the visitor is signed in, or holds the draft of the address."""
        if self.request.user.is_authenticated:
            return True
        held = Submission.objects.held_by(holder_of(self.request).digest)
        return held.filter(code=self.kwargs["code"]).exists()

    def ask_to_sign_in(self) -> HttpResponse:
        """Keep what was typed when the session ended over it, and ask to sign in."""
        if self.request.method == "POST":
            kept.keep(self.request)
        return redirect_to_login(
            self.request.get_full_path(), resolve_url("accounts:sign_in")
        )

    def find(self, code: str) -> Submission:
        """Return the submission of the address, or answer 404."""
        if self.actor.is_authenticated:
            visible = Submission.objects.visible_to(self.actor)
        else:
            visible = Submission.objects.held_by(self.actor.digest)
        submission = (
            visible.for_display()
            .prefetch_related("answers__question__texts")
            .filter(code=code)
            .first()
        )
        if submission is None:
            raise Http404
        if not permissions.roles_of(self.actor, submission) & WRITERS:
            raise Http404
        return submission

    @property
    def typist(self) -> str:
        """Whose typing this is, among all who write at a submission."""
        return str(self.actor.pk) if self.actor.pk else ""

    def typed_before(self) -> QueryDict | None:
        """Return what was typed before the session ended, and say so, once."""
        typed = kept.take(self.request)
        if typed is not None:
            messages.warning(
                self.request,
                _(
                    "You were signed out while you were writing. What you typed is "
                    "here again, but not saved yet: check it, choose the file "
                    "again, and save."
                ),
            )
        return typed

    def show(
        self,
        forms: StepForms,
        submission: Submission | None,
        *,
        status: int = 200,
        elsewhere: list[Problem] | tuple = (),
        **more,
    ) -> HttpResponse:
        """Show a step; `elsewhere` lists what is missing in others."""
        forms.collect_problems()
        call, steps = forms.call, steps_of(forms.call)
        is_draft = submission is None or submission.state == SubmissionState.DRAFT
        places = [
            Place(
                step,
                number,
                step_url(submission, step) if submission else "",
                step == forms.step,
            )
            for number, step in enumerate(steps, start=1)
        ]
        context = {
            "call": call,
            "forms": forms,
            "submission": submission,
            "step": forms.step,
            "places": places,
            "number": steps.index(forms.step) + 1,
            "total": len(steps),
            "is_first": forms.step == steps[0],
            "is_draft": is_draft,
            "is_held": submission is not None and submission.submitter_id is None,
            "call_is_open": call.is_open(self.now)
            or (submission is not None and self._may_still_send(submission)),
            "missing": [
                (f"{step_url(submission, one.step)}#{one.target}", one.message)
                for one in elsewhere
            ],
            "keeps_typing": submission is not None and forms.keeps_typing,
            **more,
        }
        template = f"conference/steps/{forms.step}.html"
        return render(self.request, template, context, status=status)

    def _may_still_send(self, submission: Submission) -> bool:
        late = not submission.call.takes_submissions(self.now)
        return not late or permissions.has_more_time(submission, self.now)
