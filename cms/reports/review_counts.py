"""What is counted of reviews."""

from collections import Counter
from math import floor

from django.utils.translation import gettext as _

from cms.conference.models import Call
from cms.reports.exports.reviews import mean_score, of_call
from cms.reports.registry import Chart, Point, count
from cms.reviewing.enums import OPEN, ReviewState

BUSIEST = 30


@count("reviewer_load")
def reviewer_load(user, call: Call | None) -> Chart | None:
    """Draw how many reviews each reviewer has open or has written."""
    loads = Counter(
        assignment.reviewer.name
        for assignment in of_call(user, call)
        if assignment.state in {*OPEN, ReviewState.SUBMITTED}
    )
    if not loads:
        return None
    ordered = sorted(loads.items(), key=lambda pair: (-pair[1], pair[0]))[:BUSIEST]
    return Chart(
        "reviewer_load",
        _("Load of the reviewers"),
        _("Reviewer"),
        _("Reviews, open and written"),
        tuple(Point(name, number) for name, number in ordered),
    )


@count("scores")
def scores(user, call: Call | None) -> Chart | None:
    """Draw how many written reviews have which mean score, by whole steps."""
    steps = Counter()
    for assignment in of_call(user, call):
        if assignment.submitted_at is None:
            continue
        mean = mean_score(assignment.review)
        if mean is not None:
            steps[floor(mean)] += 1
    if not steps:
        return None
    return Chart(
        "scores",
        _("Mean scores of the reviews"),
        _("Score"),
        _("Reviews"),
        tuple(
            Point(f"{step}–{step + 1}", steps[step])
            for step in range(min(steps), max(steps) + 1)
        ),
    )
