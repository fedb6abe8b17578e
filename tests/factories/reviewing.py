"""Reviewers, criteria, and reviews in any of their states."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.conference import operations as conference
from cms.conference.enums import ReviewMode, SubmissionEvent, SubmissionState
from cms.conference.models import Call, Submission
from cms.core.models import ScopedLink
from cms.outbox import operations as outbox
from cms.press import operations as press
from cms.press.enums import WorkState
from cms.press.orders import PaperOrder
from cms.reviewing import mails, operations, permissions, queries
from cms.reviewing.enums import Recommendation, ReviewEvent, ReviewState
from cms.reviewing.models import Assignment, Criterion, CriterionText, Reviewer
from tests.factories.accounts import editor
from tests.factories.conference import call as any_call
from tests.factories.conference import submission as any_submission
from tests.factories.press import pdf

_numbers = iter(range(1, 1_000_000))


def call(**fields) -> Call:
    """Return an open call with double-anonymous review by one reviewer."""
    return any_call(**{"review_mode": ReviewMode.DOUBLE, "reviews_needed": 1, **fields})


def reviewer(**fields) -> Reviewer:
    """Return somebody who may be asked, without an account."""
    number = next(_numbers)
    fields = {
        "name": f"Recenzentka {number}",
        "email": f"reviewer-{number}@gmail.com",
        "language": "en",
        **fields,
    }
    return Reviewer.objects.create(**fields)


def criterion(made: Call, **fields) -> Criterion:
    """Return a score of the review form, with its words in three languages."""
    labels = fields.pop(
        "labels", {"sl": "Izvirnost", "it": "Originalità", "en": "Originality"}
    )
    row = Criterion.objects.create(call=made, **fields)
    for language, label in labels.items():
        CriterionText.objects.create(
            criterion=row, language=language, label=label, hint=f"1–5: {label}"
        )
    return row


def submission(*, state: SubmissionState = SubmissionState.SUBMITTED, **fields):
    """Return a paper of a call with review, not past its first round."""
    fields.setdefault("call", None)
    fields["call"] = fields["call"] or call()
    if state != SubmissionState.IN_REVIEW:
        return any_submission(state=state, **fields)
    made = any_submission(state=SubmissionState.SUBMITTED, **fields)
    return open_review(made, reviewer())


def set_paper(made: Submission, html: str = "<p>Besedilo.</p>") -> None:
    """Have a finished rendition of what reviewers read, without asking the press."""
    finish(queries.order_for_review(made, made.manuscript), html)


def finish(order: PaperOrder, html: str) -> None:
    """Have a finished rendition of an order, with these words on its page."""
    rendition = press.request_rendition(order=order)
    rendition.state = WorkState.DONE
    rendition.pages = 2
    rendition.pdf.save("paper.pdf", ContentFile(pdf(2)), save=False)
    rendition.html.save("paper.html", ContentFile(html.encode()), save=False)
    rendition.save()


def open_review(made: Submission, *people: Reviewer) -> Submission:
    """Assign the people, and open the review."""
    actor, now = editor(), timezone.now()
    for person in people:
        operations.assign(submission=made, reviewer=person, actor=actor, now=now)
    if queries.rendition_for_review(made, made.manuscript) is None:
        set_paper(made)
    return conference.apply(
        submission=made, event=SubmissionEvent.OPEN_REVIEW, actor=actor, now=now
    )


def content(**fields) -> operations.Content:
    """Return what a reviewer types."""
    fields = {
        "recommendation": Recommendation.ACCEPT,
        "text_for_author": "A good paper.",
        "text_for_editors": "Nothing secret.",
        **fields,
    }
    return operations.Content(**fields)


def link_to(assignment: Assignment) -> tuple[str, ScopedLink]:
    """Return the token of a new link to the review, and its row."""
    offered = mails.offer_link(assignment, now=timezone.now())
    return offered.kwargs["token"], ScopedLink.objects.latest("pk")


_WAYS = {
    ReviewState.INVITED: [],
    ReviewState.ACCEPTED: [ReviewEvent.ACCEPT],
    ReviewState.SUBMITTED: [ReviewEvent.ACCEPT, ReviewEvent.SUBMIT],
    ReviewState.RETURNED: [
        ReviewEvent.ACCEPT,
        ReviewEvent.SUBMIT,
        ReviewEvent.RETURN,
    ],
    ReviewState.DECLINED: [ReviewEvent.DECLINE],
    ReviewState.CONFLICT: [ReviewEvent.DECLARE_CONFLICT],
    ReviewState.EXPIRED: [ReviewEvent.EXPIRE],
    ReviewState.CANCELLED: [ReviewEvent.CANCEL],
}


def assignment(
    *,
    state: ReviewState = ReviewState.INVITED,
    person: Reviewer | None = None,
    **fields,
) -> Assignment:
    """Return the review of a paper under review, that went its way to the state."""
    made = any_submission(
        state=SubmissionState.SUBMITTED, **{"call": None, **fields, **_call(fields)}
    )
    person = person or reviewer()
    open_review(made, person)
    found = Assignment.objects.get(submission=made, reviewer=person)
    return walk(found, state)


def _call(fields: dict) -> dict:
    return {"call": fields.get("call") or call()}


def walk(found: Assignment, state: ReviewState) -> Assignment:
    """Lead a review that was asked for to a state."""
    now = timezone.now()
    _token, link = link_to(found)
    for event in _WAYS[state]:
        if event == ReviewEvent.SUBMIT:
            found = operations.submit_review(
                assignment=found, content=content(), actor=link, now=now
            )
            continue
        actor = link
        if event == ReviewEvent.EXPIRE:
            actor = permissions.SYSTEM
        elif event in {ReviewEvent.RETURN, ReviewEvent.CANCEL}:
            actor = editor()
        found = operations.apply(
            assignment=found, event=event, actor=actor, now=now, reason="Why not."
        )
    return found


def invited(found: Assignment, now=None) -> Assignment:
    """Have an editor release the invitation."""
    outbox.release(mail=found.invitation, actor=editor(), now=now or timezone.now())
    found.refresh_from_db()
    return found


def overdue(found: Assignment) -> Assignment:
    """Let the date of a review pass."""
    found.invited_at = found.invited_at or timezone.now() - timedelta(days=29)
    found.due_at = timezone.now() - timedelta(days=1)
    found.save(update_fields=["invited_at", "due_at"])
    return found
