"""Links in mails: they open one thing, for one purpose, until they expire."""

import hashlib
import logging
import secrets
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.core import logs, operations
from cms.core.enums import LinkPurpose
from cms.core.exceptions import LinkInvalid
from cms.core.models import ScopedLink
from tests.cms.core import linked_urls
from tests.factories.accounts import user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.cms.core.linked_urls")]
UNKNOWN = f"{logs.TOKEN_MARK}{'x' * 43}"


@pytest.fixture(autouse=True)
def _nobody_acted():
    linked_urls.ACTED.clear()


def offer(**fields) -> str:
    fields = {
        "purpose": LinkPurpose.PROOF,
        "subject_key": "submission:ACDEFGH",
        "expires_at": timezone.now() + timedelta(days=14),
        **fields,
    }
    return operations.offer(**fields)


def opened(token: str, purpose=LinkPurpose.PROOF, now=None) -> ScopedLink:
    return operations.open_link(token=token, purpose=purpose, now=now or timezone.now())


def door(token: str) -> str:
    return reverse("door", kwargs={"token": token})


def test_link_opens_for_whom_it_was_offered():
    person = user()
    link = opened(offer(person=person, address="ana@example.org"))
    assert (link.subject_key, link.person, link.address) == (
        "submission:ACDEFGH",
        person,
        "ana@example.org",
    )


def test_only_the_hash_of_the_token_is_stored():
    token = offer()
    row = ScopedLink.objects.values().get()
    assert row["token_sha256"] == hashlib.sha256(token.encode()).hexdigest()
    secret = token.removeprefix(logs.TOKEN_MARK)
    assert [name for name, value in row.items() if secret in str(value)] == []


def test_tokens_hold_thirty_two_random_bytes():
    tokens = {offer() for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {
        len(logs.TOKEN_MARK) + len(secrets.token_urlsafe(32))
    }


def test_link_works_several_times():
    token = offer()
    assert opened(token) == opened(token) == opened(token)


def test_link_works_until_the_moment_it_expires():
    end = timezone.now() + timedelta(hours=1)
    token = offer(expires_at=end)
    assert opened(token, now=end - timedelta(microseconds=1)).expires_at == end
    with pytest.raises(LinkInvalid):
        opened(token, now=end)


def test_link_of_another_purpose_is_refused():
    token = offer(purpose=LinkPurpose.COAUTHOR)
    with pytest.raises(LinkInvalid):
        opened(token, purpose=LinkPurpose.REVIEW)
    assert opened(token, purpose=LinkPurpose.COAUTHOR).purpose == LinkPurpose.COAUTHOR


@pytest.mark.parametrize("token", ["", "lk_", UNKNOWN, "x" * 10_000, "lk_č" * 9])
def test_unknown_token_is_refused(token):
    offer()
    with pytest.raises(LinkInvalid):
        opened(token)


def test_stored_hash_is_no_token():
    offer()
    with pytest.raises(LinkInvalid):
        opened(ScopedLink.objects.get().token_sha256)


def test_revoked_link_is_refused_and_the_others_stay():
    gone, other_purpose = offer(), offer(purpose=LinkPurpose.CERTIFICATION)
    other_subject = offer(subject_key="submission:OTHER")
    now = timezone.now()
    assert (
        operations.revoke(
            subject_key="submission:ACDEFGH", purpose=LinkPurpose.PROOF, now=now
        )
        == 1
    )
    with pytest.raises(LinkInvalid):
        opened(gone)
    assert opened(other_purpose, LinkPurpose.CERTIFICATION).revoked_at is None
    assert opened(other_subject).revoked_at is None
    assert operations.revoke(subject_key="submission:ACDEFGH", now=now) == 1
    with pytest.raises(LinkInvalid):
        opened(other_purpose, LinkPurpose.CERTIFICATION)


def test_spent_link_works_once():
    token, now = offer(purpose=LinkPurpose.SIGN_IN), timezone.now()
    spent = operations.spend(token=token, purpose=LinkPurpose.SIGN_IN, now=now)
    assert spent.subject_key == "submission:ACDEFGH"
    with pytest.raises(LinkInvalid):
        operations.spend(token=token, purpose=LinkPurpose.SIGN_IN, now=now)


def test_expired_links_are_cleared_and_working_ones_stay():
    now = timezone.now()
    offer(expires_at=now - timedelta(seconds=1))
    token = offer()
    assert operations.clear_links(now=now) == 1
    assert opened(token) == ScopedLink.objects.get()


def test_every_refusal_takes_the_same_queries():
    now = timezone.now()
    expired, revoked = offer(expires_at=now), offer(subject_key="submission:REVOKED")
    operations.revoke(subject_key="submission:REVOKED", now=now)
    other = offer(purpose=LinkPurpose.COAUTHOR)
    counts = []
    for token in (expired, revoked, other, UNKNOWN, ""):
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            pytest.raises(LinkInvalid),
        ):
            opened(token, now=now)
        counts.append(len(queries))
    assert counts == [1] * 5


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_at_a_link_never_acts(client, method):
    token = offer()
    before = ScopedLink.objects.values().get()
    for _ in range(3):
        assert getattr(client, method)(door(token)).status_code == 200
    assert linked_urls.ACTED == []
    assert ScopedLink.objects.values().get() == before


def test_posting_acts(client):
    response = client.post(door(offer()))
    assert (response.content, linked_urls.ACTED) == (b"Done.", ["submission:ACDEFGH"])


def test_page_of_a_link_is_kept_from_caches_referrers_and_robots(client):
    for token in (offer(), UNKNOWN):
        headers = client.get(door(token)).headers
        assert headers["Referrer-Policy"] == "strict-origin"
        assert headers["X-Robots-Tag"] == "noindex"
        assert "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_dead_links_look_the_same_whatever_the_reason(client, method):
    now = timezone.now()
    expired, revoked = offer(expires_at=now), offer(subject_key="submission:REVOKED")
    operations.revoke(subject_key="submission:REVOKED", now=now)
    other = offer(purpose=LinkPurpose.COAUTHOR)
    answers = [
        getattr(client, method)(door(token))
        for token in (expired, revoked, other, UNKNOWN)
    ]
    assert {answer.status_code for answer in answers} == {404}
    bodies = {
        answer.content.replace(token.encode(), b"TOKEN")
        for answer, token in zip(
            answers, (expired, revoked, other, UNKNOWN), strict=True
        )
    }
    assert len(bodies) == 1
    assert linked_urls.ACTED == []


def test_no_log_line_holds_a_token(client, settings, caplog):
    token = offer()
    form = settings.LOGGING["formatters"]["plain"]
    formatter = logs.TokenFreeFormatter(form["fmt"])
    operations.revoke(subject_key="submission:ACDEFGH", now=timezone.now())
    with caplog.at_level(logging.DEBUG):
        client.get(door(token))
    try:
        raise ValueError(door(token))
    except ValueError:
        logging.getLogger("cms").exception("Failed at %s", door(token))
    lines = [formatter.format(record) for record in caplog.records]
    assert "WARNING django.request: Not Found: /sl/door/lk_…/" in lines
    assert [line for line in lines if token in line] == []


def test_every_handler_of_the_site_writes_without_tokens(settings):
    named = {name: form["()"] for name, form in settings.LOGGING["formatters"].items()}
    used = {handler["formatter"] for handler in settings.LOGGING["handlers"].values()}
    assert {named[name] for name in used} == {"cms.core.logs.TokenFreeFormatter"}
