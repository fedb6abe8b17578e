"""A page that moves takes its translations along, and leaves redirects."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from tests.factories.accounts import administrator
from tests.factories.core import content_page
from tests.factories.translation import locale, published, started, typed

pytestmark = pytest.mark.django_db


def test_translations_move_too_and_old_addresses_lead_there(
    client, django_capture_on_commit_callbacks
):
    page = content_page(title="O projektu")
    to = content_page(title="Arhiv", lead="Kar je bilo.")
    for one, words in (
        (page, {"O projektu": "Il progetto", "Kaj je COOP.": "Che cosa è COOP."}),
        (to, {"Arhiv": "Archivio", "Kar je bilo.": "Ciò che è stato."}),
    ):
        published(typed(started(one), words))
    old = [each.url for each in page.get_translations(inclusive=True).live()]
    client.force_login(administrator())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("wagtailadmin_pages:move_confirm", args=[page.pk, to.pk]), {}
        )
    moved = page.get_translation(locale("it"))
    assert moved.get_parent().pk == to.get_translation(locale("it")).pk
    assert moved.url == "/it/archivio/il-progetto/"
    for address in old:
        answer = client.get(address)
        assert answer.status_code == 301, address
    assert Redirect.objects.count() == 2
