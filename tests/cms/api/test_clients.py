"""The clients are those of the schema, and work against a server."""

import datetime as dt
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from standardwebhooks import Webhook as Signer

from cms.api.clients.generate import FOLDER, clients
from cms.api.enums import Scope
from cms.api.keys import operations
from cms.api.models import ApiKey
from tests.factories.accounts import administrator
from tests.factories.news import news_index, news_item
from tests.factories.publications import edition

SCRIPT = Path(__file__).parents[3] / "docs" / "how-to" / "follow_coop.py"


def client_of(base: str, key: str = ""):
    spec = importlib.util.spec_from_file_location("coop", FOLDER / "coop.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.Coop(base, key)


def test_clients_are_those_of_the_schema():
    """After a change: `manage.py write_api_clients`."""
    for name, text in clients().items():
        assert (FOLDER / name).read_text("utf-8") == text


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["coop.js", "coop.py"])
def test_clients_are_offered(client, name):
    answer = client.get(f"/api/clients/{name}")
    assert answer.content == (FOLDER / name).read_bytes()


@pytest.mark.django_db(transaction=True)
def test_python_client_reads_follows_and_writes(live_server):
    for number in range(5):
        news_item(title=f"Novica {number}")
    key = ApiKey(owner=administrator(), name="P", scopes=list(Scope.values))
    token = operations.make_key(key=key)
    module, coop = client_of(live_server.url, token)
    titles = {each["title"] for each in coop.all("/api/v1/news/", page_size=2)}
    assert titles == {f"Novica {number}" for number in range(5)}
    first, again = coop.list_news(fields=["title"]), coop.list_news(fields=["title"])
    assert first is again
    told = [change for changes, _cursor in coop.follow() for change in changes]
    assert sum(each["resource"] == "news" for each in told) == 5
    draft = {"locale": "sl", "title": "Osnutek", "lead": "Na kratko."}
    made = coop.create_news_draft(draft, idempotency_key="p-1")
    assert coop.create_news_draft(draft, idempotency_key="p-1") == made
    with pytest.raises(module.CoopProblem) as refused:
        coop.list_news(colour="red")
    assert (refused.value.status, refused.value.problem["parameter"]) == (400, "colour")


def test_python_client_verifies_webhooks():
    module, _coop = client_of("http://localhost")
    secret, now = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", dt.datetime.now(dt.UTC)
    body = b'{"type":"ping"}'
    headers = {
        "Webhook-Id": "msg_1",
        "Webhook-Timestamp": str(int(now.timestamp())),
        "Webhook-Signature": Signer(secret).sign("msg_1", now, body.decode()),
    }
    assert module.verify_webhook(secret, headers, body) == {"type": "ping"}
    for wrong in (
        {"body": body + b" "},
        {"secret": "whsec_AAAA"},
        {"headers": {**headers, "Webhook-Timestamp": "1"}},
    ):
        given = {"secret": secret, "headers": headers, "body": body, **wrong}
        with pytest.raises(ValueError, match=r"message|signature"):
            module.verify_webhook(**given)


@pytest.mark.django_db(transaction=True)
def test_partner_s_script_runs(live_server, settings, tmp_path):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    news_index()
    item = news_item(title="Prvi forum")
    edition()
    shutil.copy(FOLDER / "coop.py", tmp_path)
    shutil.copy(SCRIPT, tmp_path)
    first = run(tmp_path, live_server.url)
    assert "fetch: 1 news items" in first
    assert "verify: entry.erase is genuine, a changed one is refused" in first
    assert "harvest: 3 records" in first
    assert "0 erased" in first
    copies = list((tmp_path / "coop-copy").glob("news-*.json"))
    assert len(copies) == 1
    item.unpublish()
    assert "follow: 0 read, 1 erased" in run(tmp_path, live_server.url)
    assert list((tmp_path / "coop-copy").glob("news-*.json")) == []


def run(folder: Path, base: str) -> str:
    ran = subprocess.run(
        [sys.executable, SCRIPT.name, base],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
