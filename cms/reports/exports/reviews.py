"""Reviews that were sent, one a row, as editors may read them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.conference.models import Call
from cms.reports.registry import Row, Table, add_table
from cms.reviewing import projections
from cms.reviewing.enums import ReviewState
from cms.reviewing.models import Review

COLUMNS = {
    "submission": _("Code"),
    "round": _("Round"),
    "reviewer": _("Reviewer"),
    "recommendation": _("Recommendation"),
    "mean": _("Weighted mean in percent"),
    "scores": _("Scores"),
    "for_author": _("For the author"),
    "for_editors": _("For the editors only"),
    "shown": _("Given to the author"),
    "submitted": _("Submitted on"),
}


def rows(user, call: Call | None) -> Iterator[Row]:
    """Yield every review of papers that the editor oversees."""
    sent = (
        Review.objects.visible_to(user)
        .filter(assignment__state=ReviewState.SUBMITTED)
        .select_related("assignment__submission", "assignment__reviewer")
        .prefetch_related("scores__criterion__texts")
        .order_by("assignment__submission__code", "assignment__round", "pk")
    )
    if call is not None:
        sent = sent.filter(assignment__submission__call=call)
    for review in sent:
        seen = projections.review_for_editor(review)
        yield {
            "submission": review.assignment.submission.code,
            "round": seen.round,
            "reviewer": seen.reviewer,
            "recommendation": review.recommendation,
            "mean": seen.mean,
            "scores": "; ".join(f"{s.criterion}: {s.value}" for s in seen.scores),
            "for_author": seen.text_for_author,
            "for_editors": seen.text_for_editors,
            "shown": review.shown_at is not None,
            "submitted": review.assignment.submitted_at.isoformat(),
        }


add_table(Table("reviews", _("Reviews"), COLUMNS, rows))
