"""All papers that are reviewed, and one of them with everything about it."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.conference import permissions as conference
from cms.conference.enums import ReviewMode, SubmissionEvent, SubmissionState
from cms.conference.models import Call
from cms.conference.views.files import private_file
from cms.reviewing import conflicts, permissions, projections, queries
from cms.reviewing.enums import NEVER_OVERRULED, ReviewEvent, ReviewState
from cms.reviewing.models import Assignment, LogEntry, Review, Reviewer, ReviewWaiver
from cms.reviewing.operations.proposing import reads, shared_words
from cms.reviewing.viewsets.addresses import act_url, paper_url, proposal_url
from cms.reviewing.viewsets.base import EditorView

ON_A_PAGE = 50
MOST_CANDIDATES = 100
OPENINGS = {
    SubmissionEvent.OPEN_REVIEW: gettext_lazy("Open the review"),
    SubmissionEvent.REOPEN_REVIEW: gettext_lazy("Open the next round"),
}


class BoardView(EditorView):
    """Where every paper stands, and what is missing or late."""

    def get(self, request) -> HttpResponse:
        now = timezone.now()
        papers = queries.board(request.user)
        calls = Call.objects.exclude(review_mode=ReviewMode.EDITORS).prefetch_related(
            "texts"
        )
        chosen = request.GET.get("call", "")
        if chosen.isdecimal():
            papers = papers.filter(call=int(chosen))
        page = Paginator(papers, ON_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "page_obj": page,
            "calls": calls,
            "chosen": chosen,
            "proposals": [{"call": call, "url": proposal_url(call)} for call in calls],
            "rows": [
                {
                    "paper": paper,
                    "url": paper_url(paper),
                    "standing": queries.standing(paper, now),
                }
                for paper in page
            ],
        }
        return self.show("board.html", context, title=_("Reviews"))


class PaperView(EditorView):
    """One paper: its reviewers, their reviews, and who else might be asked."""

    def get(self, request, pk: int) -> HttpResponse:
        paper, now = self.paper(pk), timezone.now()
        may_choose = paper.state in permissions.CHOOSING
        context = {
            "paper": paper,
            "standing": queries.standing(paper, now),
            "is_double": paper.call.review_mode == ReviewMode.DOUBLE,
            "rendition": queries.rendition_for_review(paper, paper.manuscript),
            "findings": queries.anonymity_findings(paper),
            "tasks": self.tasks(paper, now),
            "reviews": self.reviews(paper),
            "candidates": self.candidates(paper) if may_choose else [],
            "searched": request.GET.get("q", ""),
            "may_choose": may_choose,
            "openings": [
                {"event": event.value, "label": label}
                for event, label in OPENINGS.items()
                if conference.may(request.user, paper, event, now)
            ],
            "may_waive": permissions.may_waive(request.user, paper)
            and paper.state == SubmissionState.IN_REVIEW,
            "waivers": ReviewWaiver.objects.filter(submission=paper).select_related(
                "given_by"
            ),
            "log": LogEntry.objects.filter(assignment__submission=paper)
            .select_related("actor", "assignment__reviewer")
            .order_by("-at", "-pk"),
        }
        return self.show(
            "paper.html", context, title=str(paper), way=[("", str(paper))]
        )

    def tasks(self, paper, now) -> list[dict]:
        rows = (
            Assignment.objects.visible_to(self.request.user)
            .filter(submission=paper)
            .select_related("reviewer", "submission__call", "submission__submitter")
            .prefetch_related("submission__authors")
        )
        return [
            {
                "row": row,
                "is_late": permissions.is_late(row, now),
                "cancel_url": act_url(row, ReviewEvent.CANCEL)
                if permissions.may(self.request.user, row, ReviewEvent.CANCEL)
                else "",
                "return_url": act_url(row, ReviewEvent.RETURN)
                if permissions.may(self.request.user, row, ReviewEvent.RETURN)
                else "",
            }
            for row in rows
        ]

    def reviews(self, paper) -> list[dict]:
        rows = (
            Review.objects.visible_to(self.request.user)
            .filter(
                assignment__submission=paper,
                assignment__state=ReviewState.SUBMITTED,
            )
            .select_related("assignment__reviewer")
            .prefetch_related("scores__criterion__texts")
            .order_by("assignment__round", "assignment__submitted_at")
        )
        return [
            {"pk": row.pk, "row": row, "seen": projections.review_for_editor(row)}
            for row in rows
        ]

    def candidates(self, paper) -> list[dict]:
        """Return who might be asked: without conflicts, fitting and free first."""
        busy = {task.reviewer_id for task in paper.tasks if self.is_taken(paper, task)}
        people = Reviewer.objects.active().with_load().exclude(pk__in=busy)
        for word in self.request.GET.get("q", "").split():
            people = people.filter_words(word)
        people = list(people[:MOST_CANDIDATES])
        found = conflicts.between([paper], people)
        rows = [
            {
                "person": person,
                "shared": shared_words(paper, person),
                "reads": reads(person, paper),
                "conflicts": found.of(paper, person),
                "barred": bool(NEVER_OVERRULED & set(found.of(paper, person))),
                "is_full": person.open_reviews >= person.capacity,
            }
            for person in people
        ]
        return sorted(rows, key=_suits)

    def is_taken(self, paper, task: Assignment) -> bool:
        standing = queries.standing(paper, timezone.now())
        again = {ReviewState.DECLINED, ReviewState.EXPIRED, ReviewState.CANCELLED}
        return task.round == standing.round and task.state not in again


def _suits(row: dict) -> tuple:
    person = row["person"]
    return (
        bool(row["conflicts"]),
        not row["reads"],
        row["is_full"],
        -len(row["shared"]),
        person.open_reviews,
        person.name,
        person.pk,
    )


class BlindPdfView(EditorView):
    """The paper exactly as its reviewers get it."""

    def get(self, request, pk: int) -> FileResponse:
        paper = self.paper(pk)
        rendition = queries.rendition_for_review(paper, paper.manuscript)
        if rendition is None or not rendition.pdf:
            raise Http404
        return private_file(rendition.pdf, "paper.pdf")
