"""Template tags for languages, menus, addresses and pictures."""

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.assets import sizes as assets
from cms.assets.models import CoopImage
from cms.core import cards, navigation, rendering
from cms.core.addresses import absolute
from cms.core.navigation import LanguageLink, MenuItem

register = template.Library()

OPEN_GRAPH_LOCALES = {"sl": "sl_SI", "it": "it_IT", "en": "en_GB"}
# How wide the size is that browsers without srcset get.
SHOWN = 800


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
    above = navigation.around(request, page).above
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
        "picture": cards.of_page(page),
    }


@register.simple_tag(takes_context=True)
def stream(context: Context, value: StreamValue) -> SafeString:
    """Show the blocks of a text; a broken one is left out."""
    return rendering.show_blocks(value, context.flatten())


@register.filter
def words(value: RichText | str | None) -> SafeString:
    """Show rich text, with nothing in it but words and marks."""
    return rendering.clean_rich_text(value)


@register.simple_tag
def picture(
    image: CoopImage | None,
    alt: str | None = None,
    *,
    sizes: str = "(min-width: 60em) 44rem, 100vw",
    css: str = "",
    eager: bool = False,
) -> SafeString:
    """Show a picture as AVIF or WebP, with a fallback, in the sizes it is needed in.

    Without `alt` the picture's own text in the active language is used; an empty
    `alt` marks it as decoration. Each file is made when a browser first asks for it,
    so one that cannot be read takes no page down.
    """
    if image is None or not (image.width and image.height):
        return SafeString("")
    last = assets.fallback(image)
    sets = {ending: assets.sizes(image, ending) for ending in ("avif", "webp", last)}
    shown = next((one for one in sets[last] if one.width >= SHOWN), sets[last][-1])
    classes = " ".join(filter(None, [css, _focus(image)]))
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" '
        'alt="{}"{}{}></picture>',
        format_html_join(
            "",
            '<source type="{}" srcset="{}" sizes="{}">',
            (
                (assets.MEDIA_TYPES[ending], _srcset(sets[ending]), sizes)
                for ending in ("avif", "webp")
            ),
        ),
        shown.path,
        _srcset(sets[last]),
        sizes,
        shown.width,
        shown.height,
        image.default_alt_text if alt is None else alt,
        format_html(' class="{}"', classes) if classes else "",
        SafeString("") if eager else SafeString(' loading="lazy" decoding="async"'),
    )


def _srcset(found: list[assets.Size]) -> str:
    return ", ".join(f"{one.path} {one.width}w" for one in found)


def _focus(image: CoopImage) -> str:
    """Name what stays visible where a frame cuts the picture, in tenths of its size.

    As classes, since the content security policy allows no styles in elements.
    """
    point = image.get_focal_point()
    if point is None:
        return ""
    across = round(10 * min(max(point.centroid_x / image.width, 0), 1))
    down = round(10 * min(max(point.centroid_y / image.height, 0), 1))
    return f"focus-x{across} focus-y{down}"


def _request(context: dict):
    """Return the request, or nothing on an error page: it has no other languages."""
    return None if "exception" in context else context.get("request")
