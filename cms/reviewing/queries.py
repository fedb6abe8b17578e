"""What is known of the reviews of a paper, and of the version that is read."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from cms.conference.enums import ReviewMode, SubmissionEvent, SubmissionState
from cms.conference.models import Author, HistoryEntry, Manuscript, Submission
from cms.conference.queries import paper_order
from cms.press.models import Rendition
from cms.press.orders import PaperOrder
from cms.press.queries import PressFinding, explained_findings
from cms.reviewing.enums import OPEN, ReviewState
from cms.reviewing.models import Assignment, Review, ReviewWaiver

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
    order = paper_order(submission, manuscript)
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


def overseen_by(editor) -> QuerySet[Submission]:
    """Return the papers whose reviews the editor arranges: never one's own."""
    signed = Author.objects.filter(
        submission=OuterRef("pk"), email__iexact=editor.email
    )
    return (
        Submission.objects.visible_to(editor)
        .filter(submitted_at__isnull=False)
        .exclude(Q(submitter=editor) | Q(Exists(signed)))
    )


def board(editor) -> QuerySet[Submission]:
    """Return the papers that are reviewed, or may be, with their tasks."""
    opened = Count("history", filter=Q(history__event__in=OPENINGS), distinct=True)
    return (
        overseen_by(editor)
        .exclude(call__review_mode=ReviewMode.EDITORS)
        .filter(Q(state__in=sorted(WITH_REVIEWS)) | Q(review_assignments__isnull=False))
        .distinct()
        .annotate(opened=opened)
        .select_related("call")
        .prefetch_related(
            "texts",
            "call__texts",
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


# --- The author ---------------------------------------------------------------
def reviews_for_author(submission: Submission, user) -> QuerySet[Review]:
    """Return the reviews that the author may read now.

    Marked ones, and only once the paper is no more under review.
    """
    if submission.state in WITH_REVIEWS - {SubmissionState.REVISED}:
        return Review.objects.none()
    return (
        Review.objects.for_author(user)
        .filter(assignment__submission=submission)
        .select_related("assignment__reviewer", "assignment__submission__call")
        .prefetch_related("scores__criterion__texts")
        .order_by("assignment__round", "assignment__uuid")
    )


def waiting_for_reminder(now: datetime, until: datetime) -> QuerySet[Assignment]:
    """Return the open tasks that are due before `until`."""
    return Assignment.objects.filter(
        state__in=sorted(OPEN),
        asked_at__isnull=False,
        due_at__lt=until,
        submission__state=SubmissionState.IN_REVIEW,
    )
