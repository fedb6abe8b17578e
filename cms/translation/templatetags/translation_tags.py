"""Tags that tell readers and editors how far a translation is."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.translation import queries
from cms.translation.enums import TargetState

register = template.Library()
SIGNS = {
    TargetState.MISSING: "○",
    TargetState.STALE: "◐",
    TargetState.IN_PROGRESS: "◔",
    TargetState.IN_REVIEW: "◑",
    TargetState.LIVE: "●",
}


@register.filter
def state_sign(state: str) -> str:
    """Return a sign beside the word, so that states are told apart at a glance."""
    return SIGNS[TargetState(state)]


@register.simple_tag(takes_context=True)
def translation_facts(context: dict) -> dict:
    """Return what readers should know of the page as a translation.

    Asked in the head and in the body of a page, looked up once; one or two queries.
    """
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or not page.pk:
        return {}
    known = getattr(request, "_translation_facts", None)
    if known is None:
        known = _facts(page)
        if request is not None:
            request._translation_facts = known
    return known


def _facts(page: Page) -> dict:
    target = queries.of_page(page)
    if target is None:
        return {}
    waiver = None
    if target.missing and page.live:
        waiver = queries.waivers_of(page).filter(locale=page.locale_id).first()
    return {
        "is_machine": bool(target.machine),
        "is_stale": target.state == TargetState.STALE,
        "since": target.since,
        "waiver": waiver,
        "source": target.source_page,
    }


@register.filter
def search_button_translated(html: str) -> SafeString:
    """Translate the one button that Wagtail's template leaves in English."""
    # The page was escaped when it was rendered; nothing but a label of ours comes in.
    label = format_html('value="{}"', _("Search"))
    return SafeString(html.replace('value="Search"', label))
