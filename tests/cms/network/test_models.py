"""Partners as readers see them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.accounts.models import User
from cms.network.enums import Country
from cms.network.models import Partner
from tests.factories.network import partner, partners_page

pytestmark = pytest.mark.django_db


def test_partners_stand_by_country_the_lead_partner_first(client):
    page = partners_page()
    partner(name="PRIZMA", sort_order=2)
    partner(name="Center", sort_order=9, is_lead=True)
    partner(name="Tangram", country=Country.ITALY)
    partner(language="it", name="Tangram", country=Country.ITALY)
    shown = client.get(page.get_url()).context["countries"]
    assert [(c["code"], [p.name for p in c["partners"]]) for c in shown] == [
        ("si", ["Center", "PRIZMA"]),
        ("it", ["Tangram"]),
    ]


def test_partners_cost_the_same_with_one_and_three(client):
    page = partners_page()
    counts = []
    for added in (1, 2):
        for number in range(added):
            partner(name=f"{added}-{number}")
        client.get(page.get_url())
        with CaptureQueriesContext(connection) as counted:
            client.get(page.get_url())
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_there_is_one_lead_partner():
    lead = partner(is_lead=True)
    second = Partner(name="x", is_lead=True, locale=lead.locale)
    with pytest.raises(ValidationError) as refused:
        second.clean()
    assert list(refused.value.message_dict) == ["is_lead"]


def test_partners_are_edited_in_the_admin(client):
    client.force_login(User.objects.create_superuser("a@example.org", "x", name="A"))
    made = partner()
    listing = client.get("/admin/snippets/network/partner/")
    form = client.get(f"/admin/snippets/network/partner/edit/{made.pk}/")
    assert (listing.status_code, form.status_code) == (200, 200)
