"""Pages being translated."""

import itertools
import json
from collections.abc import Callable

from lxml import html
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.translation import operations
from cms.translation.passages import Passage, passages_of
from tests.factories.news import news_item

_ids = itertools.count(1)


def locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)


def block(kind: str, value, *, identifier: str | None = None) -> dict:
    """Return one block as a revision keeps it."""
    number = next(_ids)
    return {
        "type": kind,
        "value": value,
        "id": identifier or f"00000000-0000-4000-8000-{number:012d}",
    }


def item(value) -> dict:
    """Return one member of a list of blocks."""
    return block("item", value)


def body(*blocks: dict) -> str:
    return json.dumps(blocks)


def every_block(word: Callable[[], str], image: int, document: int) -> list[dict]:
    """Return one block of each kind; `word` gives each text."""
    return [
        block(
            "text", f"<h2>{word()}</h2><p>{word()}</p><p><b>{word()}</b> {word()}</p>"
        ),
        block("picture", {"image": image, "caption": word()}),
        block("quote", {"quote": word(), "source": word()}),
        block(
            "table",
            {
                "caption": word(),
                "cells": f"{word()} | {word()}\n{word()} | {word()}",
                "row_headings": True,
                "source": word(),
            },
        ),
        block(
            "numbers",
            {
                "heading": word(),
                "numbers": [item({"value": "9", "label": word()})],
                "source": word(),
            },
        ),
        block("callout", {"heading": word(), "text": f"<p>{word()}</p>"}),
        block(
            "download",
            {"document": document, "title": word(), "description": word()},
        ),
        block(
            "gallery",
            {
                "heading": word(),
                "pictures": [
                    item({"image": image, "caption": word()}),
                    item({"image": image, "caption": word()}),
                ],
            },
        ),
        block(
            "chart",
            {
                "kind": "bars",
                "caption": word(),
                "description": word(),
                "cells": f"{word()} | {word()}\n{word()} | 2",
                "source": word(),
            },
        ),
        block(
            "video",
            {
                "title": word(),
                "url": "https://example.org/video",
                "picture": image,
                "length": "4:30",
                "transcript": f"<p>{word()}</p>",
            },
        ),
        block("paper", {"address": "/sl/zbornik/coop/prispevek/", "comment": word()}),
        block(
            "recommendation",
            {"text": f"<p>{word()}</p>", "addressed_to": word(), "address": ""},
        ),
    ]


def story(**fields) -> Page:
    """Return a public Slovenian news item with two paragraphs and a quotation."""
    fields = {
        "title": "Zadruga zaposluje",
        "lead": "V Mariboru so odprli delavnico.",
        "body": body(
            block(
                "text",
                "<p>Prvi odstavek o zadrugi.</p><p>Drugi odstavek o delavnici.</p>",
            ),
            block("quote", {"quote": "Delamo skupaj.", "source": "Ana Novak"}),
        ),
        **fields,
    }
    page = news_item(**fields)
    page.save_revision().publish()
    return fresh(page)


def fresh(page: Page) -> Page:
    return type(page).objects.get(pk=page.pk)


def started(page: Page, language: str = "it") -> Translation:
    return operations.start_translation(page=page, locale=locale(language))


def passage(translation: Translation, source: str) -> Passage:
    """Return the one passage with that source text."""
    found = [one for one in passages_of(translation) if one.source == source]
    assert len(found) == 1, [one.source for one in passages_of(translation)]
    return found[0]


def typed(translation: Translation, words: dict[str, str], by=None) -> Translation:
    """Have a translator type these passages, by their source text."""
    ids = {passage(translation, old).segment_id: new for old, new in words.items()}
    operations.save_passages(translation=translation, words=ids, by=by)
    return translation


def fully(translation: Translation) -> Translation:
    """Have every passage translated, recognisably."""
    words = {
        one.segment_id: f"IT {one.source}"
        for one in passages_of(translation)
        if not one.is_optional
    }
    operations.save_passages(translation=translation, words=words)
    return translation


# The story in Italian.
ITALIAN = {
    "Zadruga zaposluje": "La cooperativa assume",
    "V Mariboru so odprli delavnico.": "A Maribor è stato aperto un laboratorio.",
    "Prvi odstavek o zadrugi.": "Primo capoverso sulla cooperativa.",
    "Drugi odstavek o delavnici.": "Secondo capoverso sul laboratorio.",
    "Delamo skupaj.": "Lavoriamo insieme.",
    "Ana Novak": "Ana Novak",
}


def italian(translation: Translation) -> Translation:
    """Have the story translated into Italian as people write it."""
    return typed(translation, ITALIAN)


def published(translation: Translation) -> Page:
    """Publish what the translated page says now."""
    draft(translation).save_revision().publish()
    return translation.get_target_instance()


def draft(translation: Translation) -> Page:
    """Return the translated page as its newest revision has it."""
    return translation.get_target_instance().get_latest_revision_as_object()


def edited(page: Page, **fields) -> Page:
    """Change the page by hand and publish it, if it is public."""
    page = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision()
    if page.live:
        revision.publish()
    return fresh(page)


def refreshed(page: Page) -> bool:
    """Have translations follow their source, as the worker does."""
    source = TranslationSource.objects.get(
        object_id=page.translation_key, locale=page.locale
    )
    return operations.refresh_source(source=source)


def texts(page: Page) -> list[str]:
    """Return the words of the page's running text, block by block."""
    return [str(each.value) for each in page.body]


def form_of(client, address: str, **changed: str) -> dict[str, str]:
    """Return what Wagtail's page editor would send, with some fields changed."""
    page = html.fromstring(client.get(address).content.decode())
    form = page.get_element_by_id("page-edit-form")
    # Scripts fill the streams; without them they are empty.
    streams = {"body-count": "0", "corrections-count": "0"}
    return streams | dict(form.form_values()) | changed
