"""Numbers for machines and for readers."""

from django import template

from cms.reports.drawing import shown

register = template.Library()


@register.simple_tag
def coordinate(value: float) -> str:
    """Return a place in a drawing, which no language writes with a comma."""
    return format(value, "g")


@register.filter
def figure(value: float) -> str:
    """Return a number as the reader's language writes it."""
    return shown(value)
