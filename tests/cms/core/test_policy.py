"""What browsers are told about our pages."""

import pytest

from cms.accounts.models import User

pytestmark = pytest.mark.django_db


def directives(answer) -> dict[str, str]:
    parts = answer.headers["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts)


def test_public_page_allows_nothing_inline(client):
    policy = directives(client.get("/sl/"))
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["object-src"] == "'none'"


def test_public_page_has_no_inline_style_or_script(client):
    html = client.get("/sl/").content.decode()
    assert " style=" not in html
    assert "<script" not in html


def test_admin_may_use_inline_scripts(client):
    client.force_login(User.objects.create_superuser("a@example.org", "x", name="A"))
    policy = directives(client.get("/admin/"))
    assert policy["script-src"] == "'self' 'unsafe-inline'"


def test_other_headers_are_set(client):
    headers = client.get("/sl/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_admin_opens_in_the_editors_language(client, language):
    user = User.objects.create_superuser("a@example.org", "x", name="A")
    client.force_login(user)
    answer = client.get("/admin/", headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()
