"""The final version of a file, as its author uploads it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import (
    CallIsClosed,
    ConferenceError,
    SubmissionIncomplete,
    UploadRefused,
)
from cms.conference.models import Submission
from cms.conference.permissions import may
from cms.conference.views.desk import Desk
from cms.production import operations
from cms.production.forms import FileForm


class FinalVersionView(Desk):
    """Takes the file; the preview shows at once how the book sets it."""

    def get(self, request, code: str) -> HttpResponse:
        return self.show(self.paper(), FileForm())

    def post(self, request, code: str) -> HttpResponse:
        submission = self.paper()
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(submission, form)
        file = form.cleaned_data["file"]
        try:
            operations.add_final_version(
                submission=submission,
                file=file,
                filename=file.name,
                actor=request.user,
                now=timezone.now(),
            )
        except UploadRefused as refused:
            for finding in refused.findings:
                form.add_error("file", f"{finding.message} {finding.remedy}")
        except CallIsClosed:
            form.add_error("file", _("The day for final versions has passed."))
        except SubmissionIncomplete:
            form.add_error("file", _("Complete the submission first."))
        except ConferenceError:
            form.add_error("file", _("The submission has changed in the meantime."))
        if form.errors:
            return self.show(submission, form)
        messages.success(request, _("The final version is here, and is being set."))
        return redirect("conference:typeset", code=code)

    def paper(self) -> Submission:
        submission = self.submission()
        if submission.state != SubmissionState.CONFIRMED:
            raise Http404
        return submission

    def show(self, submission: Submission, form: FileForm) -> HttpResponse:
        user, now = self.request.user, timezone.now()
        context = {
            "submission": submission,
            "form": form,
            "is_open": may(user, submission, SubmissionEvent.SAVE, now),
        }
        return render(self.request, "production/final_version.html", context)
