"""Tells consumers of oEmbed which pages can be shown elsewhere."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.api.embed.oembed import CARDS, PAGES, VIEWS
from cms.core.addresses import absolute

register = template.Library()
TYPES = {"json": "application/json+oembed", "xml": "text/xml+oembed"}


@register.simple_tag(takes_context=True)
def oembed_links(context: dict) -> SafeString:
    """Return the links of discovery; none where nothing can be shown."""
    request, page = context.get("request"), context.get("page")
    address = ""
    if isinstance(page, Page) and page.pk and page.live:
        known = isinstance(page, (*CARDS, *PAGES))
        address = (page.get_url(request) or "") if known else ""
    elif request is not None and request.resolver_match:
        known = request.resolver_match.view_name in VIEWS
        address = request.path if known else ""
    if not address:
        return SafeString("")
    home = absolute(reverse("oembed"))
    links = (
        (media, home, urlencode({"url": absolute(address), "format": form}))
        for form, media in TYPES.items()
    )
    return format_html_join(
        "\n", '<link rel="alternate" type="{}" href="{}?{}">', links
    )
