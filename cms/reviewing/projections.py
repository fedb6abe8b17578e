"""What each reader sees of papers and reviews: the one place that decides it.

Pages, mails, exports and the admin show these values and never the rows, so what is
not here cannot come out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cms.conference import queries as conference
from cms.conference.enums import ReviewMode
from cms.conference.models import Submission
from cms.press.models import Rendition
from cms.reviewing import permissions, queries
from cms.reviewing.enums import READING, ReviewEvent, ReviewRole, ReviewState
from cms.reviewing.models import Assignment, Criterion, Review

KNOWN_TO_REVIEWERS = frozenset({ReviewMode.OPEN, ReviewMode.SINGLE})
# The title is all that is left of a paper that somebody does not review.
SEEING_ABSTRACT = READING | {ReviewState.INVITED}


@dataclass(frozen=True)
class TextSeen:
    language: str
    language_name: str
    title: str
    abstract: str
    keywords: tuple[str, ...]


@dataclass(frozen=True)
class PaperSeen:
    """A paper as a reviewer sees it."""

    title: str
    title_language: str
    language: str
    language_name: str
    call: str
    mode: str
    is_anonymous: bool
    authors: tuple[str, ...]
    texts: tuple[TextSeen, ...]
    # Questions of the call whose answers are for reviewers too.
    answers: tuple[tuple[str, str], ...]
    # What the authors answered to the round before.
    reply: str
    rendition: Rendition | None


@dataclass(frozen=True)
class ScoreSeen:
    criterion: str
    value: int
    lowest: int
    highest: int


@dataclass(frozen=True)
class ReviewSeen:
    """A review as somebody sees it; `reviewer` is empty for those who may not know."""

    reviewer: str
    round: int
    recommendation: str
    text_for_author: str
    text_for_editors: str
    scores: tuple[ScoreSeen, ...]
    mean: float | None


@dataclass(frozen=True)
class TaskSeen:
    """A reviewer's task, for the list and the page of the reviewer."""

    uuid: str
    state: str
    label: str
    round: int
    due_at: datetime | None
    answer_by: datetime | None
    is_late: bool
    question: str
    may: frozenset[str]
    paper: PaperSeen


def task(assignment: Assignment, viewer, now: datetime) -> TaskSeen:
    """Return what the viewer sees of a task that `visible_to` has let through."""
    return TaskSeen(
        uuid=str(assignment.uuid),
        state=assignment.state,
        label=assignment.get_state_display(),
        round=assignment.round,
        due_at=assignment.due_at,
        answer_by=assignment.answer_by,
        is_late=permissions.is_late(assignment, now),
        question=assignment.question,
        may=frozenset(
            event.value
            for event in ReviewEvent
            if permissions.may(viewer, assignment, event)
        ),
        paper=paper(assignment),
    )


def line(assignment: Assignment, now: datetime) -> TaskSeen:
    """Return what stands of a task in the list of one's own: no text, no files."""
    return TaskSeen(
        uuid=str(assignment.uuid),
        state=assignment.state,
        label=assignment.get_state_display(),
        round=assignment.round,
        due_at=assignment.due_at,
        answer_by=assignment.answer_by,
        is_late=permissions.is_late(assignment, now),
        question="",
        may=frozenset(),
        paper=_paper(assignment, texts=(), rendition=None),
    )


def paper(assignment: Assignment) -> PaperSeen:
    """Return the paper as this reviewer sees it in this state of the review."""
    submission, texts, rendition = assignment.submission, (), None
    if assignment.state in SEEING_ABSTRACT:
        texts = tuple(
            TextSeen(
                language=text.language,
                language_name=text.get_language_display(),
                title=text.title,
                abstract=text.abstract,
                keywords=tuple(text.keyword_list),
            )
            for text in submission.texts.all()
            if text.title or text.abstract
        )
    if assignment.state in READING:
        rendition = queries.rendition_for_review(submission, assignment.manuscript)
    return _paper(assignment, texts=texts, rendition=rendition)


def _paper(assignment: Assignment, *, texts, rendition) -> PaperSeen:
    submission = assignment.submission
    mode = ReviewMode(submission.call.review_mode)
    text = submission.text
    known = mode in KNOWN_TO_REVIEWERS and assignment.state in SEEING_ABSTRACT
    reads = assignment.state in READING
    return PaperSeen(
        title=submission.title,
        title_language=text.language if text else "",
        language=submission.paper_language,
        language_name=submission.get_paper_language_display(),
        call=submission.call.title,
        mode=str(mode.label),
        is_anonymous=mode == ReviewMode.DOUBLE,
        authors=tuple(author.name for author in submission.authors.all())
        if known
        else (),
        texts=texts,
        # With the paper itself, not with the invitation.
        answers=_answers(submission) if texts and reads else (),
        reply=_reply(assignment) if texts and reads else "",
        rendition=rendition,
    )


def _reply(assignment: Assignment) -> str:
    """Return the answer to the decision that this round follows, if it does."""
    decisions = assignment.submission.decisions.released().filter(
        released_at__lte=assignment.created_at
    )
    return conference.reply_to(decisions.last())


def _answers(submission: Submission) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(answer.question), answer.words)
        for answer in submission.answers.all()
        if answer.question.visible_to_reviewers
    )


def review_for_editor(review: Review) -> ReviewSeen:
    """Return a submitted review with everything, for those who arrange them."""
    return _review(
        review,
        reviewer=review.assignment.reviewer.name,
        text_for_editors=review.text_for_editors,
    )


def own_review(review: Review) -> ReviewSeen:
    """Return a review for the one who wrote it."""
    return _review(review, reviewer="", text_for_editors=review.text_for_editors)


def reviews_for_author(reviews: Iterable[Review]) -> list[ReviewSeen]:
    """Return reviews for the author: names only where the call is open."""
    return [
        _review(
            review,
            reviewer=review.assignment.reviewer.name
            if review.assignment.submission.call.review_mode == ReviewMode.OPEN
            else "",
            text_for_editors="",
        )
        for review in reviews
    ]


def _review(review: Review, *, reviewer: str, text_for_editors: str) -> ReviewSeen:
    scores = [(score, score.criterion) for score in review.scores.all()]
    return ReviewSeen(
        reviewer=reviewer,
        round=review.assignment.round,
        recommendation=review.get_recommendation_display(),
        text_for_author=review.text_for_author,
        text_for_editors=text_for_editors,
        scores=tuple(
            ScoreSeen(
                criterion=criterion.label,
                value=score.value,
                lowest=criterion.lowest,
                highest=criterion.highest,
            )
            for score, criterion in scores
        ),
        mean=weighted_mean([(score.value, criterion) for score, criterion in scores]),
    )


def weighted_mean(scores: list[tuple[int, Criterion]]) -> float | None:
    """Return the mean in percent of the scales, each criterion with its weight."""
    total = sum(criterion.weight for _value, criterion in scores)
    if not total:
        return None
    reached = sum(
        criterion.weight
        * (value - criterion.lowest)
        / (criterion.highest - criterion.lowest)
        for value, criterion in scores
    )
    return round(100 * reached / total, 1)


def is_reviewer(viewer, assignment: Assignment) -> bool:
    """Whether the viewer is the one who writes this review."""
    return ReviewRole.REVIEWER in permissions.roles_of(viewer, assignment)
