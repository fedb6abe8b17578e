"""The blocks of running text."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale
from wagtail_localize.segments.extract import extract_segments

from cms.core.blocks import BodyBlock, TableBlock
from cms.core.blocks.tables import cells_of
from cms.core.models import ContentPage
from cms.core.text import fold, plain_text
from tests.factories.assets import coop_document, coop_image
from tests.factories.core import content_page


def every_block() -> list[dict]:
    """One block of each kind."""
    return [
        {"type": "text", "value": "<h2>Cilji</h2><p>Kdo <b>sodeluje</b>?</p>"},
        {
            "type": "picture",
            "value": {"image": coop_image(size=(600, 300)).pk, "caption": "Forum"},
        },
        {"type": "quote", "value": {"quote": "Skupaj gre.", "source": "Ana"}},
        {
            "type": "table",
            "value": {
                "caption": "Proračun",
                "cells": "Vir | Delež\nEU | 79,99 %\nPartnerji | 20,01 %",
                "row_headings": True,
                "source": "COOP",
            },
        },
        {
            "type": "numbers",
            "value": {
                "heading": "COOP v številkah",
                "numbers": [
                    {
                        "type": "item",
                        "id": "2f1d7f0a-52a2-4e30-9d3b-1f6f2f0c0001",
                        "value": {"value": "9", "label": "partnerjev"},
                    }
                ],
                "source": "",
            },
        },
        {"type": "callout", "value": {"heading": "Pozor", "text": "<p>Rok je tu.</p>"}},
        {
            "type": "download",
            "value": {
                "document": coop_document().pk,
                "title": "Program",
                "description": "",
            },
        },
    ]


@pytest.fixture
def page(db):
    """A page with one block of each kind."""
    made = content_page()
    made.body = BodyBlock().to_python(every_block())
    made.save()
    return ContentPage.objects.get(pk=made.pk)


def test_every_block_is_shown(client, page):
    html = client.get(page.get_url()).content.decode()
    assert "<h2" in html
    assert "Cilji</h2>" in html
    assert '<span class="figure__caption">Forum</span>' in html
    assert "<p>Skupaj gre.</p>" in html
    assert '<th scope="col">Delež</th>' in html
    assert '<th scope="row">EU</th><td>79,99 %</td>' in html
    assert "partnerjev" in html
    assert "Rok je tu." in html
    assert '<abbr class="format">PDF</abbr>' in html


def test_every_word_is_found_by_the_search(page):
    assert page.search_text == (
        "Kaj je COOP. Cilji Kdo sodeluje? Forum Skupaj gre. Ana Proračun "
        "Vir | Delež EU | 79,99 % Partnerji | 20,01 % COOP COOP v številkah 9 "
        "partnerjev Pozor Rok je tu. Program"
    )


def test_every_word_is_offered_to_translators(page):
    strings = [
        segment.string.data
        for segment in extract_segments(page)
        if hasattr(segment, "string")
    ]
    for words in ("Cilji", "Forum", "Skupaj gre.", "Proračun", "partnerjev", "Pozor"):
        assert words in strings
    assert Locale.objects.count() == 3


def test_script_in_rich_text_is_not_passed_on(client, db):
    page = content_page()
    page.body = BodyBlock().to_python(
        [{"type": "quote", "value": {"quote": "<script>x</script>", "source": ""}}]
    )
    page.save()
    assert "<script>" not in client.get(page.get_url()).content.decode()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a | b\n1 | 2", [["a", "b"], ["1", "2"]]),
        ("a\tb\n1\t", [["a", "b"], ["1", ""]]),
        ("| a | b |\n\n| 1 |", [["a", "b"], ["1", ""]]),
        ("", []),
    ],
)
def test_cells_are_read_from_text(text, wanted):
    assert cells_of(text) == wanted


@pytest.mark.parametrize("cells", ["only headings", "a\n" + "b\n" * 300])
def test_table_that_is_no_table_is_refused(cells):
    block = TableBlock()
    value = block.to_python({"caption": "c", "cells": cells, "source": ""})
    with pytest.raises(ValidationError):
        block.clean(value)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Čebela", "cebela"), ("PERCHÉ", "perche"), ("Đuro", "duro"), ("ﬁn", "fin")],
)
def test_text_is_folded(text, wanted):
    assert fold(text) == wanted


def test_plain_text_of_nothing_is_nothing():
    assert plain_text(None) == ""
