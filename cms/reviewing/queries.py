"""What is known of the reviews of a paper, and of the version that is read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from cms.conference.enums import ReviewMode, SubmissionEvent, SubmissionState
from cms.conference.models import HistoryEntry, Manuscript, Submission
from cms.conference.queries import paper_order
from cms.press.models import Rendition
from cms.press.orders import PaperOrder
from cms.press.queries import PressFinding, explained_findings
from cms.reviewing.enums import OPEN, ReviewState
from cms.reviewing.models import Assignment, ReviewWaiver

OPENINGS = (SubmissionEvent.OPEN_REVIEW, SubmissionEvent.REOPEN_REVIEW)
WITH_REVIEWS = frozenset(
    {SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW, SubmissionState.REVISED}
)
TELLS_AUTHORS = "anonymous-"


# --- Rounds -------------------------------------------------------------------
def rounds_opened(submission: Submission) -> int:
    """Return how many rounds of review there were, with the one that is open."""
    return HistoryEntry.objects.filter(
        submission=submission, event__in=OPENINGS
    ).count()


def round_at_hand(submission: Submission) -> int:
    """Return the round that is open, else the one that is being prepared."""
    opened = rounds_opened(submission)
    return opened if submission.state == SubmissionState.IN_REVIEW else opened + 1


def written_reviews(submission: Submission, number: int) -> QuerySet[Assignment]:
    """Return the reviews of a round that are there."""
    return Assignment.objects.filter(
        submission=submission, round=number, state=ReviewState.SUBMITTED
    )


def reviewers_of_last_round(submission: Submission) -> QuerySet[Assignment]:
    """Return the tasks of those who wrote a review in the last round."""
    return written_reviews(submission, rounds_opened(submission))


def is_waived(submission: Submission, number: int) -> bool:
    """Whether a chief editor lets this round be decided with fewer reviews."""
    return ReviewWaiver.objects.filter(submission=submission, round=number).exists()


# --- The version that is read -------------------------------------------------
def is_double(submission: Submission) -> bool:
    """Whether neither authors nor reviewers are to know of each other."""
    return submission.call.review_mode == ReviewMode.DOUBLE


def order_for_review(submission: Submission, manuscript: Manuscript) -> PaperOrder:
    """Return the order for what reviewers read; without names where they must not."""
    # What reviewers read stays as it was when the paper is set for its proof.
    order = replace(paper_order(submission, manuscript), proof=False)
    if is_double(submission):
        return replace(order, anonymous=True, blind=True)
    return order


def rendition_for_review(
    submission: Submission, manuscript: Manuscript | None
) -> Rendition | None:
    """Return what was set for the reviewers of this version."""
    if manuscript is None:
        return None
    order = order_for_review(submission, manuscript)
    return Rendition.objects.filter(
        source_sha256=manuscript.sha256, metadata_sha256=order.metadata_sha256
    ).first()


def contents_in_use() -> Iterator[tuple[str, str]]:
    """Yield what `rendition_for_review` asks for, of every review."""
    rows = Assignment.objects.exclude(manuscript=None)
    for row in rows.select_related("manuscript").prefetch_related(
        Prefetch("submission", Submission.objects.for_display())
    ):
        order = order_for_review(row.submission, row.manuscript)
        yield row.manuscript.sha256, order.metadata_sha256


def anonymity_findings(submission: Submission) -> list[PressFinding]:
    """Return what tells the authors of the newest version, in words.

    For the editors before the review opens, and for the author before sending.
    """
    if not is_double(submission):
        return []
    rendition = rendition_for_review(submission, submission.manuscript)
    if rendition is None:
        return []
    return [
        finding
        for finding in explained_findings(rendition)
        if finding.code.startswith(TELLS_AUTHORS)
    ]


# --- The editors' desk --------------------------------------------------------
@dataclass(frozen=True)
class Standing:
    """Where the reviews of one paper stand."""

    round: int
    needed: int
    planned: int
    waiting: int
    promised: int
    written: int
    late: int

    @property
    def missing(self) -> int:
        """How many more people have to be asked."""
        asked = self.planned + self.waiting + self.promised + self.written
        return max(0, self.needed - asked)


def board(editor) -> QuerySet[Submission]:
    """Return the papers that are reviewed, or may be, with their tasks."""
    opened = Count("history", filter=Q(history__event__in=OPENINGS), distinct=True)
    return (
        Submission.objects.on_desk_of(editor)
        .exclude(call__review_mode=ReviewMode.EDITORS)
        .filter(Q(state__in=sorted(WITH_REVIEWS)) | Q(review_assignments__isnull=False))
        .distinct()
        .annotate(opened=opened)
        .select_related("call", "track")
        .prefetch_related(
            "texts",
            "call__texts",
            "track__texts",
            Prefetch("review_assignments", to_attr="tasks"),
        )
        .order_by("-submitted_at", "-pk")
    )


def standing(submission: Submission, now: datetime) -> Standing:
    """Say where the reviews of a paper of the board stand."""
    under_review = submission.state == SubmissionState.IN_REVIEW
    number = submission.opened if under_review else submission.opened + 1
    if submission.state not in WITH_REVIEWS:
        number = submission.opened
    tasks = [task for task in submission.tasks if task.round == number]
    states = [task.state for task in tasks if not task.is_planned]
    return Standing(
        round=number,
        needed=submission.call.reviews_needed,
        planned=sum(task.is_planned for task in tasks),
        waiting=states.count(ReviewState.INVITED),
        promised=states.count(ReviewState.ACCEPTED)
        + states.count(ReviewState.RETURNED),
        written=states.count(ReviewState.SUBMITTED),
        late=sum(task.is_overdue(now) for task in tasks) if under_review else 0,
    )


# --- Time ---------------------------------------------------------------------
def waiting_for_reminder(now: datetime, until: datetime) -> QuerySet[Assignment]:
    """Return the open tasks that are due before `until`."""
    return Assignment.objects.filter(
        state__in=sorted(OPEN),
        invited_at__isnull=False,
        due_at__lt=until,
        submission__state=SubmissionState.IN_REVIEW,
    )
