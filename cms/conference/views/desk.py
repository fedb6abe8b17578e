"""A speaker's own submissions."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from cms.conference import operations, panels, permissions, queries
from cms.conference.enums import Role, SubmissionEvent
from cms.conference.kinds import Step
from cms.conference.models import Call, Submission
from cms.conference.views.holding import actor_of, holder_of
from cms.press.queries import explained_findings

SECONDS_BETWEEN_LOOKS = 5
PARTIES = {Role.OWNER, Role.COAUTHOR, Role.EDITOR}


def pairs_of(submission: Submission) -> list[dict]:
    """Return the versions, newest first, each with the one before it."""
    versions = list(submission.manuscripts.all())
    before = [None, *versions]
    pairs = zip(versions, before, strict=False)
    return [{"new": new, "old": old} for new, old in reversed(list(pairs))]


@method_decorator(never_cache, "dispatch")
class Desk(LoginRequiredMixin, View):
    """A page for people who are signed in; what is not theirs does not exist."""

    def submission(self, **narrower) -> Submission:
        """Return the submission of the address, or answer 404."""
        mine = Submission.objects.visible_to(self.request.user).filter(**narrower)
        return get_object_or_404(mine.for_display(), code=self.kwargs["code"])

    def own_submission(self) -> Submission:
        return self.submission(submitter=self.request.user)


@method_decorator(never_cache, "dispatch")
class PreviewDesk(Desk):
    """A page of the preview, also for the holder of a draft without an account."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        self.actor = actor_of(request)
        if not self.actor.is_authenticated and not self.held().exists():
            return self.handle_no_permission()
        return View.dispatch(self, request, *args, **kwargs)

    def held(self) -> QuerySet[Submission]:
        drafts = Submission.objects.held_by(holder_of(self.request).digest)
        return drafts.filter(code=self.kwargs["code"])

    def submission(self, **narrower) -> Submission:
        if self.actor.is_authenticated:
            return super().submission(**narrower)
        return get_object_or_404(self.held().for_display())

    def way_back(self, submission: Submission) -> str:
        """Return the page from which people come to the preview."""
        name = "submission" if self.actor.is_authenticated else f"edit_{Step.FILE}"
        return reverse(f"conference:{name}", kwargs={"code": submission.code})


class MineView(Desk):
    def get(self, request) -> HttpResponse:
        mine = Submission.objects.written_by(request.user)
        now = timezone.now()
        calls = Call.objects.filter(opens_at__lte=now, submit_by__gte=now)
        context = {
            "submissions": mine.for_display(),
            "open_calls": calls.prefetch_related("texts"),
        }
        return render(request, "conference/mine.html", context)


class SubmissionView(Desk):
    def get(self, request, code: str) -> HttpResponse:
        now = timezone.now()
        # The worker may be away when decisions become known.
        operations.release_due(now=now)
        submission = self.submission()
        rendition = queries.rendition_of(submission)
        roles = permissions.roles_of(request.user, submission)
        is_owner = Role.OWNER in roles
        context = {
            "submission": submission,
            "rendition": rendition,
            "findings": explained_findings(rendition) if rendition else [],
            "is_owner": is_owner,
            "reply": queries.reply_to(submission.decision),
            "texts": [text for text in submission.texts.all() if not text.is_empty],
            "source": submission.source_text,
            "pairs": pairs_of(submission),
            "receipts": submission.receipts.all() if roles & PARTIES else [],
            "can_edit": bool(roles & {Role.OWNER, Role.COAUTHOR})
            and permissions.may(request.user, submission, SubmissionEvent.SAVE, now),
            "can_withdraw": is_owner
            and permissions.may(
                request.user, submission, SubmissionEvent.WITHDRAW, now
            ),
            "call_is_open": submission.call.is_open(now),
            "panels": panels.shown(
                panels.Page.SUBMISSION, submission, request.user, now
            ),
        }
        context["waiting"] = bool(submission.manuscript) and not (
            rendition and rendition.is_finished
        )
        context["looks_again"] = context["waiting"] and "still" not in request.GET
        response = render(request, "conference/submission.html", context)
        if context["looks_again"]:
            response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response
