"""Tools write what their owners may write, and nothing becomes public by itself."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.api.enums import Scope
from cms.api.keys import operations
from cms.api.models import ApiKey, Written
from cms.assets.models import CoopImage
from cms.news.models import NewsPage
from cms.programme.models import Talk
from tests.factories.accounts import administrator, editor, user
from tests.factories.assets import coop_image, png
from tests.factories.news import news_index, news_item
from tests.factories.programme import release, session, talk

pytestmark = pytest.mark.django_db
NEWS = "/api/v1/drafts/news/"
TALKS = "/api/v1/drafts/programme-items/"


def bearer(owner=None, **fields) -> dict[str, str]:
    fields = {"name": "Orodje", "scopes": [Scope.WRITE], **fields}
    key = ApiKey(owner=owner or administrator(), **fields)
    return {"authorization": f"Bearer {operations.make_key(key=key)}"}


def send(client, method: str, address: str, body, headers, **more):
    return getattr(client, method)(
        address,
        json.dumps(body),
        content_type="application/json",
        headers={**headers, **more},
    )


def news(**fields):
    return {"locale": "sl", "title": "Osnutek", "lead": "Na kratko.", **fields}


# --- who may ------------------------------------------------------------------------
def test_without_a_key_nothing_is_written(client):
    news_index()
    answer = send(client, "post", NEWS, news(), {})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert NewsPage.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"scopes": [Scope.READ, Scope.CHANGES]}, None),
        ({"resources": ["papers"]}, "resource"),
        ({"locales": ["it"]}, "locale"),
    ],
)
def test_key_writes_only_what_it_opens(client, fields, named):
    news_index()
    answer = send(client, "post", NEWS, news(), bearer(**fields))
    assert (answer.status_code, answer.json().get("parameter")) == (403, named)
    assert NewsPage.objects.count() == 0


def test_owner_without_rights_writes_nothing(client):
    news_index()
    headers = bearer(user())
    assert send(client, "post", NEWS, news(), headers).status_code == 403
    item = news_item()
    address = f"{NEWS}{item.translation_key}/"
    assert client.get(address, headers=headers).status_code == 404
    assert send(client, "patch", address, {"title": "X"}, headers).status_code == 404


def test_only_editors_can_have_keys_that_write(client):
    partner = user()
    partner.user_permissions.add(Permission.objects.get(codename="add_apikey"))
    client.force_login(partner)
    given = {"name": "Orodje", "scopes": ["read", "write"]}
    answer = client.post("/en/api-keys/", given)
    assert answer.status_code == 422
    assert ApiKey.objects.count() == 0


# --- news ---------------------------------------------------------------------------
def test_news_is_a_draft_until_somebody_publishes_it(client):
    news_index()
    answer = send(client, "post", NEWS, news(), bearer())
    told = answer.json()
    assert (answer.status_code, told["state"]) == (201, "draft")
    assert answer.headers["Cache-Control"] == "no-store"
    public = f"/api/v1/news/{told['id']}/"
    assert client.get(public).status_code == 404
    page = NewsPage.objects.get()
    assert (page.live, page.title) == (False, "Osnutek")
    page.get_latest_revision().publish()
    assert client.get(public).json()["title"] == "Osnutek"


def test_publishing_needs_the_right_to(client):
    index = news_index()
    told = send(client, "post", NEWS, news(publish=True), bearer()).json()
    assert told["state"] == "published"
    writers = Group.objects.create(name="Writers")
    for name in ("add_page", "change_page"):
        writers.page_permissions.create(
            page=index, permission=Permission.objects.get(codename=name)
        )
    writer = user()
    writer.groups.add(writers)
    headers = bearer(writer)
    refused = send(client, "post", NEWS, news(publish=True, title="Ne"), headers)
    assert refused.status_code == 403
    assert not NewsPage.objects.filter(title="Ne").exists()
    kept = send(client, "post", NEWS, news(title="Da"), headers)
    assert (kept.status_code, kept.json()["state"]) == (201, "draft")


def test_change_is_a_new_draft_and_readers_see_the_old_text(client):
    item = news_item(title="Prej")
    address = f"{NEWS}{item.translation_key}/"
    headers = bearer()
    answer = send(client, "patch", address, {"title": "Potem"}, headers)
    assert (answer.status_code, answer.json()["state"]) == (200, "changed")
    public = client.get(f"/api/v1/news/{item.translation_key}/").json()
    assert public["title"] == "Prej"
    assert client.get(address, headers=headers).json()["title"] == "Potem"


def test_outdated_change_is_refused(client):
    item = news_item()
    address = f"{NEWS}{item.translation_key}/"
    headers = bearer()
    first = send(client, "patch", address, {"title": "A"}, headers)
    tag = first.headers["ETag"]
    match = {"if-match": tag}
    assert (
        send(client, "patch", address, {"title": "B"}, headers, **match).json()["title"]
        == "B"
    )
    late = send(client, "patch", address, {"title": "C"}, headers, **match)
    assert late.status_code == 412


def test_locked_page_is_left_alone(client):
    item = news_item()
    item.locked, item.locked_by = True, administrator()
    item.save()
    address = f"{NEWS}{item.translation_key}/"
    headers = bearer(editor())
    answer = send(client, "patch", address, {"title": "X"}, headers)
    assert answer.status_code == 409


def test_text_is_what_the_editor_could_have_made(client):
    news_index()
    picture = coop_image()
    body = [
        {
            "type": "text",
            "value": {
                "html": '<h2 onclick="x()">Uvod</h2><script>x()</script>'
                '<p>Prvi <b>del</b> <a href="javascript:x()">tu</a></p>'
            },
        },
        {"type": "picture", "value": {"picture": str(picture.uuid), "caption": "C"}},
        {
            "type": "table",
            "value": {"caption": "T", "headings": ["a", "b"], "rows": [["1", "2"]]},
        },
        {
            "type": "numbers",
            "value": {
                "heading": "",
                "numbers": [{"value": "9", "label": "partnerjev"}],
            },
        },
        {"type": "callout", "value": {"heading": "H", "html": "<p>Na kratko</p>"}},
        {"type": "quote", "value": {"quote": "Skupaj", "source": "Ana"}},
    ]
    sent = news(body=body, publish=True)
    told = send(client, "post", NEWS, sent, bearer()).json()
    public = client.get(f"/api/v1/news/{told['id']}/?body=blocks").json()["body"]
    assert [block["type"] for block in public] == [
        "text",
        "picture",
        "table",
        "numbers",
        "callout",
        "quote",
    ]
    html = public[0]["value"]["html"]
    assert "<script" not in html
    assert "onclick" not in html
    assert "javascript:" not in html
    assert public[1]["value"]["picture"]["id"] == str(picture.uuid)
    assert public[2]["value"]["rows"] == [["1", "2"]]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"title": ""}, "/title"),
        # Nothing is left of it for an address.
        ({"title": ':"'}, "/slug"),
        ({"body": "\ud949"}, "/body"),
        (
            {"body": [{"type": "quote", "value": {"quote": "\ud949"}}]},
            "/body/0/value/quote",
        ),
        ({"lead": "x" * 6000}, "/lead"),
        ({"locale": "de"}, "/locale"),
        ({"date": "danes"}, "/date"),
        ({"colour": "red"}, "/colour"),
        ({"picture": "00000000-0000-4000-8000-000000000000"}, "/picture"),
        ({"body": [{"type": "video", "value": {}}]}, "/body/0/type"),
        ({"body": [{"type": "text", "value": "x"}]}, "/body/0/value"),
        (
            {"body": [{"type": "quote", "value": {"quote": ""}}]},
            "/body/0/value/quote",
        ),
        (
            {"body": [{"type": "table", "value": {"caption": "T", "headings": ["a"]}}]},
            "/body/0/value/cells",
        ),
    ],
)
def test_what_an_editor_could_not_save_is_refused_and_named(client, fields, pointer):
    news_index()
    answer = send(client, "post", NEWS, news(**fields), bearer())
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert NewsPage.objects.count() == 0


def test_slug_is_taken_only_once(client):
    news_item(slug="zaseden")
    answer = send(client, "post", NEWS, news(slug="zaseden"), bearer())
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/slug"]


@pytest.mark.parametrize("body", ["{", "[]", '"x"', "null"])
def test_what_is_no_object_is_refused(client, body):
    answer = client.post(NEWS, body, content_type="application/json", headers=bearer())
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_dry_run_saves_nothing(client):
    news_index()
    answer = send(client, "post", f"{NEWS}?dry_run=true", news(), bearer())
    assert (answer.status_code, answer.json()["dry_run"]) == (200, True)
    assert NewsPage.objects.count() == 0
    wrong = send(client, "post", f"{NEWS}?dry_run=true", news(title=""), bearer())
    assert wrong.status_code == 422


def test_repeated_request_is_done_once(client):
    news_index()
    headers = {**bearer(), "idempotency-key": "a-1"}
    first = send(client, "post", NEWS, news(), headers)
    again = send(client, "post", NEWS, news(), headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert NewsPage.objects.count() == 1
    other = send(client, "post", NEWS, news(title="Drugo"), headers)
    assert other.status_code == 422


def test_what_failed_may_be_repeated_under_the_same_key(client):
    news_index()
    headers = {**bearer(), "idempotency-key": "a-1"}
    assert send(client, "post", NEWS, news(title=""), headers).status_code == 422
    assert Written.objects.count() == 0
    assert send(client, "post", NEWS, news(), headers).status_code == 201


# --- pictures -----------------------------------------------------------------------
def upload(client, headers, content=None, **fields):
    file = SimpleUploadedFile("foto.png", content or png(900, 600), "image/png")
    given = {"file": file, "title": "Foto", "alt_sl": "Dvorana", **fields}
    return client.post("/api/v1/drafts/pictures/", given, headers=headers)


def test_picture_is_uploaded_and_used(client):
    news_index()
    headers = bearer()
    answer = upload(client, headers)
    told = answer.json()
    assert (answer.status_code, told["width"], told["height"]) == (201, 900, 600)
    # Nobody can read of it before a public page shows it.
    assert client.get(f"/api/v1/pictures/{told['id']}/").status_code == 404
    sent = news(picture=told["id"], publish=True)
    item = send(client, "post", NEWS, sent, headers).json()
    public = client.get(f"/api/v1/news/{item['id']}/").json()
    assert public["picture"]["id"] == told["id"]
    assert public["picture"]["alt"] == "Dvorana"


@pytest.mark.parametrize("content", [b"<svg onload=x()>", b"%PDF-1.7", png()[:60]])
def test_what_is_no_picture_is_refused(client, content):
    answer = upload(client, bearer(), content)
    assert answer.status_code == 422
    assert {each["pointer"] for each in answer.json()["errors"]} == {"/file"}
    assert CoopImage.objects.count() == 0


# --- the programme ------------------------------------------------------------------
def invited(held, **fields):
    return {
        "session": held.code,
        "titles": {"sl": "Vabljeno predavanje"},
        "speakers": ["Ana Žagar"],
        "starts": "09:30",
        "minutes": 20,
        **fields,
    }


def test_talk_is_public_with_the_next_release(client):
    held = session()
    answer = send(client, "post", TALKS, invited(held), bearer())
    told = answer.json()
    assert (answer.status_code, told["starts"]) == (201, "09:30")
    address = f"/api/v1/programme-items/{told['id']}/"
    assert client.get(address).status_code == 404
    release(held.programme)
    assert client.get(address).json()["title"] == "Vabljeno predavanje"


def test_talk_is_moved_and_reworded(client):
    placed = talk(session())
    address = f"{TALKS}{placed.code}/"
    sent = {"starts": "10:00", "titles": {"sl": "Novo"}}
    answer = send(client, "patch", address, sent, bearer())
    assert answer.status_code == 200
    changed = Talk.objects.get(pk=placed.pk)
    assert (changed.starts.hour, changed.titles) == (10, {"sl": "Novo"})


def test_talk_needs_the_right_to_change_programmes(client):
    held = session()
    answer = send(client, "post", TALKS, invited(held), bearer(user()))
    assert answer.status_code == 403
    placed = talk(held)
    address = f"{TALKS}{placed.code}/"
    assert client.get(address, headers=bearer(user())).status_code == 404


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"session": "nothing"}, "/session"),
        ({"titles": {}}, "/titles"),
        ({"minutes": 0}, "/minutes"),
        ({"starts": "25:00"}, "/starts"),
        ({"languages": ["de"]}, "/languages/0"),
    ],
)
def test_wrong_talk_is_refused_and_named(client, fields, pointer):
    answer = send(client, "post", TALKS, invited(session(), **fields), bearer())
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert Talk.objects.count() == 0
