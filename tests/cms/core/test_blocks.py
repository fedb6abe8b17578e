"""The blocks of running text."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.segments.extract import extract_segments

from cms.core import charts
from cms.core.blocks import (
    BodyBlock,
    ChartBlock,
    PaperTeaserBlock,
    TableBlock,
    VideoBlock,
)
from cms.core.blocks.tables import cells_of
from cms.core.models import ContentPage
from cms.core.text import fold, plain_text
from cms.publications.models import EditionPaper
from tests.factories import publications
from tests.factories.assets import coop_document, coop_image
from tests.factories.core import content_page


def every_block() -> list[dict]:
    """One block of each kind."""
    paper = publications.edition().papers.first()
    address = reverse(
        "publications:paper", args=[paper.edition.volume.slug, paper.slug]
    )
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
        {
            "type": "gallery",
            "value": {
                "heading": "Utrinki",
                "pictures": [
                    {
                        "type": "item",
                        "id": f"2f1d7f0a-52a2-4e30-9d3b-1f6f2f0c000{number}",
                        "value": {
                            "image": coop_image(size=(300, 200)).pk,
                            "caption": caption,
                        },
                    }
                    for number, caption in enumerate(("Prvi", "Drugi"), start=2)
                ],
            },
        },
        {
            "type": "chart",
            "value": {
                "kind": "bars",
                "caption": "Zaposleni",
                "description": "Število zaposlenih raste.",
                "cells": "Leto | Ženske | Moški\n2011 | 1.200 | 9\n2012 | 12,5 | 10",
                "source": "Zadruga",
            },
        },
        {
            "type": "video",
            "value": {
                "title": "Forum v Rubanu",
                "url": "https://www.video.example/watch?v=1",
                "picture": None,
                "length": "4:30",
                "transcript": "<p>Govori Ana.</p>",
            },
        },
        {"type": "paper", "value": {"address": address, "comment": "Beri najprej."}},
        {
            "type": "recommendation",
            "value": {
                "text": "<p>Objavite seznam nakupov.</p>",
                "addressed_to": "Občine",
                "address": address,
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
    assert html.count('<span class="figure__caption">Drugi</span>') == 1
    assert "Število zaposlenih raste.</title>" in html
    assert '<th scope="row">2012</th><td class="number">12,5</td>' in html
    assert 'href="https://www.video.example/watch?v=1"' in html
    paper = EditionPaper.objects.first()
    assert html.count(f">{paper.title}</") == 2
    assert "Objavite seznam nakupov." in html


def test_every_word_is_found_by_the_search(page):
    assert page.search_text == (
        "Kaj je COOP. Cilji Kdo sodeluje? Forum Skupaj gre. Ana Proračun "
        "Vir | Delež EU | 79,99 % Partnerji | 20,01 % COOP COOP v številkah 9 "
        "partnerjev Pozor Rok je tu. Program "
        "Utrinki Prvi Drugi Zaposleni Število zaposlenih raste. Leto | Ženske | Moški "
        "2011 | 1.200 | 9 2012 | 12,5 | 10 Zadruga Forum v Rubanu 4:30 Govori Ana. "
        "Beri najprej. Objavite seznam nakupov. Občine"
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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1.234", "1234"),
        ("1,234", "1234"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("79,99 %", "79.99"),
        ("−3", "-3"),  # noqa: RUF001 - a typed minus sign
        ("devet", None),
        ("1e999999", None),
        ("NaN", None),
        ("", None),
    ],
)
def test_number_is_read_as_each_language_writes_it(text, wanted):
    assert charts.number(text) == (None if wanted is None else Decimal(wanted))


@pytest.mark.parametrize(
    "cells",
    [
        "only",
        "Leto | Število",
        "Leto | Število\n2011 | devet",
        "L | a | b | c | d | e\n1 | 1 | 1 | 1 | 1 | 1",
        "Leto | Število\n" + "2011 | 1\n" * 50,
    ],
)
def test_chart_that_is_no_chart_is_refused(cells):
    block = ChartBlock()
    value = block.to_python(
        {"kind": "bars", "caption": "c", "description": "d", "cells": cells}
    )
    with pytest.raises(ValidationError):
        block.clean(value)


@pytest.mark.parametrize("kind", ["bars", "lines"])
def test_chart_is_well_formed_and_needs_no_style(kind):
    block = ChartBlock()
    value = block.to_python(
        {
            "kind": kind,
            "caption": "c",
            "description": "<script>",
            "cells": "Leto | A & B | C\n2011 | -3 | 9\n2012 | 12,5 | 0",
        }
    )
    root = ElementTree.fromstring(value.draw("x"))
    assert root.find("{*}title") is not None or root.find("title") is not None
    assert "style" not in {name for node in root.iter() for name in node.attrib}
    assert "<script>" not in value.draw("x")


@pytest.mark.django_db
def test_paper_that_nobody_published_is_refused():
    block = PaperTeaserBlock()
    for address in ("/sl/zbornik/x/y/", "https://evil.example/", "/admin/", ""):
        with pytest.raises(ValidationError):
            block.clean(block.to_python({"address": address, "comment": ""}))


def test_video_without_encryption_is_refused():
    block = VideoBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"title": "x", "url": "http://video.example/"}))
