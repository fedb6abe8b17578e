"""Editors assign, open, cancel, ask back, mark and waive: always on POST."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.conference import operations as conference
from cms.conference.enums import SubmissionEvent
from cms.conference.exceptions import ConferenceError
from cms.reviewing import operations, permissions
from cms.reviewing.enums import NEVER_OVERRULED, ReviewEvent
from cms.reviewing.exceptions import ConflictOfInterest
from cms.reviewing.forms import ReasonForm
from cms.reviewing.models import Assignment, Review, Reviewer
from cms.reviewing.viewsets.addresses import paper_url
from cms.reviewing.viewsets.base import EditorView, explain


class AskingView(EditorView):
    """Asks for a reason on GET, acts on POST."""

    def ask(self, paper, form: ReasonForm, *, title: str, said: str, serious=False):
        context = {
            "form": form,
            "paper": paper,
            "said": said,
            "label": title,
            "is_serious": serious,
            "back_url": paper_url(paper),
        }
        return self.show(
            "reason.html", context, title=title, way=[self.way_to(paper), ("", title)]
        )


class AssignView(AskingView):
    """Gives a paper to a person; asks for a reason when there may be a conflict."""

    def post(self, request, pk: int, reviewer: int) -> HttpResponse:
        paper = self.paper(pk)
        person = get_object_or_404(Reviewer.objects.active(), pk=reviewer)
        form = ReasonForm(request.POST) if "reason" in request.POST else None
        if form is not None and not form.is_valid():
            return self.why(paper, person, form, "")
        try:
            operations.assign(
                submission=paper,
                reviewer=person,
                actor=request.user,
                now=timezone.now(),
                overrule=form.cleaned_data["reason"] if form else "",
            )
        except ConflictOfInterest as problem:
            if NEVER_OVERRULED & set(problem.kinds):
                self.refuse(problem)
            else:
                return self.why(paper, person, ReasonForm(), explain(problem))
        except ConferenceError as problem:
            self.refuse(problem)
        else:
            messages.success(
                request, _("%(name)s is assigned.") % {"name": person.name}
            )
        return redirect(paper_url(paper))

    def why(self, paper, person: Reviewer, form: ReasonForm, said: str) -> HttpResponse:
        title = _("Assign %(name)s all the same") % {"name": person.name}
        return self.ask(paper, form, title=title, said=said, serious=True)


class ActView(AskingView):
    """Cancels a review, or asks something about one."""

    TITLES = {
        ReviewEvent.CANCEL: gettext_lazy("Cancel the review"),
        ReviewEvent.RETURN: gettext_lazy("Return the review with a question"),
    }

    def dispatch(self, request, *args, event: str, **kwargs) -> HttpResponse:
        if event not in self.TITLES:
            raise Http404
        self.event = ReviewEvent(event)
        return super().dispatch(request, *args, **kwargs)

    def assignment(self, uuid) -> Assignment:
        rows = Assignment.objects.visible_to(self.request.user).select_related(
            "submission__call", "reviewer"
        )
        found = get_object_or_404(rows, uuid=uuid)
        if not permissions.oversees(self.request.user, found.submission):
            raise Http404
        return found

    def get(self, request, uuid) -> HttpResponse:
        return self.why(self.assignment(uuid), ReasonForm())

    def post(self, request, uuid) -> HttpResponse:
        found, form = self.assignment(uuid), ReasonForm(request.POST)
        if not form.is_valid():
            return self.why(found, form)
        try:
            operations.apply(
                assignment=found,
                event=self.event,
                actor=request.user,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except ConferenceError as problem:
            self.refuse(problem)
        else:
            messages.success(request, _("Done. The mail to the reviewer is a draft."))
        return redirect(paper_url(found.submission))

    def why(self, found: Assignment, form: ReasonForm) -> HttpResponse:
        said = {
            ReviewEvent.CANCEL: _("The reviewer is told that it is not needed."),
            ReviewEvent.RETURN: _("The reviewer reads what you write here."),
        }
        return self.ask(
            found.submission,
            form,
            title=str(self.TITLES[self.event]),
            said=f"{found.reviewer.name}. {said[self.event]}",
            serious=self.event == ReviewEvent.CANCEL,
        )


class OpenView(EditorView):
    """Opens the first or the next round."""

    def post(self, request, pk: int, event: str) -> HttpResponse:
        if event not in {SubmissionEvent.OPEN_REVIEW, SubmissionEvent.REOPEN_REVIEW}:
            raise Http404
        paper = self.paper(pk)
        try:
            conference.apply(
                submission=paper,
                event=SubmissionEvent(event),
                actor=request.user,
                now=timezone.now(),
            )
        except ConferenceError as problem:
            self.refuse(problem)
        else:
            messages.success(
                request,
                _("The review is open. The invitations are drafts in the outbox."),
            )
        return redirect(paper_url(paper))


class ShowView(EditorView):
    """Marks a review for the author, or takes the mark away."""

    def post(self, request, pk: int) -> HttpResponse:
        rows = Review.objects.visible_to(request.user).select_related(
            "assignment__submission"
        )
        review = get_object_or_404(rows, pk=pk)
        try:
            operations.show_to_author(
                review=review,
                shown=request.POST.get("shown") == "yes",
                actor=request.user,
                now=timezone.now(),
            )
        except ConferenceError as problem:
            self.refuse(problem)
        else:
            messages.success(request, _("Your choice is kept."))
        return redirect(paper_url(review.assignment.submission))


class WaiveView(AskingView):
    """A chief editor has the paper decided with fewer reviews."""

    def get(self, request, pk: int) -> HttpResponse:
        return self.why(self.own(pk), ReasonForm())

    def post(self, request, pk: int) -> HttpResponse:
        paper, form = self.own(pk), ReasonForm(request.POST)
        if not form.is_valid():
            return self.why(paper, form)
        try:
            operations.waive_reviews(
                submission=paper,
                reason=form.cleaned_data["reason"],
                actor=request.user,
                now=timezone.now(),
            )
        except ConferenceError as problem:
            self.refuse(problem)
        else:
            messages.success(
                request, _("The paper can be decided with the reviews that are there.")
            )
        return redirect(paper_url(paper))

    def own(self, pk: int):
        paper = self.paper(pk)
        if not permissions.may_waive(self.request.user, paper):
            raise Http404
        return paper

    def why(self, paper, form: ReasonForm) -> HttpResponse:
        return self.ask(
            paper,
            form,
            title=_("Decide with fewer reviews"),
            said=_("The reason is kept in the history of the reviews."),
            serious=True,
        )
