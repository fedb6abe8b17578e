"""A partner's own page of keys: each is shown once, and nobody else's."""

import re

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from cms.api.keys import operations
from cms.api.models import ApiKey
from cms.api.pages.forms import KeyForm
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
LISTS = {"sl": "/sl/kljuci-api/", "it": "/it/chiavi-api/", "en": "/en/api-keys/"}
TOKEN = re.compile(r"coop_[\w-]{43}")


def partner(**fields):
    person = user(**fields)
    person.groups.add(Group.objects.get(name="Partners"))
    return person


def key(owner) -> tuple[ApiKey, str]:
    made = ApiKey(owner=owner, name="Forum")
    return made, operations.make_key(key=made)


@pytest.mark.parametrize("address", list(LISTS.values()))
def test_page_asks_strangers_to_sign_in(client, address):
    assert client.get(address).status_code == 302


def test_page_does_not_exist_for_speakers(client):
    client.force_login(user())
    assert client.get(LISTS["en"]).status_code == 404


@pytest.mark.parametrize("address", list(LISTS.values()))
def test_page_is_for_partners_and_linked_from_the_profile(client, address):
    client.force_login(partner())
    assert client.get(address).status_code == 200
    profile = {
        "sl": "/sl/racun/profil/",
        "it": "/it/account/profilo/",
        "en": "/en/account/profile/",
    }[address[1:3]]
    assert f'href="{address}"' in client.get(profile).content.decode()


def test_partner_makes_a_key_and_sees_it_once(client):
    client.force_login(partner())
    answer = client.post(
        LISTS["en"],
        {
            "name": "Forum",
            "scopes": ["read"],
            "resources": ["news"],
            "locales": ["it"],
            "origins": "https://Partner.example.org/\nhttp://localhost:8080\n",
            "expires_on": timezone.localdate().isoformat(),
        },
    )
    (token,) = TOKEN.findall(answer.content.decode())
    assert "no-store" in answer.headers["Cache-Control"]
    made = ApiKey.objects.get()
    assert (made.scopes, made.resources, made.locales) == (["read"], ["news"], ["it"])
    assert made.origins == ["https://partner.example.org", "http://localhost:8080"]
    headers = {"authorization": f"Bearer {token}"}
    assert client.get("/api/v1/news/?locale=it", headers=headers).status_code == 200
    for address in (LISTS["en"], f"{LISTS['en']}{made.uuid}/"):
        page = client.get(address).content.decode()
        assert made.prefix in page
        assert not TOKEN.search(page)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("scopes", []),
        ("scopes", ["everything"]),
        ("resources", ["secrets"]),
        ("locales", ["de"]),
        ("expires_on", "2020-01-01"),
        ("origins", "http://partner.example.org"),
        ("origins", "partner.example.org"),
        ("origins", "https://partner.example.org/path"),
        ("origins", "https://someone@partner.example.org"),
        ("origins", "https://[x"),
        ("origins", "https://a.example:99999"),
        ("origins", "*"),
        ("origins", "\n".join(f"https://a{n}.example.org" for n in range(21))),
    ],
)
def test_wrong_wish_is_said_beside_the_field(client, field, value):
    client.force_login(partner())
    given = {"name": "Forum", "scopes": ["read"], field: value}
    answer = client.post(LISTS["en"], given)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_origin_is_kept_as_browsers_send_it():
    form = KeyForm(
        {"name": "F", "scopes": ["read"], "origins": "https://Bücher.example:443/"}
    )
    assert form.is_valid()
    assert form.cleaned_data["origins"] == ["https://xn--bcher-kva.example"]


@pytest.mark.parametrize("wish", ["rotate", "revoke"])
def test_key_of_another_partner_does_not_exist(client, wish):
    other, token = key(partner())
    client.force_login(partner())
    address = f"{LISTS['en']}{other.uuid}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"do": wish}).status_code == 404
    headers = {"authorization": f"Bearer {token}"}
    assert client.get("/api/v1/news/", headers=headers).status_code == 200


def test_partner_renews_and_revokes(client):
    owner = partner()
    made, old = key(owner)
    client.force_login(owner)
    address = f"{LISTS['en']}{made.uuid}/"
    (new,) = TOKEN.findall(client.post(address, {"do": "rotate"}).content.decode())
    assert new != old
    assert client.post(address, {"do": "explode"}).status_code == 404
    assert client.post(address, {"do": "revoke"}).url == LISTS["en"]
    for token in (old, new):
        headers = {"authorization": f"Bearer {token}"}
        assert client.get("/api/v1/news/", headers=headers).status_code == 401
    # Nothing brings it back.
    assert client.post(address, {"do": "rotate"}).status_code == 404
