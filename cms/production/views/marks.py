"""Recommendations that an author marks in the paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.conference.exceptions import NotAllowed
from cms.conference.models import Submission
from cms.conference.views.desk import Desk
from cms.production import operations, permissions, queries
from cms.production.exceptions import AnsweredAlready, PassageUnknown
from cms.production.forms import MarkForm


class MarksView(Desk):
    """The paragraphs of the paper to choose from, and what is marked already."""

    def get(self, request, code: str) -> HttpResponse:
        submission = self.paper()
        chosen = request.GET.get("anchor", "")
        passages = queries.passages_of(submission)
        return self.show(
            submission, passages, MarkForm(passages, initial={"anchor": chosen})
        )

    def post(self, request, code: str) -> HttpResponse:
        submission = self.paper()
        if "withdraw" in request.POST:
            self.withdraw(submission)
            return redirect("production:marks", code=code)
        passages = queries.passages_of(submission)
        form = MarkForm(passages, request.POST)
        if form.is_valid():
            try:
                operations.mark(
                    submission=submission,
                    actor=request.user,
                    now=timezone.now(),
                    **form.cleaned_data,
                )
            except PassageUnknown:
                form.add_error(
                    "anchor", _("The paper has changed. Choose the paragraph again.")
                )
            else:
                messages.success(request, _("The recommendation is with the editors."))
                return redirect("production:marks", code=code)
        return self.show(submission, passages, form)

    def paper(self) -> Submission:
        submission = self.submission()
        if not permissions.may_mark(self.request.user, submission):
            raise Http404
        return submission

    def withdraw(self, submission: Submission) -> None:
        number = self.request.POST["withdraw"]
        known = submission.recommendation_marks.all()
        if not (number.isascii() and number.isdigit()):
            raise Http404
        try:
            operations.withdraw_mark(
                mark=get_object_or_404(known, pk=number), actor=self.request.user
            )
        except NotAllowed as refused:
            raise Http404 from refused
        except AnsweredAlready:
            messages.info(self.request, _("The editors have taken it over already."))
        else:
            messages.success(self.request, _("The recommendation is taken back."))

    def show(self, submission: Submission, passages, form: MarkForm) -> HttpResponse:
        context = {
            "submission": submission,
            "form": form,
            # Headings stand between the paragraphs, to find one's way.
            "passages": passages,
            "chosen": form["anchor"].value(),
            "marks": queries.marks_offered(submission),
        }
        return render(self.request, "production/marks.html", context)
