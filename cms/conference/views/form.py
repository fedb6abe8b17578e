"""The form of a submission."""

from datetime import datetime

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.conference import kept, operations, permissions
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import (
    CallIsClosed,
    SubmissionIncomplete,
    TransitionImpossible,
    UploadRefused,
)
from cms.conference.forms import SubmissionForms
from cms.conference.models import Call, Submission
from cms.conference.views.desk import Desk


class FormView(Desk):
    """The form of a submission, new or stored."""

    def handle_no_permission(self) -> HttpResponse:
        """Keep what was typed when the session ended over it, and ask to sign in."""
        if self.request.method == "POST" and not self.request.user.is_authenticated:
            kept.keep(self.request)
        return super().handle_no_permission()

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

    def show(self, call: Call, forms: SubmissionForms, status: int = 200, **more):
        forms.collect_problems()
        submission = forms.submission
        context = {
            "call": call,
            "forms": forms,
            "submission": submission,
            "is_draft": submission is None or submission.state == SubmissionState.DRAFT,
            "call_is_open": call.is_open(timezone.now()),
            **more,
        }
        return render(self.request, "conference/form.html", context, status=status)

    def receive(self, call: Call, submission: Submission | None) -> HttpResponse:
        """Keep the file first; then add a row, save, or submit, as the button says."""
        request, now = self.request, timezone.now()
        action = request.POST.get("action", "save")
        forms = self.typed(submission, action)
        file = request.FILES.get("file")
        if file:
            submission = submission or self.start(call, forms)
            refusals = self.keep_file(submission, file, now)
            submission = self.fresh(submission)
            forms = self.typed(submission, action)
            forms.refuse_file(refusals)
        if "-author" in action:
            return self.show(call, forms)
        return self.save(call, forms, action, now)

    def save(
        self, call: Call, forms: SubmissionForms, action: str, now: datetime
    ) -> HttpResponse:
        try:
            return self.try_to_save(call, forms, action, now)
        except CallIsClosed:
            messages.error(
                self.request,
                _(
                    "The deadline has passed, so the paper was not submitted. "
                    "Everything that you typed is kept as a draft."
                ),
            )
        except (TransitionImpossible, SubmissionIncomplete):
            # Another window, or the second click of two, came later than the first.
            if action == "submit" and self.fresh(forms.submission).submitted_at:
                self.say_submitted()
            else:
                messages.warning(
                    self.request, _("The submission has changed in the meantime.")
                )
        return redirect("conference:submission", code=forms.submission.code)

    def try_to_save(
        self, call: Call, forms: SubmissionForms, action: str, now: datetime
    ) -> HttpResponse:
        is_draft = (
            forms.submission is None or forms.submission.state == SubmissionState.DRAFT
        )
        submits = action == "submit" and is_draft
        storable = forms.is_valid(complete=False)
        # What can be kept is kept, also when more is needed before it can be sent.
        if storable and is_draft and (forms.submission or not forms.is_blank):
            forms.submission = forms.submission or self.start(call, forms)
            self.apply(forms.submission, SubmissionEvent.SAVE, forms, now)
            forms.submission = self.fresh(forms.submission)
        if not is_draft and not call.is_open(now):
            return self.show(call, forms, closed=True)
        complete = submits or not is_draft
        if not storable or (complete and not forms.is_valid(complete=True)):
            return self.show(call, forms)
        if forms.submission is None:
            return self.show(call, forms, nothing=True)
        return self.finish(forms.submission, submits, is_draft, forms, now)

    def finish(self, submission, submits, is_draft, forms, now) -> HttpResponse:
        if submits:
            self.apply(submission, SubmissionEvent.SUBMIT, forms, now)
            self.say_submitted()
        elif is_draft:
            messages.success(
                self.request, _("The draft is saved. It is not submitted yet.")
            )
            return redirect("conference:edit", code=submission.code)
        else:
            self.apply(submission, SubmissionEvent.SAVE, forms, now)
            messages.success(self.request, _("Your changes are saved."))
        return redirect("conference:submission", code=submission.code)

    def say_submitted(self) -> None:
        messages.success(
            self.request,
            _("Your paper is submitted. We have sent you a receipt by e-mail."),
        )

    def typed(self, submission: Submission | None, action: str) -> SubmissionForms:
        return SubmissionForms(
            submission, data=self.request.POST, files=self.request.FILES, move=action
        )

    def start(self, call: Call, forms: SubmissionForms) -> Submission:
        return operations.start_submission(
            call=call, submitter=self.request.user, form_key=forms.form_key
        )

    def fresh(self, submission: Submission) -> Submission:
        return Submission.objects.for_display().get(pk=submission.pk)

    def apply(self, submission, event, forms: SubmissionForms, now: datetime) -> None:
        operations.apply(
            submission=submission,
            event=event,
            actor=self.request.user,
            now=now,
            content=forms.content,
        )

    def keep_file(
        self, submission: Submission, file: UploadedFile, now: datetime
    ) -> list[str]:
        """Keep the file; return why it was refused, or nothing."""
        try:
            operations.add_manuscript(
                submission=submission,
                file=file,
                filename=file.name,
                actor=self.request.user,
                now=now,
            )
        except UploadRefused as refusal:
            return [
                f"{finding.message} {finding.remedy}".strip()
                for finding in refusal.findings
            ]
        except CallIsClosed:
            return [_("The deadline has passed: the file was not taken.")]
        return []


class SubmitView(FormView):
    """A new submission to a call."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        calls = Call.objects.published(timezone.now()).prefetch_related("texts")
        self.call = get_object_or_404(calls, slug=kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, slug: str) -> HttpResponse:
        if not self.call.is_open(timezone.now()):
            return redirect("conference:call", slug=slug)
        return self.show(self.call, SubmissionForms(None, data=self.typed_before()))

    def post(self, request, slug: str) -> HttpResponse:
        forms = self.typed(None, "")
        sent_before = (
            Submission.objects.filter(submitter=request.user, form_key=forms.form_key)
            .for_display()
            .first()
        )
        if sent_before and sent_before.state != SubmissionState.DRAFT:
            return redirect("conference:submission", code=sent_before.code)
        return self.receive(self.call, sent_before)


class EditView(FormView):
    """A draft, or a submission before the deadline."""

    def get(self, request, code: str) -> HttpResponse:
        submission = self.own_submission()
        now = timezone.now()
        if not permissions.may(request.user, submission, SubmissionEvent.SAVE, now):
            return redirect("conference:submission", code=code)
        forms = SubmissionForms(submission, data=self.typed_before())
        return self.show(submission.call, forms)

    def post(self, request, code: str) -> HttpResponse:
        submission = self.own_submission()
        if submission.state not in {SubmissionState.DRAFT, SubmissionState.SUBMITTED}:
            messages.warning(request, _("The submission has changed in the meantime."))
            return redirect("conference:submission", code=code)
        return self.receive(submission.call, submission)
