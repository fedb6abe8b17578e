"""A reader looks through the programme and takes it along, in three languages."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.factories import programme
from tests.journeys.conftest import LANGUAGES

pytestmark = pytest.mark.journey


def test_reader_looks_through_the_programme_and_takes_it_along(page, site, axe):
    made = programme.released(talks=2)
    for language in LANGUAGES:
        with override(language):
            first = reverse("programme:programmes")
        page.goto(first)
        axe(page)
        page.locator("main a").first.click()
        page.wait_for_load_state()
        axe(page)
        with page.expect_download() as waiting:
            page.locator(".downloads a").first.click()
        assert waiting.value.suggested_filename == f"{made.slug}-{language}.pdf"
        page.locator(".timetable__link").first.click()
        page.wait_for_load_state()
        axe(page)
        page.locator("main a[href*='avtor-0']").first.click()
        page.wait_for_load_state()
        axe(page)
        page.go_back()
        page.go_back()
