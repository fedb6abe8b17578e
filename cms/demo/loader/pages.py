"""The pages of the demo: Slovenian first, then their translations."""

import uuid
from typing import Any

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from cms.core.models import ContentPage
from cms.demo.loader import files
from cms.demo.loader.markup import to_blocks
from cms.demo.loader.pictures import picture
from cms.demo.loader.translation import translate
from cms.network.models import PartnersPage
from cms.news.models import NewsIndexPage, NewsPage
from cms.newspaper.models import ArticlePage, NewspaperIndexPage, NewspaperIssuePage
from cms.translation.operations import together
from home.models import HomePage

Entry = dict[str, Any]

IN_THE_MENU = (NewsIndexPage, NewspaperIndexPage, PartnersPage, ContentPage)


def load_pages() -> int:
    """Make the pages that are missing; return how many there were."""
    home = HomePage.objects.get(locale__language_code=files.SOURCE, depth=2)
    pages = files.read("pages")
    count = _fill_front_page(home, pages["home"])
    for entry in pages["pages"]:
        count += _plant(home, ContentPage, entry)[1]
    count += _plant(home, PartnersPage, files.read("partners")["page"])[1]
    news = files.read("news")
    count += _plant_all(home, NewsIndexPage, news["index"], NewsPage, news["items"])
    paper = files.read("newspaper")
    archive, made = _plant(home, NewspaperIndexPage, paper["index"])
    return (
        count
        + made
        + _plant_all(
            archive, NewspaperIssuePage, paper["issue"], ArticlePage, paper["articles"]
        )
    )


def _plant_all(
    parent: Page | None, kind: type, entry: Entry, child: type, children: list[Entry]
) -> int:
    """Make a page with its subpages; return how many were missing."""
    page, count = _plant(parent, kind, entry)
    return count + sum(_plant(page, child, one)[1] for one in children)


def _plant(parent: Page | None, kind: type, entry: Entry) -> tuple[Page | None, int]:
    """Return the page of an entry, and how many languages of it were missing.

    A page stays as it is once it is there; below a page that somebody deleted or
    whose address somebody took, nothing is planted.
    """
    if parent is None:
        return None, 0
    key = files.key(kind.__name__, entry[files.SOURCE]["slug"])
    there = set(
        kind.objects.filter(translation_key=key).values_list(
            "locale__language_code", flat=True
        )
    )
    count = 0
    # An issue appears in all its languages at once.
    with together([key]):
        if files.SOURCE not in there:
            if parent.get_children().filter(slug=entry[files.SOURCE]["slug"]).exists():
                return None, 0
            _make(parent, kind, entry, key)
            count += 1
        page = kind.objects.get(translation_key=key, locale__language_code=files.SOURCE)
        missing = [
            code
            for code in files.LANGUAGES[1:]
            if code in entry
            and code not in there
            and parent.has_translation(Locale.objects.get_for_language(code))
        ]
        translate(page, {code: _fields(kind, entry, code, key) for code in missing})
    _forget_detours(key, missing)
    return page, count + len(missing)


def _forget_detours(key: uuid.UUID, languages: list[str]) -> None:
    """Remove redirects from the addresses that the pages had for a moment."""
    Redirect.objects.filter(
        automatically_created=True,
        redirect_page__translation_key=key,
        redirect_page__locale__language_code__in=languages,
    ).delete()


@transaction.atomic
def _make(parent: Page, kind: type, entry: Entry, key: uuid.UUID) -> None:
    page = kind(
        translation_key=key,
        locale=parent.locale,
        show_in_menus=isinstance(parent, HomePage) and kind in IN_THE_MENU,
        **_fields(kind, entry, files.SOURCE, key),
    )
    parent.add_child(instance=page)
    page.save_revision().publish()


def _fields(kind: type, entry: Entry, language: str, key: uuid.UUID) -> Entry:
    words = dict(entry[language])
    body = words.pop("body", None)
    has_caption = any(field.name == "caption" for field in kind._meta.fields)
    caption = words["caption"] if has_caption else words.pop("caption", "")
    if body is not None:
        words["body"] = to_blocks(body, picture=picture, caption=caption, key=key)
    shared = {name: entry[name] for name in ("date", "number", "year") if name in entry}
    if "picture" in entry and any(f.name == "picture" for f in kind._meta.fields):
        shared["picture_id"] = picture(entry["picture"])
    return words | shared


def _fill_front_page(home: HomePage, entry: Entry) -> int:
    """Write the front page's text, unless somebody has edited it already."""
    if home.latest_revision_id or home.body:
        return 0
    for name, value in _fields(
        HomePage, entry, files.SOURCE, home.translation_key
    ).items():
        setattr(home, name, value)
    home.picture_id = picture("trije-krogi.png")
    home.save_revision().publish()
    home.refresh_from_db()
    translate(home, {code: _front(home, entry, code) for code in files.LANGUAGES[1:]})
    return len(files.LANGUAGES)


def _front(home: HomePage, entry: Entry, language: str) -> Entry:
    twin = home.get_translation(Locale.objects.get_for_language(language))
    words = _fields(HomePage, entry, language, home.translation_key)
    return words | {"slug": twin.slug}
