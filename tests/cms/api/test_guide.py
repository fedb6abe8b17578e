"""The documentation for people, the changelog for machines, and what is to go."""

import datetime as dt

import pytest
from django.urls import path

from cms.api.v1 import parameters, views
from cms.api.v1.resources import RESOURCES
from cms.api.v1.retirement import Retirement
from cms.urls import urlpatterns as own

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/sl/razvijalci/", "/it/sviluppatori/", "/en/developers/"]
)
def test_guide_names_every_operation_of_the_schema(client, address):
    page = client.get(address).content.decode()
    schema = client.get("/api/v1/schema/").json()
    for methods in schema["paths"].values():
        for told in methods.values():
            assert f'id="{told["operationId"]}"' in page
    assert "http-equiv" not in page
    assert "https://" not in page.split("<main")[1].split("</main>")[0]


def test_changelog_names_only_what_there_is(client):
    told = client.get("/api/v1/changelog/").json()
    assert told["version"] == "1"
    days = [change["date"] for change in told["changes"]]
    assert days == sorted(days, reverse=True)
    for change in told["changes"]:
        assert set(change["where"]) <= {"*", *RESOURCES}


def test_api_answers_json_to_browsers_too(client):
    answer = client.get("/api/v1/news/", headers={"accept": "text/html"})
    assert answer.headers["Content-Type"].startswith("application/")
    assert b"<html" not in answer.content


# --- what is to go ------------------------------------------------------------------
SINCE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
LATER = Retirement(SINCE, SINCE + dt.timedelta(days=900))
SOONER = Retirement(SINCE, SINCE + dt.timedelta(days=400))


class OldView(views.RootView):
    """An address that is going to leave, with a parameter that leaves sooner."""

    retirement = LATER
    known_parameters = [
        parameters.LOCALE,
        parameters.Parameter("old", "Old.", parameters.as_typed, retirement=SOONER),
    ]


class OldParameterView(OldView):
    retirement = None


urlpatterns = [
    path("old/", OldView.as_view()),
    path("parameter/", OldParameterView.as_view()),
    *own,
]


@pytest.mark.urls(__name__)
def test_what_is_to_go_says_so_beforehand(client):
    answer = client.get("/old/")
    assert answer.headers["Deprecation"] == "@1767225600"
    assert answer.headers["Sunset"] == "Mon, 19 Jun 2028 00:00:00 GMT"
    assert answer.headers["Link"].endswith('/api/v1/changelog/>; rel="deprecation"')
    assert "Deprecation" not in client.get("/parameter/").headers
    used = client.get("/parameter/?old=x")
    assert used.headers["Sunset"] == "Fri, 05 Feb 2027 00:00:00 GMT"
    both = client.get("/old/?old=x")
    assert both.headers["Sunset"] == used.headers["Sunset"]


def test_nothing_goes_without_a_year_s_notice():
    with pytest.raises(ValueError, match="twelve months"):
        Retirement(SINCE, SINCE + dt.timedelta(days=364))
