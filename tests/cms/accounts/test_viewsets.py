"""People in the Wagtail admin keep the one name they have."""

import pytest

from cms.accounts.models import User
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    person = accounts.administrator()
    client.force_login(person)
    return person


def test_person_made_in_the_admin_has_a_name(client, administrator):
    client.post(
        "/admin/users/new/",
        {
            "email": "ana@example.org",
            "first_name": "Ana Marija",
            "last_name": "Žagar",
            "password1": accounts.PASSWORD,
            "password2": accounts.PASSWORD,
        },
    )
    assert User.objects.get(email="ana@example.org").name == "Ana Marija Žagar"


def test_person_saved_in_the_admin_keeps_the_name(client, administrator):
    person = accounts.user(name="Ana Marija Žagar")
    where = f"/admin/users/edit/{person.pk}/"
    form = client.get(where).context["form"]
    data = {
        "email": person.email,
        "first_name": form["first_name"].value(),
        "last_name": form["last_name"].value(),
        "is_active": "on",
    }
    assert client.post(where, data).status_code == 302
    person.refresh_from_db()
    assert person.name == "Ana Marija Žagar"
