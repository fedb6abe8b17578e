"""Menu, languages and alternates of the page that is being shown."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from wagtail.models import Page, Site

from cms.core.addresses import in_language
from cms.core.visibility import paths_above, unrestricted

# Readers whose language we do not speak are more likely to read English.
FOREIGN_LANGUAGE = "en"


@dataclass(frozen=True)
class MenuItem:
    """One entry of the main menu."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True)
class LanguageLink:
    """The way to the same content in one language."""

    code: str
    name: str
    url: str
    current: bool
    translated: bool = True


@dataclass(frozen=True)
class MenuRoute:
    """An ordinary view that stands in the main menu."""

    title: str | Promise
    route: str
    order: int


_routes: list[MenuRoute] = []


def add_to_menu(title: str | Promise, route: str, *, order: int = 50) -> None:
    """Put a view into the main menu, after the pages; called by an app's ready()."""
    entry = MenuRoute(title, route, order)
    if entry not in _routes:
        _routes.append(entry)
        _routes.sort(key=lambda item: item.order)


def main_menu(request: HttpRequest | None) -> list[MenuItem]:
    """Return the pages marked for menus, then the registered views."""
    # The header and the footer show the same menu.
    key = f"_main_menu_{get_language()}"
    if request is None:
        return _main_menu(None)
    if not hasattr(request, key):
        setattr(request, key, _main_menu(request))
    return getattr(request, key)


def _main_menu(request: HttpRequest | None) -> list[MenuItem]:
    path = request.path if request else ""
    entries: list[tuple[str, str]] = [
        (page.title, page.get_url(request))
        for page in around(request).children
        if page.show_in_menus
    ]
    for item in _routes:
        try:
            entries.append((str(item.title), reverse(item.route)))
        except NoReverseMatch:
            continue
    return [MenuItem(title, url, path.startswith(url)) for title, url in entries if url]


def language_links(request: HttpRequest | None, page: Any = None) -> list[LanguageLink]:
    """Return one link a language, each to this page or to the honest notice."""
    current = (get_language() or settings.LANGUAGE_CODE)[:2]
    found = alternates(request, page)
    links = []
    for code, name in settings.LANGUAGES:
        url = found.get(code)
        if url is None:
            url = _notice_url(page, code)
        links.append(LanguageLink(code, name, url, code == current, code in found))
    return links


def alternates(request: HttpRequest | None, page: Any = None) -> dict[str, str]:
    """Return the address of what is shown in each language in which it exists."""
    if request is None:
        return _front_addresses()
    known = getattr(request, "alternates", None)
    if known is not None:
        return known
    if isinstance(page, Page) and page.pk:
        found = page_addresses(page, request)
    elif getattr(request, "resolver_match", None) is None:
        found = _front_addresses()
    else:
        found = {
            code: in_language(request.path, code) for code, _ in settings.LANGUAGES
        }
    # Header, head and footer ask in turn; one look-up is enough.
    request.alternates = found
    return found


def page_addresses(page: Page, request: HttpRequest | None = None) -> dict[str, str]:
    """Return the relative address of each public translation of the page."""
    found = {}
    for code, translation in live_translations(page, request).items():
        url = translation.get_url(request)
        if url:
            found[code] = url
    return found


def live_translations(
    page: Page, request: HttpRequest | None = None
) -> dict[str, Page]:
    """Return the public pages that say the same, this one included, by language."""
    pages = around(request, page).translations
    by_code = {other.locale.language_code: other for other in pages}
    return {code: by_code[code] for code, _ in settings.LANGUAGES if code in by_code}


@dataclass(frozen=True)
class Around:
    """The public pages around one: sections of the site, translations, those above."""

    children: list[Page]
    translations: list[Page]
    above: list[Page]


def around(request: HttpRequest | None, page: Any = None) -> Around:
    """Return what stands around a page, looked up at once for menu, head and crumbs."""
    page = page if isinstance(page, Page) and page.pk else None
    language = get_language()
    known = getattr(request, "_around", None)
    if known and known[0] == language and (page is None or known[1] == page.pk):
        return known[2]
    found = _around(_front_page(request), page)
    if request is not None:
        request._around = (language, page.pk if page else None, found)
    return found


def _around(home: Page | None, page: Page | None) -> Around:
    above = paths_above(page)[1:] if page else []
    # Each condition by itself finds its rows in an index.
    wanted = Q(path__in=above)
    if home is not None:
        interval = Page._get_children_path_interval(home.path)
        wanted |= Q(depth=home.depth + 1, path__range=interval) & unrestricted()
    if page is not None:
        wanted |= Q(translation_key=page.translation_key) & unrestricted()
    pages = list(
        Page.objects.live().filter(wanted).select_related("locale").order_by("path")
    )
    return Around(
        [one for one in pages if home and _stands_below(one, home)],
        [one for one in pages if page and one.translation_key == page.translation_key],
        [one for one in pages if one.path in above],
    )


def _stands_below(page: Page, home: Page) -> bool:
    return page.depth == home.depth + 1 and page.path.startswith(home.path)


def default_address(found: dict[str, str]) -> str | None:
    """Return the address for readers of any other language (x-default)."""
    for code in (FOREIGN_LANGUAGE, settings.LANGUAGE_CODE, *found):
        if code in found:
            return found[code]
    return None


def _front_page(request: HttpRequest | None) -> Page | None:
    routed = getattr(request, "front_page", None)
    if routed is not None and routed[0] == get_language():
        return routed[1]
    site = Site.find_for_request(request) if request else None
    site = site or Site.objects.filter(is_default_site=True).first()
    if site is None:
        return None
    front = site.root_page.get_translations(inclusive=True).filter(
        locale__language_code=(get_language() or settings.LANGUAGE_CODE)[:2]
    )
    return front.first()


def _front_addresses() -> dict[str, str]:
    return {code: f"/{code}/" for code, _ in settings.LANGUAGES}


def _notice_url(page: Any, code: str) -> str:
    if not isinstance(page, Page):
        return f"/{code}/"
    with override(code):
        return reverse("core:not_yet_translated", args=[page.translation_key])
