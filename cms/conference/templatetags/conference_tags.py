"""Deadlines and states in the reader's words."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.conference import clocks
from cms.conference.enums import FixKind, SubmissionState
from cms.conference.kinds import TextState
from cms.conference.models import Call, Submission, SubmissionText

register = template.Library()

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
TEXT_TONES = {
    TextState.MISSING: "neutral",
    TextState.MACHINE: "attention",
    TextState.HUMAN: "active",
    TextState.REVIEWED: "active",
    TextState.APPROVED: "good",
}


@register.simple_tag
def deadline(call: Call, at: datetime | None = None) -> SafeString:
    """Write a deadline on the clock of the call, for people and for machines."""
    said = clocks.said(at or call.submit_by, call.timezone_name, timezone.now())
    return format_html('<time datetime="{}">{}</time>', said.iso, said.text)


@register.simple_tag
def whole_deadline(call: Call, at: datetime | None = None) -> SafeString:
    """Write a deadline with how far off it is, and what other clocks show then."""
    said = clocks.said(at or call.submit_by, call.timezone_name, timezone.now())
    more = [part for part in [said.distance, said.elsewhere] if part]
    return format_html(
        '<time datetime="{}">{}</time>{}',
        said.iso,
        said.text,
        format_html_join("", ", {}", ((part,) for part in more)),
    )


@register.filter
def tone(submission: Submission) -> str:
    """Name the sign that stands beside the state."""
    return TONES[SubmissionState(submission.state)]


@register.filter
def text_tone(text: SubmissionText) -> str:
    """Name the sign that stands beside the state of a translation."""
    return TEXT_TONES[TextState(text.state)]


@register.filter
def fix_kind(kind: str) -> str:
    """Name the kind of thing about which something is decided."""
    return str(FixKind(kind).label)
