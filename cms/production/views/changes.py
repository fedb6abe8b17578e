"""What the editors would like to change, for the author to accept or refuse."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.conference.exceptions import NotAllowed
from cms.conference.models import Submission
from cms.conference.views.desk import Desk
from cms.production import operations, queries
from cms.production.exceptions import AnsweredAlready, ChangeOutdated
from cms.production.forms import AnswerForm, changed_rows
from cms.production.models import EditorialChange


class ChangeView(Desk):
    """Shows the changes as differences; nothing changes without a POST."""

    def get(self, request, code: str) -> HttpResponse:
        return self.show(self.own_submission(), AnswerForm())

    def post(self, request, code: str) -> HttpResponse:
        submission = self.own_submission()
        change = queries.open_change(submission)
        form = AnswerForm(request.POST)
        if change is None or str(change.pk) != request.POST.get("change", ""):
            messages.warning(request, _("The changes are others by now. Look again."))
            return redirect("production:change", code=code)
        if not form.is_valid():
            return self.show(submission, form)
        try:
            self.answer(change, form)
        except NotAllowed as refused:
            raise Http404 from refused
        except ChangeOutdated:
            messages.warning(
                request,
                _(
                    "You have changed these words yourself in the meantime, so the "
                    "change does not fit any more. Refuse it; the editors will see."
                ),
            )
        except AnsweredAlready:
            messages.info(request, _("You have answered already."))
        return redirect("production:change", code=code)

    def answer(self, change: EditorialChange, form: AnswerForm) -> None:
        request, now = self.request, timezone.now()
        action = request.POST.get("action")
        if action == "accept":
            operations.accept_change(change=change, actor=request.user, now=now)
            messages.success(request, _("The changes are part of your paper now."))
        elif action == "refuse":
            answer = form.cleaned_data["answer"]
            operations.refuse_change(
                change=change, answer=answer, actor=request.user, now=now
            )
            messages.success(request, _("Your paper stays as it was."))
        else:
            raise Http404

    def show(self, submission: Submission, form: AnswerForm) -> HttpResponse:
        changes = [
            {"change": change, "rows": changed_rows(change)}
            for change in submission.editorial_changes.order_by("-proposed_at", "-pk")
        ]
        context = {
            "submission": submission,
            "open": queries.open_change(submission),
            "changes": changes,
            "form": form,
        }
        return render(self.request, "production/change.html", context)
