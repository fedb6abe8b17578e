"""Deadlines and states in the reader's words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from cms.conference.enums import FixKind, SubmissionState
from cms.conference.models import Call, Submission

register = template.Library()

# With a day before it a month has another form in Slovenian: 15. marca.
MONTHS = [
    pgettext_lazy("month after a day", "January"),
    pgettext_lazy("month after a day", "February"),
    pgettext_lazy("month after a day", "March"),
    pgettext_lazy("month after a day", "April"),
    pgettext_lazy("month after a day", "May"),
    pgettext_lazy("month after a day", "June"),
    pgettext_lazy("month after a day", "July"),
    pgettext_lazy("month after a day", "August"),
    pgettext_lazy("month after a day", "September"),
    pgettext_lazy("month after a day", "October"),
    pgettext_lazy("month after a day", "November"),
    pgettext_lazy("month after a day", "December"),
]
CLOCKS = {
    "Europe/Ljubljana": pgettext_lazy("clock", "Ljubljana time"),
    "Europe/Rome": pgettext_lazy("clock", "Rome time"),
    "Europe/London": pgettext_lazy("clock", "London time"),
}
TONES = {
    SubmissionState.DRAFT: "neutral",
    SubmissionState.SUBMITTED: "active",
    SubmissionState.ACCEPTED: "good",
    SubmissionState.REJECTED: "bad",
    SubmissionState.RETURNED: "active",
    SubmissionState.IN_REVIEW: "active",
    SubmissionState.REVISION_REQUESTED: "active",
    SubmissionState.REVISED: "active",
    SubmissionState.CONFIRMED: "good",
    SubmissionState.IN_PRODUCTION: "good",
    SubmissionState.AUTHOR_PROOF: "good",
    SubmissionState.READY: "good",
    SubmissionState.PUBLISHED: "good",
    SubmissionState.WITHDRAWN: "neutral",
    SubmissionState.CANCELED: "neutral",
    SubmissionState.RETRACTED: "bad",
}


@register.simple_tag
def deadline(call: Call) -> SafeString:
    """Write the deadline on the clock of the call, for people and for machines."""
    moment = call.deadline
    text = pgettext(
        "deadline",
        "%(hour)02d:%(minute)02d, %(day)d %(month)s %(year)d, %(clock)s",
    ) % {
        "hour": moment.hour,
        "minute": moment.minute,
        "day": moment.day,
        "month": MONTHS[moment.month - 1],
        "year": moment.year,
        "clock": CLOCKS.get(call.timezone_name)
        or _("time zone %(zone)s") % {"zone": call.timezone_name},
    }
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), text)


@register.filter
def tone(submission: Submission) -> str:
    """Name the sign that stands beside the state."""
    return TONES[SubmissionState(submission.state)]


@register.filter
def fix_kind(kind: str) -> str:
    """Name the kind of thing about which something is decided."""
    return str(FixKind(kind).label)
