"""Keys: who reads what, from where, and how often; a bad key is never no key."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.accounts.backends import address_of
from cms.api.keys import operations
from cms.api.models import ApiKey
from cms.api.v1 import ledger
from tests.factories.accounts import user
from tests.factories.core import translated
from tests.factories.news import news_item
from tests.factories.newspaper import article, issue

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"
NEWS = "/api/v1/news/"
ADDRESSES = [NEWS, "/api/v1/", "/api/v1/changes/", "/api/v1/schema/", "/api/v1/x/"]


def key(**fields) -> tuple[ApiKey, str]:
    """Return a key and its token."""
    made = ApiKey(owner=fields.pop("owner", None) or user(), name="Forum")
    for name, value in fields.items():
        setattr(made, name, value)
    return made, operations.make_key(key=made)


def bearer(token: str, **more: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}", **more}


# --- which keys are good ------------------------------------------------------------
def test_key_reads_what_everybody_reads(client):
    news_item(title="Novica")
    _, token = key()
    with_key = client.get(NEWS, headers=bearer(token))
    assert with_key.status_code == 200
    assert with_key.json() == client.get(NEWS).json()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "given",
    ["Bearer coop_wrong", "Bearer", "Basic Zm9vOmJhcg==", "coop_x", "", "Bearer ž"],
)
def test_wrong_key_is_never_the_anonymous_answer(client, address, given):
    answer = client.get(address, headers={"authorization": given})
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, PROBLEM)
    assert answer.headers["WWW-Authenticate"] == (
        'Bearer realm="COOP API", error="invalid_token"'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["detail"] == "This key is wrong, has expired or was revoked."


def test_revoked_expired_and_orphaned_keys_are_refused(client):
    made, token = key(expires_on=timezone.localdate())
    assert client.get(NEWS, headers=bearer(token)).status_code == 200
    made.expires_on -= dt.timedelta(days=1)
    made.save()
    assert client.get(NEWS, headers=bearer(token)).status_code == 401
    made.expires_on = None
    made.save()
    made.owner.is_active = False
    made.owner.save()
    assert client.get(NEWS, headers=bearer(token)).status_code == 401
    made.owner.is_active = True
    made.owner.save()
    assert client.get(NEWS, headers=bearer(token)).status_code == 200
    operations.revoke_key(key=made)
    assert client.get(NEWS, headers=bearer(token)).status_code == 401


def test_renewed_key_and_the_old_one_overlap_for_a_day(client):
    made, old = key()
    new = operations.rotate_key(key=made)
    assert [
        client.get(NEWS, headers=bearer(each)).status_code for each in (old, new)
    ] == [
        200,
        200,
    ]
    made.old_until = timezone.now()
    made.save()
    assert [
        client.get(NEWS, headers=bearer(each)).status_code for each in (old, new)
    ] == [
        401,
        200,
    ]


def test_token_is_kept_nowhere():
    made, token = key()
    made.refresh_from_db()
    assert re.fullmatch(r"coop_[\w-]{43}", token)
    assert made.prefix == token[:11]
    kept = [str(value) for value in ApiKey.objects.values().get().values()]
    assert not any(token in value or token[11:] in value for value in kept)
    assert re.fullmatch("[0-9a-f]{64}", made.digest)


def test_use_is_noted_once_a_minute(client):
    made, token = key()
    client.get(NEWS, headers=bearer(token))
    made.refresh_from_db()
    first = made.last_used_at
    assert timezone.now() - first < dt.timedelta(seconds=30)
    client.get(NEWS, headers=bearer(token))
    made.refresh_from_db()
    assert made.last_used_at == first
    long_ago = timezone.now() - dt.timedelta(seconds=61)
    ApiKey.objects.update(last_used_at=long_ago)
    client.get(NEWS, headers=bearer(token))
    made.refresh_from_db()
    assert made.last_used_at > long_ago


# --- what a key opens ---------------------------------------------------------------
def test_key_opens_only_its_resources(client):
    _, token = key(resources=["news"])
    assert client.get(NEWS, headers=bearer(token)).status_code == 200
    answer = client.get("/api/v1/articles/", headers=bearer(token))
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, PROBLEM)
    problem = answer.json()
    assert (problem["detail"], problem["allowed"]) == (
        "This key does not open the resource articles.",
        ["news"],
    )
    named = client.get("/api/v1/", headers=bearer(token)).json()["resources"]
    assert [each["name"] for each in named] == ["news"]


def test_key_opens_only_its_languages(client):
    item = news_item()
    _, token = key(locales=["it"])
    address = f"{NEWS}{item.translation_key}/"
    assert client.get(f"{NEWS}?locale=it", headers=bearer(token)).status_code == 200
    for refused in (NEWS, f"{NEWS}?locale=en", address):
        answer = client.get(refused, headers=bearer(token))
        assert (answer.status_code, answer.json()["allowed"]) == (403, ["it"])


def test_key_without_a_scope_does_not_do_it(client):
    _, token = key(scopes=["changes"])
    assert client.get("/api/v1/changes/", headers=bearer(token)).status_code == 200
    assert client.get(NEWS, headers=bearer(token)).status_code == 403
    _, token = key(scopes=["read"])
    assert client.get("/api/v1/changes/", headers=bearer(token)).status_code == 403
    assert client.get(NEWS, headers=bearer(token)).status_code == 200


def test_changes_are_those_that_the_key_opens(client):
    item = news_item()
    translated(item, "it", title="Il primo forum")
    article(parent=issue())
    _, token = key(resources=["news"], locales=["it"])
    told = client.get("/api/v1/changes/", headers=bearer(token)).json()
    assert [(each["resource"], each["locale"]) for each in told["changes"]] == [
        ("news", "it")
    ]
    item.delete()
    article(parent=issue(number=2))
    later = client.get(told["next"], headers=bearer(token)).json()
    assert {(each["resource"], each["locale"]) for each in later["changes"]} <= {
        ("news", "it")
    }
    everything = client.get(told["next"]).json()["changes"]
    assert {each["resource"] for each in everything} >= {"news", "articles"}


# --- caches -------------------------------------------------------------------------
def test_answers_with_a_key_are_private(client):
    _, token = key(resources=["news"])
    ledger.settle()
    openly = client.get(NEWS)
    assert openly.headers["Cache-Control"] == "public, max-age=60"
    assert "Authorization" in openly.headers["Vary"]
    assert "Origin" not in openly.headers["Vary"].split(", ")
    answer = client.get(NEWS, headers=bearer(token))
    assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "max-age=60"}
    assert {"Authorization", "Origin"} <= set(answer.headers["Vary"].split(", "))
    assert answer.headers["ETag"] != openly.headers["ETag"]


def test_unchanged_answer_with_a_key_takes_two_queries(client):
    _, token = key()
    ledger.settle()
    etag = client.get(NEWS, headers=bearer(token)).headers["ETag"]
    asked = bearer(token, **{"if-none-match": etag})
    with CaptureQueriesContext(connection) as queries:
        assert client.get(NEWS, headers=asked).status_code == 304
    assert len(queries) == 2
    asked["authorization"] = "Bearer coop_wrong"
    assert client.get(NEWS, headers=asked).status_code == 401


# --- scripts of other sites ---------------------------------------------------------
def test_open_reading_is_for_every_site(client):
    answer = client.get(NEWS, headers={"origin": "https://partner.example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_key_is_for_scripts_of_its_origins_only(client):
    mine, other = "https://partner.example.org", "https://other.example.org"
    _, token = key(origins=[mine])
    answer = client.get(NEWS, headers=bearer(token, origin=mine))
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == mine
    for wrong in (other, "null", mine + ".evil.example"):
        answer = client.get(NEWS, headers=bearer(token, origin=wrong))
        assert answer.status_code == 403
        assert "Access-Control-Allow-Origin" not in answer.headers
    # Servers send no origin.
    answer = client.get(NEWS, headers=bearer(token))
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_key_of_servers_is_for_no_script(client):
    _, token = key()
    asked = bearer(token, origin="https://partner.example.org")
    assert client.get(NEWS, headers=asked).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
def test_browser_may_ask_before_it_shows_the_key(client, address):
    answer = client.options(
        address,
        headers={
            "origin": "https://partner.example.org",
            "access-control-request-method": "GET",
            "access-control-request-headers": "authorization",
        },
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    allowed = answer.headers["Access-Control-Allow-Headers"].split(", ")
    assert {"Authorization", "If-None-Match"} <= set(allowed)


# --- how often ----------------------------------------------------------------------
@pytest.fixture
def _few(settings, monkeypatch):
    """Two requests a minute openly, three by key, in a minute that stands still."""
    settings.API_LIMIT_OPEN, settings.API_LIMIT_KEY = 2, 3
    monkeypatch.setattr("cms.api.keys.limits.time.time", lambda: 600_000_018.0)


@pytest.mark.usefixtures("_few")
def test_address_that_asks_too_often_is_told_when_to_come_back(client):
    first = client.get(NEWS)
    assert first.headers["RateLimit-Policy"] == '"open";q=2;w=60'
    assert first.headers["RateLimit"] == '"open";r=1;t=42'
    assert client.get("/api/v1/x/").headers["RateLimit"] == '"open";r=0;t=42'
    third = client.get(NEWS)
    assert (third.status_code, third.headers["Content-Type"]) == (429, PROBLEM)
    assert third.headers["Retry-After"] == "42"
    assert third.headers["RateLimit"] == '"open";r=0;t=42'
    assert third.json() == {
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "Not more than 2 requests a minute: ask again in 42 seconds.",
    }
    assert client.get(NEWS, REMOTE_ADDR="192.0.2.9").status_code == 200


@pytest.mark.usefixtures("_few")
def test_key_has_a_limit_of_its_own(client):
    _, token = key()
    for _n in range(4):
        client.get(NEWS)
    assert client.get(NEWS).status_code == 429
    counted = [client.get(NEWS, headers=bearer(token)) for _ in range(4)]
    assert [each.status_code for each in counted] == [200, 200, 200, 429]
    assert counted[0].headers["RateLimit"] == '"key";r=2;t=42'


@pytest.mark.usefixtures("_few")
def test_who_guesses_keys_is_stopped_by_address(client):
    wrong = bearer("coop_wrong")
    answers = [client.get(NEWS, headers=wrong).status_code for _ in range(3)]
    assert answers == [401, 401, 429]


@pytest.mark.usefixtures("_few")
def test_network_of_ipv6_counts_as_one(client):
    for number in (1, 2):
        assert client.get(NEWS, REMOTE_ADDR=f"2001:db8::{number}").status_code == 200
    assert client.get(NEWS, REMOTE_ADDR="2001:db8::3").status_code == 429
    assert client.get(NEWS, REMOTE_ADDR="2001:db8:0:1::3").status_code == 200


@pytest.mark.usefixtures("_few")
def test_forwarded_addresses_count_only_from_our_proxies(client, settings):
    for number in range(2):
        client.get(NEWS, headers={"x-forwarded-for": f"192.0.2.{number}"})
    assert client.get(NEWS, headers={"x-forwarded-for": "192.0.2.7"}).status_code == 429
    settings.TRUSTED_PROXIES = ["127.0.0.0/8"]
    assert client.get(NEWS, headers={"x-forwarded-for": "192.0.2.7"}).status_code == 200


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("203.0.113.1, 192.0.2.7", "192.0.2.7"),
        ("192.0.2.7, 10.0.0.2", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("nonsense", "10.0.0.1"),
        ("", "10.0.0.1"),
    ],
)
def test_last_address_that_is_no_proxy_is_the_visitor(rf, settings, forwarded, address):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    asked = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(asked) == address
