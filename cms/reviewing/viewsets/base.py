"""What the editors' pages of reviews share."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.generic import View

from cms.conference.exceptions import ConferenceError
from cms.conference.permissions import is_editor
from cms.reviewing import queries
from cms.reviewing.exceptions import (
    AlreadyAssigned,
    BlindPaperMissing,
    ConflictOfInterest,
    ReviewersMissing,
    ReviewsMissing,
)
from cms.reviewing.viewsets.addresses import board_url, paper_url


class EditorView(View):
    """For editors, and about papers that are not their own."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if not is_editor(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def paper(self, pk: int):
        return get_object_or_404(queries.board(self.request.user), pk=pk)

    def show(
        self,
        template: str,
        context: dict,
        *,
        title: str,
        way: Sequence[tuple[str, str]] = (),
    ) -> HttpResponse:
        crumbs = [("", _("Reviews")), *way]
        if way:
            crumbs[0] = (board_url(), _("Reviews"))
        context = {
            **context,
            "breadcrumbs_items": [
                {"url": url, "label": label} for url, label in crumbs
            ],
            "header_title": title,
            "header_icon": "list-ul",
        }
        return render(self.request, f"reviewing/admin/{template}", context)

    def way_to(self, submission) -> tuple[str, str]:
        return paper_url(submission), str(submission)

    def refuse(self, problem: ConferenceError) -> None:
        messages.error(self.request, explain(problem))


def explain(problem: ConferenceError) -> str:
    """Say what stands in the way, and what to do."""
    if isinstance(problem, ReviewsMissing):
        return _(
            "There are %(have)d of %(need)d reviews. A chief editor can decide with "
            "fewer, for a reason."
        ) % {"have": problem.have, "need": problem.need}
    if isinstance(problem, ConflictOfInterest):
        return _("This person has a conflict of interest: %(kinds)s.") % {
            "kinds": ", ".join(str(kind.label) for kind in problem.kinds)
        }
    words = {
        ReviewersMissing: _("Assign a reviewer first."),
        BlindPaperMissing: _(
            "The version without names is not ready yet. Wait a minute and try again; "
            "if it stays so, look at the findings of the paper."
        ),
        AlreadyAssigned: _("This person has the paper already in this round."),
    }
    return words.get(
        type(problem),
        _("The review has changed in the meantime. Nothing was done."),
    )
