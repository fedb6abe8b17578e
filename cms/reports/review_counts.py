"""How much reviewers have to do, and how they judge."""

from collections import Counter

from django.utils.translation import gettext as _

from cms.conference.models import Call
from cms.reports.registry import Chart, Point, count
from cms.reviewing.enums import OPEN, ReviewState
from cms.reviewing.models import Assignment, Score

MOST_REVIEWERS = 40


def _tasks(user, call: Call | None):
    tasks = Assignment.objects.visible_to(user).filter(asked_at__isnull=False)
    return tasks.filter(submission__call=call) if call is not None else tasks


@count("reviewer_load")
def reviewer_load(user, call: Call | None) -> Chart | None:
    """Draw the open and written reviews of each reviewer, the busiest first."""
    counted = Counter(
        _tasks(user, call)
        .filter(state__in=sorted(OPEN | {ReviewState.SUBMITTED}))
        .values_list("reviewer__name", flat=True)
    )
    busiest = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    points = tuple(Point(name, number) for name, number in busiest[:MOST_REVIEWERS])
    if not points:
        return None
    title = _("Reviews by reviewer, open and written")
    return Chart("reviewer_load", title, _("Reviewer"), _("Reviews"), points)


@count("scores")
def scores(user, call: Call | None) -> Chart | None:
    """Draw how often each tenth of a scale was given."""
    given = Score.objects.filter(
        review__assignment__in=_tasks(user, call).filter(state=ReviewState.SUBMITTED)
    ).values_list("value", "criterion__lowest", "criterion__highest")
    tenths = Counter(
        min(9, 10 * (value - lowest) // (highest - lowest))
        for value, lowest, highest in given
    )
    points = tuple(
        Point(f"{10 * tenth}–{10 * tenth + 10} %", tenths[tenth]) for tenth in range(10)
    )
    if not tenths:
        return None
    return Chart("scores", _("Scores"), _("Part of the scale"), _("Scores"), points)
