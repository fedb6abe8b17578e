"""Reviews, one a row, as far as the editor may know of them."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Call
from cms.reports.registry import Row, Table, add_table
from cms.reviewing.models import Assignment

COLUMNS = {
    "submission": _("Code"),
    "round": _("round"),
    "reviewer": _("reviewer"),
    "email": _("E-mail address"),
    "state": _("State"),
    "asked_at": _("asked on"),
    "due_at": _("due"),
    "submitted_at": _("written on"),
    "recommendation": _("recommendation"),
    "mean_score": _("mean score"),
    "text_for_author": _("text for the author"),
    "text_for_editors": _("text for the editors"),
    "shown": _("shown to the author"),
}


def of_call(user, call: Call | None):
    """Return the reviews that the person arranges, never those of their own papers."""
    seen = Assignment.objects.visible_to(user).for_display()
    if call is not None:
        seen = seen.filter(submission__call=call)
    return seen.prefetch_related("review__scores__criterion").order_by(
        "submission__code", "round", "pk"
    )


def rows(user, call: Call | None) -> Iterator[Row]:
    """Yield every review; the texts once they are submitted."""
    for assignment in of_call(user, call):
        written = assignment.submitted_at is not None
        review = getattr(assignment, "review", None) if written else None
        yield {
            "submission": assignment.submission.code,
            "round": assignment.round,
            "reviewer": assignment.reviewer.name,
            "email": assignment.reviewer.email,
            "state": assignment.state,
            "asked_at": _moment(assignment.asked_at),
            "due_at": _moment(assignment.due_at),
            "submitted_at": _moment(assignment.submitted_at),
            "recommendation": review.recommendation if review else "",
            "mean_score": mean_score(review) if review else None,
            "text_for_author": review.text_for_author if review else "",
            "text_for_editors": review.text_for_editors if review else "",
            "shown": bool(review and review.shown_at),
        }


def mean_score(review) -> float | None:
    """Return the mean of the scores, each as its criterion weighs."""
    scores = [(score.value, score.criterion.weight) for score in review.scores.all()]
    weight = sum(weight for _value, weight in scores)
    if not weight:
        return None
    return round(sum(value * weight for value, weight in scores) / weight, 2)


def _moment(moment) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


add_table(Table("reviews", _("Reviews"), COLUMNS, rows))
