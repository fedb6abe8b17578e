"""What is counted of submissions."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cms.conference.enums import SubmissionState
from cms.conference.models import Author, Call, Submission
from cms.reports.registry import Chart, Point, count

SUBMISSIONS = gettext_lazy("Submissions")
# More dots than this are no line that anybody reads.
DOTS = 40


def submitted(user, call: Call | None):
    """Return what was submitted, as far as the person may see it."""
    seen = Submission.objects.visible_to(user).filter(submitted_at__isnull=False)
    return seen.filter(call=call) if call is not None else seen


@count("over_time")
def over_time(user, call: Call | None) -> Chart | None:
    """Draw how the submissions came in, added up day by day."""
    days = Counter(
        timezone.localtime(moment).date()
        for moment in submitted(user, call)
        .order_by()
        .values_list("submitted_at", flat=True)
    )
    if not days:
        return None
    total, points = 0, []
    for day in _days(days):
        total += days[day]
        points.append((day, total))
    step = -(-len(points) // DOTS)
    # Counted back from the last day, which must not be left out.
    shown = points[::-1][::step][::-1]
    return Chart(
        "over_time",
        _("Submissions over time"),
        _("Day"),
        _("Submissions up to this day"),
        tuple(
            Point(formats.date_format(day, "SHORT_DATE_FORMAT"), value)
            for day, value in shown
        ),
        is_line=True,
    )


@count("by_state")
def by_state(user, call: Call | None) -> Chart | None:
    """Draw the submissions by state, in the order of the states."""
    found = _grouped(submitted(user, call), "state")
    pairs = [(label, found.get(code, 0)) for code, label in SubmissionState.choices]
    return _bars("by_state", _("By state"), _("State"), pairs)


@count("by_language")
def by_language(user, call: Call | None) -> Chart | None:
    """Draw the submissions by the language of the paper."""
    found = _grouped(submitted(user, call), "paper_language")
    pairs = [(name, found.get(code, 0)) for code, name in settings.LANGUAGES]
    return _bars("by_language", _("By language"), _("Language"), pairs)


@count("by_country")
def by_country(user, call: Call | None) -> Chart | None:
    """Draw in how many submissions each country is named by an author."""
    named = Author.objects.filter(submission__in=submitted(user, call).order_by())
    pairs = {
        (submission, " ".join(country.split()))
        for submission, country in named.values_list("submission_id", "country")
    }
    found = Counter(
        country or pgettext("country", "not stated") for _code, country in pairs
    )
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return _bars("by_country", _("By country of the authors"), _("Country"), ordered)


def _grouped(found, field: str) -> dict[str, int]:
    return dict(
        found.order_by().values_list(field).annotate(number=Count("pk", distinct=True))
    )


def _bars(
    name: str, title: str, head: str, pairs: Iterable[tuple[object, int]]
) -> Chart | None:
    points = tuple(Point(str(label), value) for label, value in pairs if value)
    return Chart(name, title, head, SUBMISSIONS, points) if points else None


def _days(days: Counter) -> Iterable[date]:
    day, last = min(days), max(days)
    while day <= last:
        yield day
        day += timedelta(days=1)
