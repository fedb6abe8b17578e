"""What belongs to one submission: receipts, versions side by side, approvals."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.conference import operations, permissions, queries
from cms.conference.differences import compare
from cms.conference.enums import Role
from cms.conference.exceptions import TextOvertaken
from cms.conference.models import Submission
from cms.conference.views.desk import Desk
from cms.conference.views.files import private_file


class ReceiptView(Desk):
    """The PDF of a receipt, for whoever got it and for editors."""

    def get(self, request, code: str, uuid) -> FileResponse:
        submission = self.submission()
        receipt = get_object_or_404(submission.receipts, uuid=uuid)
        if not receipt.pdf:
            receipt = operations.make_receipt(receipt_id=receipt.pk)
        return private_file(receipt.pdf, f"{submission.code}.pdf")


class DifferenceView(Desk):
    """What is new between two versions of the file, as prose."""

    def get(self, request, code: str, old: int, new: int) -> HttpResponse:
        submission = self.submission()
        versions = {one.version: one for one in submission.manuscripts.all()}
        if old not in versions or new not in versions or old >= new:
            raise Http404
        pair = [versions[old], versions[new]]
        readings = [queries.reading(one) for one in pair]
        waits = any(one is None or not one.is_finished for one in readings)
        if waits:
            operations.read_again(manuscripts=pair)
        unread = not waits and any(not one.said for one in readings)
        changes = []
        if not waits and not unread:
            changes = compare(readings[0].passages, readings[1].passages)
        context = {
            "submission": submission,
            "old": pair[0],
            "new": pair[1],
            "waits": waits,
            "unread": unread,
            "changes": changes,
            "changed": [one for one in changes if one.kind != "same"],
        }
        return render(request, "conference/difference.html", context)


class ApproveTextView(Desk):
    """The author approves a translation, as it was shown."""

    http_method_names = ["post", "options"]

    def post(self, request, code: str, into: str) -> HttpResponse:
        submission = self.submission()
        if Role.OWNER not in permissions.roles_of(request.user, submission):
            raise Http404
        try:
            operations.approve_text(
                submission=submission,
                language=into,
                seen=request.POST.get("seen", ""),
                actor=request.user,
                now=timezone.now(),
            )
        except TextOvertaken:
            messages.warning(
                request,
                _("The translation has changed in the meantime. Read it once more."),
            )
        else:
            messages.success(request, _("You have approved the translation."))
        return redirect("conference:submission", code=code)


class TellCoauthorView(Desk):
    """Writes to one co-author once more."""

    http_method_names = ["post", "options"]

    def post(self, request, code: str, pk: int) -> HttpResponse:
        submission: Submission = self.submission()
        if Role.OWNER not in permissions.roles_of(request.user, submission):
            raise Http404
        author = get_object_or_404(
            submission.authors.exclude(email="").filter(
                confirmed_at=None, denied_at=None
            ),
            pk=pk,
        )
        if submission.submitted_at is None:
            raise Http404
        operations.tell_coauthor(author=author, now=timezone.now())
        messages.success(request, _("The co-author gets a new link by e-mail."))
        return redirect("conference:submission", code=code)
