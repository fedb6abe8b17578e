"""Newspaper issues and articles."""

import datetime as dt

from cms.newspaper.models import ArticlePage, NewspaperIndexPage, NewspaperIssuePage
from tests.factories.core import add_page
from tests.factories.home import front_page


def newspaper(language: str = "sl", **fields) -> NewspaperIndexPage:
    """Return the newspaper of that language, made if there is none."""
    home = front_page(language)
    found = NewspaperIndexPage.objects.child_of(home).first()
    fields = {"title": "Časopis", "show_in_menus": True, **fields}
    return found or add_page(home, NewspaperIndexPage(**fields))


def issue(*, index: NewspaperIndexPage | None = None, **fields) -> NewspaperIssuePage:
    """Return a public issue: the first of the first annual volume."""
    fields = {
        "title": "COOP 1",
        "number": 1,
        "year": 1,
        "date": dt.date(2012, 9, 15),
        "lead": "Prva številka.",
        **fields,
    }
    return add_page(index or newspaper(), NewspaperIssuePage(**fields))


def article(*, parent: NewspaperIssuePage | None = None, **fields) -> ArticlePage:
    """Return a public article of the issue."""
    fields = {
        "title": "Zadruga, ki zaposluje",
        "lead": "Kako so začeli.",
        "section": "Dobra praksa",
        **fields,
    }
    return add_page(parent or issue(), ArticlePage(**fields))
