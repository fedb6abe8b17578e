"""News for the measurements of the API: many rows at once, past the signals."""

from datetime import date, timedelta
from typing import Any

RELATED = 60
PICTURES = 10
FIRST_DAY = date(2012, 6, 1)
AT_ONCE = 500
TEXT = "<h2>Uvod</h2><p>Besedilo novice, ki pove, <b>kaj</b> se je zgodilo.</p>"


def fill(size: int) -> None:
    """Bring the news to so many, every third with a picture; and one full issue."""
    from django.db.models import F
    from django.utils import timezone

    from cms.api.models import Clock, Mark
    from cms.api.v1 import ledger
    from cms.news.models import NewsPage
    from cms.newspaper.models import NewspaperIssuePage
    from tests.factories.news import news_index

    index = news_index()
    if not NewspaperIssuePage.objects.exists():
        _fill_issue()
    ledger.settle()
    for start in range(NewsPage.objects.count(), size, AT_ONCE):
        _add_news(index, range(start, min(start + AT_ONCE, size)))
    # The ledger's own entries are not measured here: a new version is enough.
    Mark.objects.all().delete()
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Clock.objects.update(number=F("number") + 1, at=an_hour_ago)


def _add_news(index: Any, numbers: range) -> None:
    from django.db import connection, transaction
    from wagtail.models import Page

    from cms.news.models import NewsPage

    pictures = _pictures()
    news = [_news(index, number, pictures) for number in numbers]
    above = Page._meta.concrete_fields
    with transaction.atomic():
        pages = [
            Page(**{each.attname: getattr(one, each.attname) for each in above})
            for one in news
        ]
        Page.objects.bulk_create(pages, batch_size=AT_ONCE)
        for one, page in zip(news, pages, strict=True):
            one.page_ptr_id = page.pk
        own = NewsPage._meta.local_concrete_fields
        names = ", ".join(connection.ops.quote_name(each.column) for each in own)
        places = ", ".join(["%s"] * len(own))
        table = connection.ops.quote_name(NewsPage._meta.db_table)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({places})",
                [_values(one, own, connection) for one in news],
            )
        Page.objects.filter(pk=index.pk).update(numchild=numbers.stop)


def _values(row: Any, fields: Any, connection: Any) -> list[Any]:
    """Return what is saved of a row."""
    values = [(each, getattr(row, each.attname)) for each in fields]
    return [each.get_db_prep_save(value, connection) for each, value in values]


def _news(index: Any, number: int, pictures: list[Any]) -> Any:
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone

    from cms.news.models import NewsPage

    slug = f"novica-{number}"
    return NewsPage(
        path=NewsPage._get_path(index.path, index.depth + 1, number + 1),
        depth=index.depth + 1,
        url_path=f"{index.url_path}{slug}/",
        slug=slug,
        title=f"Novica {number}",
        draft_title=f"Novica {number}",
        lead="Na kratko o novici, v dveh stavkih. Več pove besedilo.",
        kicker="Forum",
        byline="Uredništvo",
        date=FIRST_DAY + timedelta(days=number // 4),
        picture=None if number % 3 else pictures[number % PICTURES],
        body=[{"type": "text", "value": TEXT}],
        locale=index.locale,
        content_type=ContentType.objects.get_for_model(NewsPage),
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
    )


def _pictures() -> list[Any]:
    from cms.assets.models import CoopImage
    from tests.factories.assets import coop_image

    known = list(CoopImage.objects.order_by("pk"))
    return known + [coop_image() for _ in range(PICTURES - len(known))]


def _fill_issue() -> None:
    from tests.factories.newspaper import article, issue

    paper, pictures = issue(), _pictures()
    for number in range(RELATED):
        picture = pictures[number % PICTURES]
        article(parent=paper, title=f"Članek {number}", picture=picture)
