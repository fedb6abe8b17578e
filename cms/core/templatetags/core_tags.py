"""Template tags for languages, menus, addresses and pictures."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from cms.core import navigation
from cms.core.addresses import absolute
from cms.core.navigation import LanguageLink, MenuItem

register = template.Library()

OPEN_GRAPH_LOCALES = {"sl": "sl_SI", "it": "it_IT", "en": "en_GB"}
WIDTHS = "480,800,1200,1600"


@register.simple_tag(takes_context=True)
def main_menu(context: dict) -> list[MenuItem]:
    """Return the entries of the main menu in the active language."""
    return navigation.main_menu(context.get("request"))


@register.simple_tag(takes_context=True)
def language_links(context: dict) -> list[LanguageLink]:
    """Return this page's address in each language."""
    return navigation.language_links(_request(context), context.get("page"))


@register.simple_tag(takes_context=True)
def hreflang_links(context: dict) -> SafeString:
    """Name the languages in which this page exists, and the default one."""
    found = navigation.alternates(_request(context), context.get("page"))
    lines = list(found.items())
    default = navigation.default_address(found)
    if default:
        lines.append(("x-default", default))
    return format_html_join(
        "\n    ",
        '<link rel="alternate" hreflang="{}" href="{}">',
        ((code, absolute(url)) for code, url in lines),
    )


@register.simple_tag(takes_context=True)
def canonical_url(context: dict) -> str:
    """Return the one absolute address of this page."""
    request = context.get("request")
    page = context.get("page")
    if isinstance(page, Page) and page.pk:
        url = page.get_url(request)
    else:
        url = request.path if request else None
    return absolute(url) if url else ""


@register.simple_tag(takes_context=True)
def breadcrumbs(context: dict) -> list[dict]:
    """Return the pages above this one, and this one, as `title` and `url`."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or page.depth < 3:
        return []
    above = page.get_ancestors(inclusive=True).filter(depth__gt=1).live()
    return [{"title": each.title, "url": each.get_url(request)} for each in above]


@register.inclusion_tag("core/sharing.html", takes_context=True)
def sharing(context: dict, kind: str = "website") -> dict:
    """Write the Open Graph facts of this page."""
    page = context["page"]
    found = navigation.alternates(context.get("request"), page)
    language = page.locale.language_code
    return {
        "page": page,
        "kind": kind,
        "url": canonical_url(context),
        "locale": OPEN_GRAPH_LOCALES.get(language, language),
        "others": [
            OPEN_GRAPH_LOCALES.get(code, code) for code in found if code != language
        ],
        "picture": _sharing_picture(page),
    }


@register.simple_tag
def picture(
    image,
    alt: str | None = None,
    *,
    widths: str = WIDTHS,
    sizes: str = "(min-width: 60em) 44rem, 100vw",
    css: str = "",
    eager: bool = False,
) -> SafeString:
    """Show a picture in the sizes it is needed in, as WebP with a fallback.

    Without `alt` the picture's own text in the active language is used; an empty
    `alt` marks it as decoration. A file that cannot be read leaves a gap, no error.
    """
    if image is None:
        return SafeString("")
    wanted = sorted({min(int(width), image.width) for width in widths.split(",")})
    webp = [f"width-{width}|format-webp" for width in wanted]
    fallback = f"width-{wanted[min(1, len(wanted) - 1)]}"
    try:
        made = image.get_renditions(*webp, fallback)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return SafeString("")
    plain = made[fallback]
    return format_html(
        '<picture><source type="image/webp" srcset="{}" sizes="{}">'
        '<img src="{}" width="{}" height="{}" alt="{}"{}{}></picture>',
        ", ".join(f"{made[spec].url} {made[spec].width}w" for spec in webp),
        sizes,
        plain.url,
        plain.width,
        plain.height,
        image.default_alt_text if alt is None else alt,
        format_html(' class="{}"', css) if css else "",
        SafeString("") if eager else SafeString(' loading="lazy" decoding="async"'),
    )


def _request(context: dict):
    """Return the request, or nothing on an error page: it has no other languages."""
    return None if "exception" in context else context.get("request")


def _sharing_picture(page) -> dict | None:
    image = getattr(page, "sharing_picture", None)
    if image is None:
        return None
    try:
        made = image.get_rendition("fill-1200x630|format-jpeg")
    except (SourceImageIOError, OSError):
        return None
    return {
        "url": absolute(made.url),
        "width": made.width,
        "height": made.height,
        "alt": image.default_alt_text,
    }
