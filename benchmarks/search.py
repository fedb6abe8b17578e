"""Measures the search: `python -m benchmarks.search [300 3000 30000]`.

Fills a database of its own with synthetic documents whose words are as unevenly
frequent as in language (Zipf), and asks the search what readers ask. A query's time
is everything from the words to the matches, facets and snippets of the first page,
as time of the processor: the database runs in the same process.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

SIZES = (300, 3_000, 30_000)
VOCABULARY = 40_000
WORDS_IN_DOCUMENT = 150
RUNS = 60
BATCH = 300


def main() -> None:
    """Print the times and ratios of each size."""
    sizes = [int(each) for each in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "search.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{database}")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        _measure(sizes)


def _measure(sizes: list[int]) -> None:
    words, weights = _vocabulary()
    made = 0
    first: dict[str, float] = {}
    for size in sizes:
        started = time.process_time()
        _add(size - made, made, words, weights)
        spent = time.process_time() - started
        rate = (size - made) / spent
        made = size
        print(f"{size} documents ({rate:.0f} indexed a second)")
        for name, queries in _questions(words).items():
            times = sorted(map(_ask, queries))
            median = statistics.median(times)
            ratio = median / first.setdefault(name, median)
            slow = times[int(len(times) * 0.95)]
            print(
                f"  {name:<12} median {median * 1000:6.1f} ms"
                f"  95 % {slow * 1000:6.1f} ms  {ratio:5.1f} x the smallest size"
            )


def _vocabulary() -> tuple[list[str], list[float]]:
    chance = random.Random(1)
    starts = [a + b for a in "bcčdfghjklmnprsštvzž" for b in "aeiou"]
    words = sorted(
        {
            "".join(chance.choices(starts, k=chance.randint(2, 4)))
            for _ in range(VOCABULARY * 2)
        }
    )[:VOCABULARY]
    chance.shuffle(words)
    # The hundred most frequent words of a language are its stop words.
    return words, [1 / (rank + 100) for rank in range(len(words))]


def _add(number: int, made: int, words: list[str], weights: list[float]) -> None:
    from django.db import transaction
    from wagtail.models import Locale

    from search import operations
    from search.enums import Kind
    from search.sources import Entry

    chance = random.Random(made)
    kinds = [Kind.NEWS, Kind.NEWSPAPER, Kind.PAGE, Kind.PARTNER]
    partners = _pages(number, made, Locale.objects.get(language_code="sl"))
    entries = [
        Entry(
            kind=chance.choice(kinds),
            key=f"bench:{made + at}",
            language="sl",
            title=" ".join(chance.choices(words, weights, k=6)),
            text=" ".join(chance.choices(words, weights, k=WORDS_IN_DOCUMENT)),
            year=chance.randint(2005, 2026),
            source={"page": partners[at]},
        )
        for at in range(number)
    ]
    for at in range(0, number, BATCH):
        with transaction.atomic():
            operations._write(entries[at : at + BATCH])


def _pages(number: int, made: int, locale) -> list[int]:
    """Write bare pages, past the tree's bookkeeping; return their keys."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    kind = ContentType.objects.get_for_model(Page)
    pages = [
        Page(
            title="x",
            draft_title="x",
            slug=f"bench-{made + at}",
            path=f"0001ZZZZ{made + at:04X}",
            depth=3,
            url_path=f"/bench/{made + at}/",
            live=True,
            locale=locale,
            content_type=kind,
        )
        for at in range(number)
    ]
    Page.objects.bulk_create(pages, batch_size=500)
    rows = Page.objects.filter(slug__startswith="bench-").order_by("-pk")[:number]
    return sorted(rows.values_list("pk", flat=True))


def _questions(words: list[str]) -> dict[str, list[str]]:
    chance = random.Random(2)
    often, seldom = words[:300], words[300:6_000]
    return {
        "commonest": words[:RUNS],
        "one word": [chance.choice(seldom) for _ in range(RUNS)],
        "two words": [
            f"{chance.choice(often)} {chance.choice(seldom)}" for _ in range(RUNS)
        ],
        "three words": [" ".join(chance.sample(often, 3)) for _ in range(RUNS)],
        "beginning": [chance.choice(seldom)[:4] for _ in range(RUNS)],
        "mistyped": [_mistyped(chance.choice(seldom), chance) for _ in range(RUNS)],
    }


def _mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return f"{word[:at]}x{word[at:]}"


def _ask(asked: str) -> float:
    from search import snippets, spelling
    from search.models import Document
    from search.queries import Choice, Query, answer

    started = time.process_time()
    query = Query.of(asked, "sl")
    found = answer(query, "sl", Choice())
    if not found.matches:
        meant = spelling.suggestion(query, found.wanted, "sl")
        query = Query.of(meant, "sl")
        found = answer(query, "sl", Choice())
    if found.matches:
        wanted = snippets.pattern(query, found.wanted)
        rows = Document.objects.in_bulk([match.pk for match in found.matches[:10]])
        for row in rows.values():
            snippets.snippet(row.text, wanted)
    return time.process_time() - started


if __name__ == "__main__":
    main()
