"""A partner's own page: webhooks, secrets and the log; nobody else's."""

import pytest
from django.contrib.auth.models import Group

from cms.webhooks import operations
from cms.webhooks.enums import MessageState
from cms.webhooks.models import Message, Webhook
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
LISTS = {"sl": "/sl/webhooks/", "it": "/it/webhooks/", "en": "/en/webhooks/"}


def partner(**fields):
    person = user(**fields)
    person.groups.add(Group.objects.get(name="Partners"))
    return person


def webhook(owner) -> Webhook:
    made = Webhook(owner=owner, name="Forum", address="https://partner.example.org/")
    return operations.start_webhook(webhook=made)


@pytest.mark.parametrize("address", list(LISTS.values()))
def test_page_asks_strangers_to_sign_in(client, address):
    assert client.get(address).status_code == 302


def test_page_does_not_exist_for_speakers(client):
    client.force_login(user())
    assert client.get(LISTS["sl"]).status_code == 404


@pytest.mark.parametrize(
    ("address", "title"),
    [
        (LISTS["sl"], "Moji webhooki"),
        (LISTS["it"], "I miei webhook"),
        (LISTS["en"], "My webhooks"),
    ],
)
def test_page_speaks_the_reader_s_language(client, address, title):
    client.force_login(partner())
    assert f"<h1>{title}</h1>" in client.get(address).content.decode()


def test_partner_adds_a_webhook_and_sees_its_secret(client):
    client.force_login(partner())
    answer = client.post(
        LISTS["sl"],
        {
            "name": "Forum",
            "address": "https://partner.example.org/hook",
            "locales": ["it"],
        },
    )
    made = Webhook.objects.get()
    assert answer.url == f"/sl/webhooks/{made.uuid}/"
    assert (made.locales, made.resources) == (["it"], [])
    assert made.secret in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    "address", ["http://partner.example.org/", "https://127.0.0.1/", "nowhere"]
)
def test_wrong_address_is_said_beside_the_field(client, address):
    client.force_login(partner())
    answer = client.post(LISTS["sl"], {"name": "Forum", "address": address})
    assert answer.status_code == 422
    assert 'id="id_address_error"' in answer.content.decode()
    assert not Webhook.objects.exists()


@pytest.mark.parametrize("wish", ["ping", "rotate", "switch", "delete", "replay"])
def test_webhook_of_another_partner_does_not_exist(client, wish):
    other = webhook(partner())
    client.force_login(partner())
    address = f"/sl/webhooks/{other.uuid}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"do": wish}).status_code == 404
    other.refresh_from_db()
    assert other.is_active


def test_partner_rotates_switches_and_deletes(client):
    owner = partner()
    made = webhook(owner)
    client.force_login(owner)
    address, old = f"/sl/webhooks/{made.uuid}/", made.secret
    client.post(address, {"do": "rotate"})
    made.refresh_from_db()
    assert made.secret != made.old_secret == old
    client.post(address, {"do": "switch"})
    made.refresh_from_db()
    assert not made.is_active
    client.post(address, {"do": "delete"})
    assert not Webhook.objects.exists()


def test_message_is_sent_again_from_the_log(client):
    owner = partner()
    made = webhook(owner)
    message = operations.ping(webhook=made)
    Message.objects.update(state=MessageState.FAILED)
    client.force_login(owner)
    address = f"/sl/webhooks/{made.uuid}/"
    # The receiver's name does not resolve here: what counts is the attempt.
    client.post(address, {"do": "replay", "message": str(message.uuid)})
    message.refresh_from_db()
    assert message.tries.count() == 1
    assert client.post(address, {"do": "replay", "message": "x"}).status_code == 404
    assert client.post(address, {"do": "explode"}).status_code == 404
