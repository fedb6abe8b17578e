"""Addresses in three languages."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.core.addresses import absolute, in_language, translated_path


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("sl", "zbornik/"), ("it", "atti/"), ("en", "proceedings/"), ("de", "zbornik/")],
)
def test_route_is_written_in_the_active_language(language, wanted):
    route = translated_path(sl="zbornik/", it="atti/", en="proceedings/")
    with override(language):
        assert str(route) == wanted


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("sl", "/sl/iskanje/"), ("it", "/it/ricerca/"), ("en", "/en/search/")],
)
def test_view_is_reversed_and_translated(language, wanted):
    with override(language):
        assert reverse("search:search") == wanted
    with override("it"):
        assert in_language("/sl/iskanje/", language) == wanted


def test_address_without_language_stays_as_it_is():
    assert in_language("/robots.txt", "it") == "/robots.txt"


def test_absolute_keeps_an_absolute_address():
    assert absolute("https://example.org/a") == "https://example.org/a"
    assert absolute("/sl/") == "http://localhost:8000/sl/"
