"""Editors find every page type in the admin, in their own language."""

import pytest

from cms.accounts.models import User
from tests.factories.pages import MAKERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    """A client signed in as an administrator."""
    client.force_login(User.objects.create_superuser("a@example.org", "x", name="A"))
    return client


@pytest.mark.parametrize("kind", MAKERS)
def test_page_type_is_edited_and_previewed(editor, kind):
    page = MAKERS[kind]()
    url = f"/admin/pages/{page.pk}/"
    assert (
        editor.get(f"{url}edit/", headers={"accept-language": "sl"}).status_code == 200
    )
    assert editor.get(f"{url}view_draft/").status_code == 200


@pytest.mark.parametrize("kind", ["news", "article", "issue", "content"])
def test_translation_is_offered_for_the_page(editor, kind):
    page = MAKERS[kind]()
    answer = editor.get(f"/admin/localize/submit/page/{page.pk}/")
    assert answer.status_code == 200
