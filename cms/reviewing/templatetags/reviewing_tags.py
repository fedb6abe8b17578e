"""States of reviews in the reader's signs."""

from django import template

from cms.reviewing.enums import ReviewState

register = template.Library()

TONES = {
    ReviewState.INVITED: "attention",
    ReviewState.ACCEPTED: "active",
    ReviewState.RETURNED: "attention",
    ReviewState.SUBMITTED: "good",
    ReviewState.DECLINED: "neutral",
    ReviewState.CONFLICT: "neutral",
    ReviewState.EXPIRED: "neutral",
    ReviewState.CANCELLED: "neutral",
}


@register.filter
def review_tone(state: str) -> str:
    """Name the sign that stands beside the state."""
    return TONES[ReviewState(state)]
