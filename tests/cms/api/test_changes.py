"""The delta: whoever follows it has what we have, deletions included."""

import datetime as dt
import random
import threading

import pytest
from django.core.cache import caches
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from cms.api.models import Change, Clock
from cms.api.v1 import changes, ledger
from cms.network.models import Partner
from cms.news.models import NewsPage
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from tests.factories.assets import coop_document, coop_image
from tests.factories.core import translated
from tests.factories.network import partner
from tests.factories.news import news_index, news_item
from tests.factories.newspaper import article, issue
from tests.factories.publications import edition, volume

LOCALES = ("sl", "it", "en")
LISTS = (
    "news",
    "newspaper-issues",
    "articles",
    "partners",
    "volumes",
    "papers",
    "recommendations",
    "pages",
    "events",
    "programme-items",
    "people",
    "pictures",
)


class Replica:
    """A partner's copy, kept by following the delta."""

    def __init__(self, client) -> None:
        self.client = client
        self.cursor = ""
        self.entries: dict[tuple[str, str, str], dict] = {}
        self.events: list[tuple[str, str, str]] = []

    def follow(self) -> None:
        more = True
        while more:
            given = {"page_size": "7"} | (
                {"cursor": self.cursor} if self.cursor else {}
            )
            answer = self.client.get("/api/v1/changes/", given)
            assert answer.status_code == 200, answer.content
            told = answer.json()
            for change in told["changes"]:
                self._take(change)
            self.cursor, more = told["next_cursor"], told["has_more"]

    def _take(self, change: dict) -> None:
        key = (change["resource"], change["id"], change["locale"])
        self.events.append((change["event"], change["resource"], change["locale"]))
        self.entries.pop(key, None)
        if not change["gone"]:
            answer = self.client.get(change["api_url"])
            # It may have gone since; then its tombstone follows.
            if answer.status_code == 200:
                self.entries[key] = answer.json()


def made_anew(client, address: str, given: dict[str, str] | None = None):
    """Return an answer that is not the one of before."""
    caches["answers"].clear()
    return client.get(address, given)


def origin(client) -> dict[tuple[str, str, str], dict]:
    """Return all that the lists and entries hold."""
    found = {}
    for resource in LISTS:
        for locale in LOCALES:
            given = {"locale": locale, "page_size": "100"}
            listed = made_anew(client, f"/api/v1/{resource}/", given).json()
            assert listed["next"] is None
            for entry in listed["results"]:
                address = f"/api/v1/{resource}/{entry['id']}/?locale={locale}"
                entry_now = made_anew(client, address).json()
                found[resource, entry["id"], locale] = entry_now
    return found


# --- one step at a time -----------------------------------------------------------
@pytest.mark.django_db
def test_beginner_gets_everything_there_is(client):
    item = news_item(title="Prvi forum")
    translated(item, "it", title="Il primo forum")
    article(parent=issue())
    edition()
    copy = Replica(client)
    copy.follow()
    assert copy.entries == origin(client)
    assert {event for event, _, _ in copy.events} == {"created"}


@pytest.mark.django_db
def test_life_of_a_page_is_told_in_order(client):
    news_index()
    copy = Replica(client)
    copy.follow()
    copy.events.clear()
    item = news_item(title="Prvi forum")
    copy.follow()
    item.title = "Prvi forum v Mariboru"
    item.save()
    copy.follow()
    item.unpublish()
    copy.follow()
    item.refresh_from_db()
    item.save_revision().publish()
    copy.follow()
    item.delete()
    copy.follow()
    assert copy.events == [
        (event, "news", "sl")
        for event in ("created", "updated", "unpublished", "created", "deleted")
    ]


@pytest.mark.django_db
def test_tombstone_holds_no_content(client):
    item = news_item(title="SKRITO", lead="SKRITO")
    copy = Replica(client)
    copy.follow()
    item.unpublish()
    answer = client.get("/api/v1/changes/", {"cursor": copy.cursor})
    (told,) = answer.json()["changes"]
    assert set(told) == {
        "number", "event", "gone", "resource", "id", "locale", "at", "api_url",
    }  # fmt: skip
    assert "SKRITO" not in answer.content.decode()


@pytest.mark.django_db
def test_saving_without_a_difference_is_no_change(client):
    item = news_item()
    copy = Replica(client)
    copy.follow()
    copy.events.clear()
    item.save()
    copy.follow()
    assert copy.events == []


@pytest.mark.django_db
def test_picture_changes_the_pages_that_show_it(client):
    picture = coop_image()
    news_item(picture=picture)
    copy = Replica(client)
    copy.follow()
    copy.events.clear()
    picture.alt_sl = "Predavatelji foruma"
    picture.save()
    copy.follow()
    assert sorted(copy.events) == [
        ("updated", "news", "sl"),
        ("updated", "pictures", "sl"),
    ]
    assert copy.entries == origin(client)


@pytest.mark.django_db
def test_document_changes_the_pages_that_offer_it(client):
    document = coop_document()
    block = {"type": "download", "value": {"document": document.pk, "title": ""}}
    item = news_item(body=[block])
    copy = Replica(client)
    copy.follow()
    copy.events.clear()
    document.title = "Program foruma"
    document.save()
    copy.follow()
    assert copy.events == [("updated", "news", "sl")]
    assert copy.entries == origin(client)
    body = copy.entries["news", str(item.translation_key), "sl"]["body"]
    assert "Program foruma" in body


@pytest.mark.django_db
def test_new_address_of_a_list_is_the_new_address_of_its_pages(client):
    item = news_item()
    copy = Replica(client)
    copy.follow()
    copy.events.clear()
    index = item.get_parent().specific
    index.slug = "aktualno"
    index.save_revision().publish()
    copy.follow()
    assert sorted(copy.events) == [
        ("updated", "news", "sl"),
        ("updated", "pages", "sl"),
    ]
    assert copy.entries == origin(client)


@pytest.mark.django_db
def test_page_changes_with_the_address_that_it_links_to(client):
    target = news_item(title="Cilj")
    text = f'<p><a linktype="page" id="{target.pk}">cilj</a></p>'
    item = news_item(title="Prvo", body=[{"type": "text", "value": text}])
    copy = Replica(client)
    copy.follow()
    copy.events.clear()
    target.slug = "nov-cilj"
    target.save_revision().publish()
    copy.follow()
    assert copy.events == [("updated", "news", "sl")] * 2
    assert copy.entries == origin(client)
    assert "nov-cilj" in copy.entries["news", str(item.translation_key), "sl"]["body"]


@pytest.mark.django_db
def test_article_of_a_hidden_issue_is_gone(client):
    paper = issue()
    article(parent=paper)
    copy = Replica(client)
    copy.follow()
    copy.events.clear()
    PageViewRestriction.objects.create(page=paper, restriction_type="login")
    copy.follow()
    assert sorted(copy.events) == [
        ("unpublished", "articles", "sl"),
        ("unpublished", "newspaper-issues", "sl"),
    ]
    assert copy.entries == origin(client)
    assert {key[0] for key in copy.entries} == {"pages"}


@pytest.mark.django_db
def test_paper_left_out_of_the_next_edition_is_superseded(client):
    book = volume(papers=2)
    edition(book)
    copy = Replica(client)
    copy.follow()
    copy.events.clear()
    book.papers.last().delete()
    edition(book)
    copy.follow()
    assert {e for e in copy.events if e[1] == "papers" and e[0] == "superseded"} == {
        ("superseded", "papers", locale) for locale in LOCALES
    }
    assert copy.entries == origin(client)


# --- cursors ------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor", ["", "x", "c", "c-1", "c\u0661", "s1", "c" + "9" * 30]
)
def test_strange_cursor_is_refused(client, cursor):
    answer = client.get("/api/v1/changes/", {"cursor": cursor})
    assert answer.status_code == 400
    assert answer.json()["parameter"] == "cursor"


@pytest.mark.django_db
def test_cursor_of_the_future_is_refused(client):
    answer = client.get("/api/v1/changes/", {"cursor": "c999999"})
    assert answer.status_code == 400


@pytest.mark.django_db
def test_changes_are_kept_for_two_years_and_then_the_cursor_says_so(client):
    copy = Replica(client)
    copy.follow()
    item = news_item()
    ledger.settle()
    nearly = timezone.now() - dt.timedelta(days=731)
    Change.objects.update(at=nearly)
    assert changes.drop_old_changes() == 0
    Change.objects.update(at=timezone.now() - dt.timedelta(days=800))
    assert changes.drop_old_changes() > 0
    answer = client.get("/api/v1/changes/", {"cursor": copy.cursor})
    assert answer.status_code == 410
    assert answer.json()["restart"] == "http://localhost:8000/api/v1/changes/"
    fresh = Replica(client)
    fresh.follow()
    news = [key[1] for key in fresh.entries if key[0] == "news"]
    assert news == [str(item.translation_key)]


# --- at random ----------------------------------------------------------------------
class Editors:
    """Does things to content at random."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.count = 0

    def step(self) -> None:
        act = self.dice.choice(
            [
                self.create, self.create, self.change, self.change, self.unpublish,
                self.publish, self.delete, self.translate, self.move, self.rename,
                self.partner, self.restrict,
            ]
        )  # fmt: skip
        with transaction.atomic():
            act()

    def _one(self, *models):
        pages = [page for model in models for page in model.objects.order_by("pk")]
        return self.dice.choice(pages) if pages else None

    def create(self) -> None:
        self.count += 1
        kind = self.dice.choice(["news", "news", "issue", "article"])
        if kind == "news":
            news_item(title=f"Novica {self.count}", live=self.dice.random() < 0.8)
        elif kind == "issue":
            issue(title=f"Številka {self.count}", number=self.count)
        elif parent := self._one(NewspaperIssuePage):
            article(parent=parent, title=f"Članek {self.count}")

    def change(self) -> None:
        if page := self._one(NewsPage, ArticlePage, NewspaperIssuePage):
            page.lead = f"Spremenjeno {self.dice.random()}"
            page.save()

    def unpublish(self) -> None:
        if page := self._one(NewsPage, ArticlePage, NewspaperIssuePage):
            page.unpublish()

    def publish(self) -> None:
        if page := self._one(NewsPage, ArticlePage, NewspaperIssuePage):
            page.save_revision().publish()

    def delete(self) -> None:
        if page := self._one(NewsPage, ArticlePage, NewspaperIssuePage):
            page.delete()

    def translate(self) -> None:
        page = self._one(NewsPage, NewspaperIssuePage, ArticlePage)
        locale = Locale.objects.get(language_code=self.dice.choice(["it", "en"]))
        if page and page.locale_id != locale.pk and not page.has_translation(locale):
            translated(page, locale.language_code, title=f"T {self.dice.random()}")

    def move(self) -> None:
        page, to = self._one(ArticlePage), self._one(NewspaperIssuePage)
        if (
            page
            and to
            and page.locale_id == to.locale_id
            and page.get_parent().pk != to.pk
        ):
            page.move(to, pos="last-child")

    def rename(self) -> None:
        if page := self._one(NewspaperIssuePage, NewsPage):
            page.slug = f"{page.slug[:20]}-{self.dice.randrange(10**6)}"
            page.save_revision().publish()

    def partner(self) -> None:
        found = list(Partner.objects.order_by("pk"))
        if found and self.dice.random() < 0.5:
            one = self.dice.choice(found)
            if self.dice.random() < 0.4:
                one.delete()
            else:
                one.place = f"Kraj {self.dice.random()}"
                one.save()
        else:
            self.count += 1
            partner(self.dice.choice(LOCALES), name=f"Zadruga {self.count}")

    def restrict(self) -> None:
        found = PageViewRestriction.objects.first()
        if found and self.dice.random() < 0.6:
            found.delete()
        elif page := self._one(NewsPage, NewspaperIssuePage):
            PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seed", "steps"),
    [(1, 100), *(pytest.param(n, 1000, marks=pytest.mark.long) for n in range(2, 6))],
)
def test_replica_equals_the_origin_after_random_work(client, seed, steps):
    editors, copy = Editors(seed), Replica(client)
    for number in range(1, steps + 1):
        editors.step()
        # Soon after each other: a later change would cover what one forgot.
        if number % 4 == 0:
            copy.follow()
            assert copy.entries == origin(client), number


@pytest.mark.django_db(transaction=True)
def test_replica_misses_nothing_while_several_write(client):
    news_index()
    copy = Replica(client)
    troubles = []

    def write(seed: int) -> None:
        dice = random.Random(seed)
        try:
            for number in range(12):
                with transaction.atomic():
                    one = partner("sl", name=f"Zadruga {seed}-{number}")
                with transaction.atomic():
                    one = Partner.objects.get(pk=one.pk)
                    if dice.random() < 0.3:
                        one.delete()
                    else:
                        one.place = f"Kraj {dice.random()}"
                        one.save()
        except Exception as problem:  # noqa: BLE001 - told by the test below
            troubles.append(problem)
        finally:
            close_old_connections()
            connection.close()

    writers = [threading.Thread(target=write, args=[seed]) for seed in range(4)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        copy.follow()
    for writer in writers:
        writer.join()
    assert troubles == []
    copy.follow()
    assert copy.entries == origin(client)


# --- validators -----------------------------------------------------------------------
@pytest.mark.django_db
def test_known_answer_is_confirmed_without_reading_content(client):
    item = news_item()
    ledger.settle()
    address = f"/api/v1/news/{item.translation_key}/"
    tag = client.get(address).headers["ETag"]
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers={"if-none-match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert len(queries) == 1
    assert "api_clock" in queries[0]["sql"]


@pytest.mark.django_db
def test_date_confirms_only_what_is_older_than_its_seconds(client):
    news_item()
    ledger.settle()
    assert "Last-Modified" not in client.get("/api/v1/news/").headers
    Clock.objects.update(at=timezone.now() - dt.timedelta(minutes=1))
    date = client.get("/api/v1/news/").headers["Last-Modified"]
    answer = client.get("/api/v1/news/", headers={"if-modified-since": date})
    assert answer.status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [3])
def test_no_answer_is_confirmed_or_repeated_that_has_changed(client, seed):
    editors = Editors(seed)
    addresses = [
        f"/api/v1/{name}/?locale={locale}" for name in LISTS[:4] for locale in LOCALES
    ]
    known: dict[str, tuple[str, bytes]] = {}
    for number in range(60):
        editors.step()
        if number % 2:
            ledger.settle()
        for address in addresses:
            tag, body = known.get(address, ("", b""))
            answer = client.get(address, headers={"if-none-match": tag} if tag else {})
            now = client.get(address)
            assert now.content == made_anew(client, address).content, address
            if answer.status_code == 304:
                assert now.content == body, address
            known[address] = (now.headers["ETag"], now.content)
