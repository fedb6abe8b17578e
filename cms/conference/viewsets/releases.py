"""Staged decisions: counted, previewed, released together, and undone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin.viewsets.base import ViewSet

from cms.conference import operations, permissions, queries
from cms.conference.exceptions import (
    ConferenceError,
    ReleaseTooLate,
    SelectionChanged,
)
from cms.conference.models import Call, Release
from cms.conference.viewsets.addresses import EditorsMenuItem, inspect_url

SECONDS_BETWEEN_LOOKS = 10
PROBLEMS = {
    "DecisionIsGone": gettext_lazy("the decision was taken back meanwhile"),
    "TransitionImpossible": gettext_lazy("the paper is in another state meanwhile"),
    "NotAllowed": gettext_lazy("whoever released it may not decide on this paper"),
    "ReasonMissing": gettext_lazy("a reason is missing"),
}
OTHER_PROBLEM = gettext_lazy("what the decision needs is not there any more")


class ReleaseDeskView(View):
    """For editors alone."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if not permissions.is_editor(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def staged(self, call: str):
        found = queries.staged_decisions(self.request.user)
        return found.filter(submission__call__slug=call) if call else found


class StagedView(ReleaseDeskView):
    """Everything that waits, and what is leaving."""

    def get(self, request) -> HttpResponse:
        operations.release_due(now=timezone.now())
        call = request.GET.get("call", "")
        staged = list(self.staged(call))
        texts = queries.mails_of(staged)
        leaving = list(Release.objects.pending().select_related("asked_by"))
        looks_again = bool(leaving) and "still" not in request.GET
        title = _("Decisions")
        context = {
            "rows": [
                {
                    "decision": decision,
                    "url": inspect_url(decision.submission),
                    "mail": texts.get(decision.hold),
                }
                for decision in staged
            ],
            "free": [each for each in staged if each.release_id is None],
            "counts": queries.counted_verdicts(staged),
            "call": call,
            "calls": Call.objects.prefetch_related("texts"),
            "leaving": leaving,
            "looks_again": looks_again,
            "failures": [
                {**failure, "words": PROBLEMS.get(failure["problem"], OTHER_PROBLEM)}
                for release in queries.releases_with_failures(request.user)
                for failure in release.failures
            ],
            "breadcrumbs_items": [{"url": "", "label": title}],
            "header_title": title,
            "header_icon": "check",
        }
        response = render(request, "conference/admin/staged.html", context)
        if looks_again:
            response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response


class ReleaseView(ReleaseDeskView):
    """Releases the decisions that the page has shown."""

    http_method_names = ["post"]

    def post(self, request) -> HttpResponse:
        shown = [int(pk) for pk in request.POST.getlist("decision") if pk.isdecimal()]
        mine = set(self.staged("").values_list("pk", flat=True))
        try:
            if not set(shown) <= mine:
                raise SelectionChanged
            release = operations.release_decisions(
                decisions=shown, actor=request.user, now=timezone.now()
            )
        except ConferenceError:
            messages.warning(
                request,
                _("The decisions have changed in the meantime. Please look again."),
            )
        else:
            words = ngettext(
                "%(count)s decision becomes known in a minute.",
                "%(count)s decisions become known in a minute.",
                release.size,
            )
            messages.success(request, words % {"count": release.size})
        return redirect("decisions:index")


class UndoView(ReleaseDeskView):
    http_method_names = ["post"]

    def post(self, request, pk: int) -> HttpResponse:
        release = get_object_or_404(Release, pk=pk)
        try:
            operations.undo_release(
                release=release, actor=request.user, now=timezone.now()
            )
        except ReleaseTooLate:
            messages.error(
                request, _("The minute is over: the decisions are known already.")
            )
        else:
            messages.success(request, _("Undone. The decisions are staged as before."))
        return redirect("decisions:index")


class WithdrawDecisionView(ReleaseDeskView):
    http_method_names = ["post"]

    def post(self, request, pk: int) -> HttpResponse:
        decision = get_object_or_404(self.staged(""), pk=pk)
        try:
            operations.withdraw_decision(
                decision=decision, actor=request.user, now=timezone.now()
            )
        except ConferenceError:
            messages.warning(
                request,
                _("The decisions have changed in the meantime. Please look again."),
            )
        else:
            messages.success(request, _("The staged decision is taken back."))
        return redirect("decisions:index")


class DecisionViewSet(ViewSet):
    name = "decisions"
    icon = "check"
    menu_label = gettext_lazy("Decisions")
    menu_name = "decisions"
    menu_item_class = EditorsMenuItem

    @property
    def menu_url(self) -> str:
        return reverse("decisions:index")

    def get_urlpatterns(self) -> list:
        return [
            path("", StagedView.as_view(), name="index"),
            path("release/", ReleaseView.as_view(), name="release"),
            path("undo/<int:pk>/", UndoView.as_view(), name="undo"),
            path("<int:pk>/withdraw/", WithdrawDecisionView.as_view(), name="withdraw"),
        ]
