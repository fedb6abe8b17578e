"""Measures the partner API beside Wagtail's own: `python -m benchmarks.api --pages N…`.

All answer over the same pages of a database of their own, in one process, in turns; a
time is that of the processor, so that other work on the machine tells little, and a
ratio is of answers that followed each other. On SQLite, and on the empty PostgreSQL
database that `DATABASE_URL` names.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import api_content

ROOT = Path(__file__).parents[1]
SIZES = [300, 3_000]
ROUNDS = 15
# Rounds before those that count.
WARM = 2
LIST = "/api/v1/news/"
FIELDS = "kicker,lead,date,byline,caption,picture"
V2 = "/api/v2/pages/?type=news.NewsPage&order=-first_published_at&limit=20"
V3 = "/api/v3/pages/?type=news.NewsPage&limit=20"
HOLDS = {
    "ours": "20 news as our list gives them: id, languages, addresses, title, kicker, "
    "lead, date, byline, translations, picture with alt text, credit, focal point and "
    "every size in three formats; the second time that it is asked for",
    "ours_after_a_change": "the same, the first time after something has changed",
    "v2": "20 news as its list gives them: id, type, addresses, slug, title, date",
    "v2_same_fields": "and kicker, lead, date, byline, caption, id and title of the "
    "picture; neither sizes nor translations",
    "v3": "20 news as its list gives them: id, type, addresses, locale, slug, title, "
    "date; it takes no more fields",
    "v3_same_fields": "its list, and each of the 20 entries, for kicker, lead, date, "
    "byline, caption, id of the picture",
}
Ask = Callable[[], object]


def main() -> None:
    """Print one JSON object with the figures of each database and size."""
    parser = argparse.ArgumentParser(prog="benchmarks.api")
    parser.add_argument("--pages", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(_here(sorted(options.pages), options.rounds)))
        return
    told: dict[str, Any] = {"what_each_answer_holds": HOLDS}
    given = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="coop-bench-") as folder:
        urls = {"sqlite": f"sqlite:///{Path(folder) / 'api.sqlite3'}"}
        if given.startswith("postgres"):
            urls["postgresql"] = given
        for name, url in urls.items():
            told[name] = _elsewhere(url, folder, options)
    print(json.dumps(told, indent=2))


def _elsewhere(url: str, folder: str, options: argparse.Namespace) -> dict[str, Any]:
    """Measure on one database, in a process that knows no other."""
    sizes = [str(each) for each in options.pages]
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "benchmarks.api", "--here"),
            *("--rounds", str(options.rounds), "--pages", *sizes),
        ],
        cwd=ROOT,
        env={
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            **os.environ,
            "DATABASE_URL": url,
            "COOP_VAR": folder,
        },
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def _here(sizes: list[int], rounds: int) -> dict[str, Any]:
    _set_up()
    told: dict[str, Any] = {}
    for size in sizes:
        api_content.fill(size)
        told[str(size)] = _measure(rounds)
    least, most = told[str(sizes[0])]["list"], told[str(sizes[-1])]["list"]
    told["times_from_fewest_to_most_pages"] = {
        name: round(most[name]["cpu_ms"] / least[name]["cpu_ms"], 1) for name in least
    }
    return told


def _set_up() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "wagtail.api.v2"]
    settings.ROOT_URLCONF = "benchmarks.api_urls"
    settings.API_LIMIT_OPEN = settings.API_LIMIT_KEY = 10**9
    settings.LOGGING = {**settings.LOGGING, "root": {"level": "ERROR"}}
    django.setup()
    from wagtail.api import APIField

    from cms.news.models import NewsPage

    NewsPage.api_fields = [APIField(name) for name in FIELDS.split(",")]
    call_command("migrate", verbosity=0)


def _measure(rounds: int) -> dict[str, Any]:
    lists = _lists()
    spent = _in_turns(lists, rounds)
    told: dict[str, Any] = {"list": {}}
    for name, (ask, before) in lists.items():
        of_ours = [
            theirs / ours
            for ours, theirs in zip(spent["ours"], spent[name], strict=True)
        ]
        told["list"][name] = {
            "cpu_ms": round(statistics.median(spent[name]), 2),
            "queries": _queries(ask, before),
            "times_ours": round(statistics.median(of_ours), 1),
        }
    issue = _issue()
    told[f"with_{api_content.RELATED}_related"] = {
        "queries": _queries(lambda: _ask(issue), _change)
    }
    return told


def _lists() -> dict[str, tuple[Ask, Ask]]:
    """Return how each list is asked for, and what is done before, untimed."""
    tag = ""

    def nothing() -> None:
        """Leave everything as it is."""

    def remember() -> None:
        nonlocal tag
        tag = _ask(LIST).headers["ETag"]

    def confirm() -> None:
        _ask(LIST, 304, **{"if-none-match": tag})

    return {
        "ours": (lambda: _ask(LIST), remember),
        "ours_after_a_change": (lambda: _ask(LIST), _change),
        "ours_not_modified": (confirm, remember),
        "v2": (lambda: _ask(V2), nothing),
        "v2_same_fields": (lambda: _ask(f"{V2}&fields={FIELDS}"), nothing),
        "v3": (lambda: _ask(V3), nothing),
        "v3_same_fields": (_ask_for_each, nothing),
        "client_and_middleware_alone": (lambda: _ask("/nothing/"), nothing),
    }


def _in_turns(lists: dict[str, tuple[Ask, Ask]], rounds: int) -> dict[str, list[float]]:
    """Return the processor's time of each, in ms, once a round; the first do not count."""
    spent: dict[str, list[float]] = {name: [] for name in lists}
    for _ in range(rounds + WARM):
        for name, (ask, before) in lists.items():
            before()
            started = time.process_time()
            ask()
            spent[name].append((time.process_time() - started) * 1000)
    return {name: times[WARM:] for name, times in spent.items()}


def _queries(ask: Ask, before: Ask) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    before()
    ask()
    before()
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


def _ask(address: str, status: int = 200, **headers: str) -> Any:
    from django.test import Client

    answer = Client().get(address, headers=headers)
    if answer.status_code != status:
        message = f"{address}: {answer.status_code} {answer.content[:300]!r}"
        raise SystemExit(message)
    return answer


def _ask_for_each() -> None:
    for entry in _ask(V3).json()["items"]:
        _ask(f"/api/v3/pages/{entry['id']}/")


def _change() -> None:
    """Make a new version of the content, as every change does."""
    from django.db.models import F

    from cms.api.models import Clock

    Clock.objects.update(number=F("number") + 1)


def _issue() -> str:
    from cms.newspaper.models import NewspaperIssuePage

    paper = NewspaperIssuePage.objects.get()
    return f"/api/v1/newspaper-issues/{paper.translation_key}/"


if __name__ == "__main__":
    main()
