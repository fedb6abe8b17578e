"""One review: read, answered, written."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.reviewing import operations, projections
from cms.reviewing.enums import ReviewEvent
from cms.reviewing.exceptions import (
    NotTheirs,
    ReviewChanged,
    ReviewIncomplete,
    ReviewIsOver,
    StepImpossible,
)
from cms.reviewing.forms import ConflictForm, DeclineForm, ReviewForm
from cms.reviewing.models import Assignment, Review


class Task:
    """What the pages of a review share, whoever stands before the door.

    A door gives `viewer`, and `address(name)` for the pages behind it.
    """

    viewer: object

    def assignment(self, **narrower) -> Assignment:
        """Return the review of the address, or answer 404."""
        rows = Assignment.objects.visible_to(self.viewer).for_display()
        found = get_object_or_404(rows, **narrower)
        if not projections.is_reviewer(self.viewer, found):
            # Editors read reviews on their own desk, not as the reviewer.
            raise Http404
        return found


class TaskPage(Task):
    """Shows the review on GET; answers, saves and sends on POST."""

    def show(
        self, assignment: Assignment, *, status: int = 200, **forms
    ) -> HttpResponse:
        seen = projections.task(assignment, self.viewer, timezone.now())
        context = {
            "task": seen,
            "decline": forms.get("decline") or DeclineForm(),
            "conflict": forms.get("conflict") or ConflictForm(),
            "answering": forms.get("answering", ""),
            "address": {
                name: self.address(name) for name in ("task", "paper", "paper_pdf")
            },
            "by_link": self.by_link,
            "may_claim": self.may_claim(assignment),
        }
        if "save" in seen.may:
            context["form"] = forms.get("form") or ReviewForm(assignment)
            context["form"].prepare_display()
            context["overtaken"] = forms.get("overtaken")
        elif assignment.submitted_at and hasattr(assignment, "review"):
            context["review"] = projections.own_review(assignment.review)
        for name in ("decline", "conflict"):
            context[name].prepare_display()
        return render(self.request, "reviewing/task.html", context, status=status)

    def receive(self, assignment: Assignment) -> HttpResponse:
        """Do what the button says; a page that is out of date is told so."""
        action = self.request.POST.get("action", "")
        acts = {
            "accept": self.accept,
            "decline": self.decline,
            "conflict": self.declare,
            "save": self.save,
            "submit": self.submit,
            "claim": self.claim,
        }
        try:
            return acts.get(action, self.show)(assignment)
        except (NotTheirs, StepImpossible, ReviewIsOver):
            return self.too_late(assignment)

    def too_late(self, assignment: Assignment) -> HttpResponse:
        """Say that the review has moved on; show once more what was typed."""
        said = _(
            "This review has changed in the meantime, so nothing was saved. "
            "What you typed is shown below, so that you can copy it."
        )
        if self.wants_json:
            return JsonResponse({"message": said}, status=409)
        typed = [
            self.request.POST.get(name, "")
            for name in ("text_for_author", "text_for_editors", "reason", "conflict")
        ]
        context = {
            "said": said,
            "typed": [text for text in typed if text.strip()],
            "address": {"task": self.address("task")},
        }
        return render(self.request, "reviewing/too_late.html", context, status=409)

    def accept(self, assignment: Assignment) -> HttpResponse:
        self.apply(assignment, ReviewEvent.ACCEPT)
        messages.success(
            self.request, _("Thank you. You can read the paper and write now.")
        )
        return redirect(self.address("task"))

    def decline(self, assignment: Assignment) -> HttpResponse:
        form = DeclineForm(self.request.POST)
        if not form.is_valid():
            return self.show(assignment, decline=form, answering="decline", status=422)
        self.apply(
            assignment,
            ReviewEvent.DECLINE,
            reason=form.cleaned_data["reason"],
            suggestion=form.cleaned_data["suggestion"],
        )
        messages.success(self.request, _("Thank you for telling us."))
        return redirect(self.address("task"))

    def declare(self, assignment: Assignment) -> HttpResponse:
        form = ConflictForm(self.request.POST)
        if not form.is_valid():
            return self.show(
                assignment, conflict=form, answering="conflict", status=422
            )
        self.apply(
            assignment,
            ReviewEvent.DECLARE_CONFLICT,
            reason=form.cleaned_data["conflict"],
        )
        return render(self.request, "reviewing/conflict_declared.html")

    def save(self, assignment: Assignment) -> HttpResponse:
        form = ReviewForm(assignment, data=self.request.POST)
        if not form.is_valid():
            return self.refuse(assignment, form)
        try:
            review = operations.save_review(
                assignment=assignment,
                content=form.content,
                actor=self.viewer,
                now=timezone.now(),
            )
        except ReviewChanged:
            return self.overtaken(assignment, form)
        if self.wants_json:
            return self.saved_at(review)
        messages.success(self.request, _("Your review is saved, but not sent yet."))
        return redirect(self.address("task"))

    def submit(self, assignment: Assignment) -> HttpResponse:
        form = ReviewForm(assignment, data=self.request.POST)
        if not form.is_valid():
            return self.refuse(assignment, form)
        try:
            operations.submit_review(
                assignment=assignment,
                content=form.content,
                actor=self.viewer,
                now=timezone.now(),
            )
        except ReviewChanged:
            return self.overtaken(assignment, form)
        except ReviewIncomplete as refusal:
            # What can be kept is kept, also when more is needed before it can be sent.
            self.keep(assignment, form)
            form.require(refusal.missing)
            return self.refuse(assignment, form)
        messages.success(
            self.request, _("Your review is sent. Thank you for your work.")
        )
        return redirect(self.address("task"))

    def keep(self, assignment: Assignment, form: ReviewForm) -> None:
        review = operations.save_review(
            assignment=assignment,
            content=form.content,
            actor=self.viewer,
            now=timezone.now(),
        )
        form.at_revision(review)

    def refuse(self, assignment: Assignment, form: ReviewForm) -> HttpResponse:
        if self.wants_json:
            return JsonResponse(
                {"message": _("Not saved: look at the form.")}, status=422
            )
        return self.show(assignment, form=form, status=422)

    def overtaken(self, assignment: Assignment, form: ReviewForm) -> HttpResponse:
        """Show what another window saved beside what was typed in this one."""
        stored = Review.objects.get(assignment=assignment)
        if self.wants_json:
            said = _("Another window has saved this review. Save here to compare.")
            return JsonResponse({"message": said}, status=409)
        form.at_revision(stored)
        return self.show(
            assignment, form=form, overtaken=projections.own_review(stored), status=409
        )

    def claim(self, assignment: Assignment) -> HttpResponse:
        if not self.may_claim(assignment):
            raise NotTheirs
        operations.claim(
            assignment=assignment, link=self.viewer, user=self.request.user
        )
        messages.success(
            self.request, _("Your reviews are under your account from now on.")
        )
        return redirect("reviewing:mine")

    def may_claim(self, assignment: Assignment) -> bool:
        """Whether a link is open in the browser of somebody who is signed in."""
        user = self.request.user
        return (
            self.by_link
            and user.is_authenticated
            and assignment.reviewer.user_id is None
            and not hasattr(user, "reviewer")
        )

    @property
    def wants_json(self) -> bool:
        return self.request.accepts("application/json") and not self.request.accepts(
            "text/html"
        )

    def saved_at(self, review: Review) -> JsonResponse:
        moment = date_format(timezone.localtime(review.saved_at), "TIME_FORMAT")
        return JsonResponse(
            {
                "message": _("Saved at %(time)s.") % {"time": moment},
                "revision": review.revision,
            }
        )

    def apply(self, assignment: Assignment, event: ReviewEvent, **said: str) -> None:
        operations.apply(
            assignment=assignment,
            event=event,
            actor=self.viewer,
            now=timezone.now(),
            **said,
        )
