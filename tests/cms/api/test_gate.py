"""Feeds and harvesting know keys and limits as the API does."""

import pytest
from django.utils import timezone

from cms.api.enums import Scope
from cms.api.keys import operations
from cms.api.models import ApiKey
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
FEED = "/feeds/it/news.atom"
OAI = "/oai?verb=Identify"


def bearer(**fields) -> dict[str, str]:
    key = ApiKey(owner=user(), name="Branje", **fields)
    return {"authorization": f"Bearer {operations.make_key(key=key)}"}


@pytest.mark.parametrize("address", [FEED, OAI])
def test_wrong_key_never_gets_the_open_answer(client, address):
    assert client.get(address).status_code == 200
    for given in ("Bearer coop_wrong", "Basic eDp5", "Bearer č"):
        answer = client.get(address, headers={"authorization": given})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.headers["Cache-Control"] == "no-store"
    revoked = bearer()
    ApiKey.objects.update(revoked_at=timezone.now())
    assert client.get(address, headers=revoked).status_code == 401


@pytest.mark.parametrize("address", [FEED, OAI])
def test_answer_to_a_key_is_private_and_counted(client, address):
    answer = client.get(address, headers=bearer())
    assert answer.status_code == 200
    assert "private" in answer.headers["Cache-Control"]
    assert '"key"' in answer.headers["RateLimit-Policy"]
    assert "Authorization" in answer.headers["Vary"]
    assert '"open"' in client.get(address).headers["RateLimit-Policy"]


@pytest.mark.parametrize("address", [FEED, OAI])
def test_whoever_asks_too_often_waits(client, settings, address):
    settings.API_LIMIT_OPEN = 2
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]
    answer = client.get(address)
    assert 0 < int(answer.headers["Retry-After"]) <= 60


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        (FEED, {"resources": ["papers"]}),
        (FEED, {"locales": ["sl"]}),
        (FEED, {"scopes": [Scope.CHANGES]}),
        (OAI, {"resources": ["papers"]}),
        (OAI, {"scopes": [Scope.CHANGES]}),
    ],
)
def test_key_opens_only_what_it_is_for(client, address, fields):
    assert client.get(address, headers=bearer(**fields)).status_code == 403


@pytest.mark.parametrize("address", [FEED, OAI])
def test_key_of_servers_is_not_for_pages(client, address):
    headers = bearer(origins=["https://a.example"])
    told = client.get(address, headers={**headers, "origin": "https://a.example"})
    assert told.status_code == 200
    other = client.get(address, headers={**headers, "origin": "https://b.example"})
    assert other.status_code == 403
