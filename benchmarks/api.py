"""Measures the partner API beside Wagtail's own: `python -m benchmarks.api [300 3000]`.

The three answer over the same pages of a database of their own, in this process, in
turns; a time is that of the processor, so that other work on the machine tells little.
`DATABASE_URL` of an empty PostgreSQL database measures there.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SIZES = (300, 3_000)
RUNS = 40
LIST = "/api/v1/news/"
RIVALS = {
    "v2": "/api/v2/pages/?type=news.NewsPage&limit=20",
    "v3": "/api/v3/pages/?type=news.NewsPage&limit=20",
}
RELATED = 60


def main() -> None:
    """Print one JSON object with the figures of each size."""
    sizes = [int(each) for each in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
        os.environ.setdefault(
            "DATABASE_URL", f"sqlite:///{Path(folder) / 'api.sqlite3'}"
        )
        os.environ.setdefault("COOP_VAR", folder)
        import django
        from django.conf import settings
        from django.core.management import call_command

        settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "wagtail.api.v2"]
        settings.ROOT_URLCONF = "benchmarks.api_urls"
        settings.API_LIMIT_OPEN = settings.API_LIMIT_KEY = 10**9
        settings.LOGGING = {**settings.LOGGING, "root": {"level": "ERROR"}}
        django.setup()
        call_command("migrate", verbosity=0)
        print(json.dumps({str(size): _measure(size) for size in sizes}, indent=2))


def _measure(size: int) -> dict[str, object]:
    _fill(size)
    own = _median(LIST)
    told: dict[str, object] = {
        "list": {"cpu_ms": own, "queries": _queries(LIST)},
        "not_modified": {"queries": _queries(LIST, again=True)},
        f"with_{RELATED}_related": {"queries": _queries(_issue())},
    }
    for name, address in RIVALS.items():
        theirs = _median(address)
        told[name] = {
            "cpu_ms": theirs,
            "queries": _queries(address),
            "times_ours": round(theirs / own, 1),
        }
    return told


def _ask(address: str, **headers: str):
    from django.test import Client

    answer = Client().get(address, headers=headers)
    if answer.status_code not in {200, 304}:
        message = f"{address}: {answer.status_code} {answer.content[:300]!r}"
        raise SystemExit(message)
    return answer


def _median(address: str) -> float:
    for _ in range(3):
        _ask(address)
    return round(
        statistics.median(_spent(lambda: _ask(address)) for _ in range(RUNS)), 2
    )


def _spent(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def _queries(address: str, *, again: bool = False) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    headers = {"if-none-match": _ask(address).headers["ETag"]} if again else {}
    _ask(address)
    with CaptureQueriesContext(connection) as queries:
        answer = _ask(address, **headers)
    if again and answer.status_code != 304:
        message = "An unchanged answer was not confirmed."
        raise SystemExit(message)
    return len(queries)


def _fill(size: int) -> None:
    """Make news up to so many, every third with a picture, and one full issue."""
    from cms.api.v1 import ledger
    from cms.news.models import NewsPage
    from cms.newspaper.models import ArticlePage, NewspaperIssuePage
    from tests.factories.assets import coop_image
    from tests.factories.news import news_index
    from tests.factories.newspaper import article, issue

    index = news_index()
    picture = coop_image()
    text = [{"type": "text", "value": "<h2>Uvod</h2><p>Besedilo novice.</p>"}]
    for number in range(NewsPage.objects.count(), size):
        page = NewsPage(
            title=f"Novica {number}",
            slug=f"novica-{number}",
            lead="Na kratko o novici.",
            picture=None if number % 3 else picture,
            body=text,
            locale=index.locale,
        )
        index.add_child(instance=page)
    if not NewspaperIssuePage.objects.exists():
        paper = issue()
        for number in range(RELATED):
            article(parent=paper, title=f"Članek {number}", picture=picture)
    if not ArticlePage.objects.exists():
        message = "There is no article."
        raise SystemExit(message)
    ledger.settle()


def _issue() -> str:
    from cms.newspaper.models import NewspaperIssuePage

    paper = NewspaperIssuePage.objects.get()
    return f"/api/v1/newspaper-issues/{paper.translation_key}/"


if __name__ == "__main__":
    main()
