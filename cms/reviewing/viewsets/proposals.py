"""One click proposes who reviews what; a second one takes it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.conference.enums import ReviewMode
from cms.conference.models import Call
from cms.reviewing import operations
from cms.reviewing.matching import MOST_KEYWORDS, POINTS_PER_KEYWORD
from cms.reviewing.operations import Proposal
from cms.reviewing.viewsets.addresses import board_url
from cms.reviewing.viewsets.base import EditorView

MOST_PAIRS = 2000


class ProposalView(EditorView):
    """Shows the proposal on GET; assigns the ticked lines on POST."""

    def dispatch(self, request, pk: int, **kwargs) -> HttpResponse:
        calls = Call.objects.exclude(review_mode=ReviewMode.EDITORS)
        self.call = get_object_or_404(calls.prefetch_related("texts"), pk=pk)
        return super().dispatch(request, **kwargs)

    def get(self, request) -> HttpResponse:
        plan = operations.propose(call=self.call, editor=request.user)
        title = _("Proposed assignment")
        context = {
            "call": self.call,
            "plan": plan,
            "points": POINTS_PER_KEYWORD,
            "most": MOST_KEYWORDS,
            "back_url": board_url(),
        }
        return self.show(
            "propose.html", context, title=title, way=[("", f"{title}: {self.call}")]
        )

    def post(self, request) -> HttpResponse:
        pairs = [
            Proposal(submission=int(paper), reviewer=int(person))
            for paper, _colon, person in (
                pair.partition(":")
                for pair in request.POST.getlist("pair")[:MOST_PAIRS]
            )
            if paper.isdecimal() and person.isdecimal()
        ]
        made, left = operations.take_proposal(
            pairs=pairs, actor=request.user, now=timezone.now()
        )
        messages.success(
            request,
            ngettext(
                "%(count)d review is assigned.",
                "%(count)d reviews are assigned.",
                len(made),
            )
            % {"count": len(made)},
        )
        if left:
            messages.warning(
                request,
                ngettext(
                    "%(count)d line was left out: something has changed meanwhile.",
                    "%(count)d lines were left out: something has changed meanwhile.",
                    len(left),
                )
                % {"count": len(left)},
            )
        return redirect(board_url())
