"""What is not public appears nowhere, and every string stays well-formed."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from wagtail.models import PageViewRestriction

from cms.api import feeds
from cms.api.enums import Scope
from cms.api.keys import operations
from cms.api.models import ApiKey
from cms.api.oai import datacite, dublin_core
from cms.api.oai.records import Record
from cms.api.oai.xml import element
from cms.api.v1 import ledger
from cms.publications.models import Edition
from search import operations as search
from tests.factories.accounts import administrator, user
from tests.factories.assets import coop_image
from tests.factories.conference import submission
from tests.factories.core import content_page, translated
from tests.factories.network import partner
from tests.factories.news import news_index, news_item
from tests.factories.newspaper import article, issue
from tests.factories.programme import programme, release, session, talk
from tests.factories.publications import add_paper, edition, volume

pytestmark = pytest.mark.once

CANARY = "Kanarcek"
LOCALES = ("sl", "it", "en")


# --- the canary ---------------------------------------------------------------------
def hide(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def hidden_news() -> list:
    """Return items that are hidden in every way there is."""
    draft = news_item(title=f"{CANARY} osnutek", live=False)
    gone = news_item(title=f"{CANARY} umaknjen", lead=CANARY)
    gone.unpublish()
    private = news_item(title=f"{CANARY} zaseben")
    hide(private)
    coming = news_item(title=f"{CANARY} v prihodnje", live=False)
    coming.go_live_at = timezone.now() + dt.timedelta(days=9)
    coming.save_revision().publish()
    deleted = news_item(title=f"{CANARY} izbrisan")
    deleted.delete()
    return [draft, gone, private, coming, deleted]


def hidden_content() -> list[str]:
    """Make hidden things of every kind; return the ids by which one could ask."""
    ids = [str(page.translation_key) for page in hidden_news()]
    public = news_item(title="Javna novica", picture=coop_image())
    public.title = f"{CANARY} popravek"
    public.save_revision()
    ids.append(str(translated(public, "it", live=False, title=CANARY).translation_key))
    closed = issue(title=CANARY, number=9)
    hide(closed)
    ids += [str(each.translation_key) for each in (closed, article(parent=closed))]
    page = content_page(title=CANARY, live=False)
    unused = coop_image(title=CANARY, alt_sl=CANARY, credit=CANARY)
    shown = news_item(title=CANARY, picture=coop_image(alt_sl=CANARY, credit=CANARY))
    shown.unpublish()
    ids += [str(page.translation_key), str(unused.uuid), str(shown.picture.uuid)]
    planned = programme(titles={"sl": CANARY, "it": CANARY, "en": CANARY})
    ids.append(str(planned.uuid))
    ids.append(talk(session(planned), titles={"sl": CANARY}, speakers=CANARY).code)
    submission(title=CANARY)
    withdrawn = edition(with_canary())
    Edition.objects.filter(pk=withdrawn.pk).update(state="superseded")
    withdrawn.volume.current_edition = None
    withdrawn.volume.save()
    ids.append(withdrawn.volume.slug)
    ids += [f"{withdrawn.volume.slug}.{one.slug}" for one in withdrawn.papers.all()]
    volume(slug="zbornik-kanarcek")
    return ids


def with_canary():
    """Return a volume with a paper that nobody may read."""
    made = volume(papers=0)
    add_paper(made, title=CANARY)
    return made


def public_content() -> None:
    """Make something public of every kind beside it."""
    article(parent=issue())
    content_page()
    partner()
    edition()
    held = programme()
    talk(session(held))
    release(held)


def keys() -> dict[str, dict[str, str]]:
    """Return the headers of every kind of key, by its name."""

    def bearer(owner=None, **fields) -> dict[str, str]:
        key = ApiKey(owner=owner or user(), name="Kanarček", **fields)
        return {"authorization": f"Bearer {operations.make_key(key=key)}"}

    everything = list(Scope.values)
    found = {
        "none": {},
        "reading": bearer(),
        "changes": bearer(scopes=[Scope.CHANGES]),
        "one resource": bearer(resources=["news"]),
        "one language": bearer(locales=["it"]),
        "all scopes": bearer(scopes=everything),
        "an administrator's": bearer(administrator(), scopes=everything),
        "expired": bearer(expires_on=timezone.localdate() - dt.timedelta(days=1)),
        "wrong": {"authorization": "Bearer coop_wrong"},
    }
    revoked = bearer()
    operations.revoke_key(key=ApiKey.objects.latest("pk"))
    return {**found, "revoked": revoked}


def lists(client) -> list[str]:
    """Return every list there is, with all that it may bring along."""
    names = [each["name"] for each in client.get("/api/v1/").json()["resources"]]
    found = ["/api/v1/", "/api/v1/schema/", "/api/v1/changes/", "/api/v1/changelog/"]
    for locale in LOCALES:
        found += [f"/api/v1/{name}/?locale={locale}" for name in names]
        for name in ("news", "pages", "papers", "people"):
            found.append(f"/api/v1/{name}/?locale={locale}&search={CANARY}")
        for kind in ("news", "newspaper", "articles", "papers"):
            found += [f"/feeds/{locale}/{kind}.{f}" for f in ("atom", "rss", "json")]
        for kind in ("news", "papers", "events", "recommendations"):
            found.append(f"/embed/v1/{kind}?lang={locale}&limit=20&pictures=on")
    for prefix in ("oai_dc", "oai_datacite", "jats"):
        found.append(f"/oai?verb=ListRecords&metadataPrefix={prefix}")
    return [
        *found,
        "/api/v1/news/?fallback=en,it&include=picture",
        "/api/v1/people/?include=papers.volume,programme_items.event",
        "/api/v1/events/?include=items.speakers",
        "/oai?verb=ListSets",
        "/sitemap.xml",
    ]


def entries(client, ids: list[str]) -> list[str]:
    """Return the address of every hidden thing in every list and frame."""
    names = [each["name"] for each in client.get("/api/v1/").json()["resources"]]
    found = [f"/api/v1/{name}/{key}/" for name in names for key in ids]
    found += [f"/embed/v1/{name}/{key}?lang=sl" for name in names for key in ids]
    for key in ids:
        asked = f"metadataPrefix=oai_dc&identifier=oai:localhost:papers/{key}"
        found.append(f"/oai?verb=GetRecord&{asked}")
    return found


@pytest.mark.django_db
def test_nothing_hidden_is_told_to_anybody(client, settings):
    settings.API_LIMIT_OPEN = settings.API_LIMIT_KEY = 10_000_000
    news_index()
    ids = hidden_content()
    public_content()
    ledger.settle()
    search.rebuild()
    everywhere, alone = lists(client), entries(client, ids)
    for whose, headers in keys().items():
        thorough = whose in {"none", "an administrator's"}
        for address in [*everywhere, *(alone if thorough else [])]:
            answer = client.get(address, headers=headers)
            assert answer.status_code < 500, (whose, address)
            told = b"".join(answer) + str(answer.headers).encode()
            # The address itself may be repeated by an error.
            said = told.decode().replace(address, "").replace(f"search={CANARY}", "")
            assert CANARY not in said, (whose, address)


@pytest.mark.django_db
def test_counts_and_tombstones_know_only_what_is_public(client):
    news_index()
    ids = hidden_content()
    public_content()
    search.rebuild()
    for name, locale, count in [
        ("news", "sl", 1),
        ("news", "it", 0),
        ("people", "it", 3),
    ]:
        listed = client.get(f"/api/v1/{name}/?locale={locale}").json()
        assert (name, locale, listed["count"]) == (name, locale, len(listed["results"]))
        assert name == "people" or listed["count"] == count
    assert client.get(f"/api/v1/news/?search={CANARY}").json()["count"] == 0
    told = client.get("/api/v1/changes/?page_size=100").json()["changes"]
    assert {change["id"] for change in told}.isdisjoint(ids[:1])


@pytest.mark.django_db
def test_hidden_and_missing_are_answered_alike(client):
    hidden = news_item(live=False)
    nothing = "00000000-0000-4000-8000-000000000000"
    for name in ("news", "articles", "pages", "pictures", "events", "people"):
        one = client.get(f"/api/v1/{name}/{hidden.translation_key}/")
        other = client.get(f"/api/v1/{name}/{nothing}/")
        assert (one.status_code, one.content) == (other.status_code, other.content)


# --- 10,000 strings -----------------------------------------------------------------
STRINGS = st.text(st.characters(exclude_categories=[]), max_size=40)
MANY = settings(
    max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck)
)
WHEN = dt.datetime(2013, 5, 30, tzinfo=dt.UTC)


def record() -> Record:
    return Record("papers", "z.p", 1, WHEN, "sl", gone=False)


def facts(text: str) -> dict:
    """Return a paper whose every word is this text."""
    return {
        "title": text,
        "subtitle": text,
        "language": "sl",
        "text_language": "sl",
        "licence": text,
        "volume": {"title": text, "url": "http://localhost/z", "id": "z"},
        "authors": [{"name": text, "affiliations": [text], "orcid": ""}],
        "keywords": [{"language": "sl", "words": [text]}],
        "abstracts": [{"language": "sl", "text": text}],
        "publisher": text,
        "year": 2013,
        "issued": None,
        "files": [],
        "url": "http://localhost/p",
        "doi": "",
        "isbn": {},
        "first_page": 1,
        "last_page": 2,
    }


def item(text: str) -> feeds.Item:
    return feeds.Item(
        id="urn:x",
        url="http://localhost/",
        title=text,
        summary=text,
        authors=[text],
        published=WHEN,
        updated=WHEN,
        language="sl",
    )


HEAD = {
    "title": "COOP",
    "link": "http://localhost/",
    "address": "http://localhost/feed",
    "funding": "EU",
    "language": "sl",
}


@MANY
@given(STRINGS)
@pytest.mark.parametrize("form", ["atom", "rss"])
def test_feed_stays_well_formed(form, text):
    etree.fromstring(feeds.WRITERS[form](HEAD, [item(text)]).encode())


@MANY
@given(STRINGS)
@pytest.mark.parametrize("writer", [dublin_core, datacite])
def test_record_stays_well_formed(writer, text):
    etree.fromstring(etree.tostring(writer.write(record(), facts(text))))


@MANY
@given(STRINGS, STRINGS)
def test_element_stays_well_formed(text, attribute):
    root = etree.Element("root")
    element(root, "a", text, rest=attribute)
    etree.fromstring(etree.tostring(root))
