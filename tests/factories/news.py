"""News lists and items."""

import datetime as dt

from cms.news.models import NewsIndexPage, NewsPage
from tests.factories.core import add_page
from tests.factories.home import front_page


def news_index(language: str = "sl", **fields) -> NewsIndexPage:
    """Return the news list of that language, made if there is none."""
    home = front_page(language)
    found = NewsIndexPage.objects.child_of(home).first()
    fields = {"title": "Novice", "show_in_menus": True, **fields}
    return found or add_page(home, NewsIndexPage(**fields))


def news_item(*, index: NewsIndexPage | None = None, **fields) -> NewsPage:
    """Return a public news item of 1 June 2012."""
    fields = {
        "title": "Prvi forum v Mariboru",
        "lead": "Deležniki so se prvič sešli.",
        "date": dt.date(2012, 6, 1),
        **fields,
    }
    return add_page(index or news_index(), NewsPage(**fields))
