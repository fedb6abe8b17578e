"""Issues and articles as readers see them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from cms.newspaper.models import NewspaperIssuePage
from tests.factories.assets import coop_image
from tests.factories.newspaper import article, issue, newspaper

pytestmark = pytest.mark.django_db


def queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_articles_stand_in_the_order_of_the_tree(client):
    made = issue()
    for title in ("Uvodnik", "Pogovor", "Forum"):
        article(parent=made, title=title)
    shown = client.get(made.get_url()).context["articles"]
    assert [each.title for each in shown] == ["Uvodnik", "Pogovor", "Forum"]


def test_article_leads_to_its_neighbours(client):
    made = issue()
    first, second, third = (article(parent=made, title=t) for t in ("A", "B", "C"))
    places = [client.get(each.get_url()).context for each in (first, second, third)]
    assert [place["previous_article"] for place in places] == [None, first, second]
    assert [place["next_article"] for place in places] == [second, third, None]


def test_issue_costs_the_same_with_four_and_six_articles(client):
    made = issue()
    for number in range(4):
        article(parent=made, title=f"{number}", picture=coop_image(size=(60, 40)))
    four = queries(client, made.get_url())
    for number in (4, 5):
        article(parent=made, title=f"{number}", picture=coop_image(size=(60, 40)))
    assert queries(client, made.get_url()) == four


def test_archive_costs_the_same_with_one_and_three_issues(client):
    index = newspaper()
    issue(picture=coop_image(size=(60, 40)))
    one = queries(client, index.get_url())
    for number in (2, 3):
        issue(number=number, title=f"{number}", picture=coop_image(size=(60, 40)))
    assert queries(client, index.get_url()) == one


def test_archive_is_ordered_by_year_and_shows_one_on_request(client):
    index = newspaper()
    for number, year in enumerate((2012, 2014, 2014), start=1):
        made = {"number": number, "title": f"Št. {number}"}
        issue(index=index, date=dt.date(year, 3, number), **made)
    address = index.get_url()
    whole = html.fromstring(client.get(address).content.decode())
    assert whole.xpath("//h2[contains(@class, 'years__year')]/text()") == [
        "2014",
        "2012",
    ]
    assert whole.xpath("//h3/a/text()") == ["Št. 3", "Št. 2", "Št. 1"]
    one = html.fromstring(client.get(f"{address}?year=2014").content.decode())
    assert one.xpath("//h3/a/text()") == ["Št. 3", "Št. 2"]
    assert one.xpath("//nav//a[@aria-current]/text()")[-1] == "2014"
    for odd in ("x", "", "1999", "-1", "20140000000000000000", "²"):
        shown = client.get(address, {"year": odd})
        assert [each.title for each in shown.context["issues"]] == [
            "Št. 3",
            "Št. 2",
            "Št. 1",
        ]


def test_number_is_given_once_in_a_language():
    index = newspaper()
    issue()
    twice = NewspaperIssuePage(title="x", number=1, year=1, locale=index.locale)
    with pytest.raises(ValidationError) as refused:
        twice.clean()
    assert list(refused.value.message_dict) == ["number"]


@pytest.mark.parametrize(
    ("issn", "valid"), [("1234-5679", True), ("", True), ("12345679", False)]
)
def test_issn_has_its_form(issn, valid):
    made = issue()
    made.issn = issn
    if valid:
        made.full_clean()
    else:
        with pytest.raises(ValidationError):
            made.full_clean()
