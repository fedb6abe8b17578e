"""Translations leave the site as PO and XLIFF, and come back without loss."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from cms.core.blocks import BodyBlock
from cms.translation import exchange, operations
from cms.translation.enums import PassageState
from cms.translation.exceptions import FileRefused
from cms.translation.exchange import inline
from cms.translation.passages import passages_of
from tests.factories.assets import coop_document, coop_image
from tests.factories.translation import (
    body,
    edited,
    every_block,
    fully,
    italian,
    passage,
    refreshed,
    started,
    story,
    typed,
)

pytestmark = pytest.mark.once

FORMATS = ["po", "xliff"]
TEXT = st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30
)
MARKED = st.recursive(
    TEXT.map(lambda text: StringValue.from_plaintext(text).data),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(st.sampled_from(["b", "i", "em", "strong", "code"]), inner).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
        ),
        inner.map(lambda text: f'<a id="a1">{text}</a>'),
        inner.map(lambda text: f"{text}<br/>{text}"),
    ),
    max_leaves=6,
)


def words(translation) -> dict[tuple[str, str], str]:
    return {(one.path, one.source): one.text for one in passages_of(translation)}


def everything(word) -> str:
    image, document = coop_image(), coop_document()
    return body(*every_block(word, image.pk, document.pk))


def written(translation, form: str) -> bytes:
    return exchange.FORMATS[form].write(translation, passages_of(translation))


def taken(translation, form: str, content: bytes):
    return operations.import_file(
        translation=translation,
        name=f"file{exchange.FORMATS[form].suffix}",
        content=content,
    )


@given(MARKED)
def test_inline_markup_comes_back_as_it_was(html):
    html = StringValue.from_translated_html(html).data
    codes, element = inline.Codes(), etree.Element(inline.tag("source"))
    inline.write(element, html, codes)
    again = etree.fromstring(etree.tostring(element))
    known = {reference: code for code, reference in codes.known.items()}
    assert inline.read(again, known) == html


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMATS)
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_page_with_every_block_loses_nothing(form, data):
    numbers = iter(range(1000))
    page = story(
        # No part of the question: an address that was drawn twice would be refused.
        slug=f"stran-{uuid.uuid4().hex}",
        body=everything(lambda: f"Odlomek številka {next(numbers)}."),
    )
    translation = started(page)
    known = {
        one.segment_id: data.draw(MARKED)
        .replace('<a id="a1">', "<b>")
        .replace("</a>", "</b>")
        for one in passages_of(translation)
        if one.path != "slug"
    }
    operations.save_passages(translation=translation, words=known)
    before, content = words(translation), written(translation, form)
    StringTranslation.objects.all().delete()
    report = taken(translation, form, content)
    assert words(translation) == before
    assert (report.unknown, report.refused) == ([], [])
    page.get_translations(inclusive=True).delete()


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMATS)
def test_file_says_what_needs_a_second_look(form):
    page = story()
    translation = fully(started(page))
    edited(page, lead="Nov uvod v novico.")
    refreshed(page)
    before = words(translation)
    report = taken(translation, form, written(translation, form))
    assert (report.kept, report.drafts) == (0, 1)
    assert words(translation) == before
    assert passage(translation, "Nov uvod v novico.").state == PassageState.STALE


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMATS)
def test_changed_draft_is_taken_over(form):
    page = story()
    translation = italian(started(page))
    edited(page, lead="Nov uvod v novico.")
    refreshed(page)
    old = "A Maribor è stato aperto un laboratorio.".encode()
    content = written(translation, form).replace(old, b"Un nuovo sommario.")
    assert taken(translation, form, content).kept == 1
    done = passage(translation, "Nov uvod v novico.")
    assert (done.text, done.state) == ("Un nuovo sommario.", PassageState.DONE)


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMATS)
def test_passage_that_is_gone_is_reported(form):
    page = story()
    translation = italian(started(page))
    content = written(translation, form)
    edited(page, lead="Nov uvod v novico.")
    refreshed(page)
    report = taken(translation, form, content)
    assert report.unknown == ["V Mariboru so odprli delavnico."]


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMATS)
def test_broken_markup_is_reported_and_nothing_else_is_lost(form):
    translation = typed(started(story()), {"Delamo skupaj.": "Insieme."})
    bad = b"&lt;script>x&lt;/script>" if form == "xliff" else b"<script>x</script>"
    content = written(translation, form).replace(b"Insieme.", bad)
    report = taken(translation, form, content)
    if form == "po":
        assert report.refused == ["Delamo skupaj."]
        assert passage(translation, "Delamo skupaj.").text == "Insieme."
    else:
        # XLIFF keeps text and markup apart: this is text, and harmless.
        assert passage(translation, "Delamo skupaj.").text == (
            "&lt;script&gt;x&lt;/script&gt;"
        )


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMATS)
def test_file_of_another_page_is_refused(form):
    one, other = started(story()), started(story(title="Druga novica"))
    with pytest.raises(FileRefused, match="foreign"):
        taken(other, form, written(one, form))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.po", b"\xff\xfe\x00", "unreadable"),
        ("a.po", b'msgid "broken\nmsgstr', "unreadable"),
        ("a.xlf", b"<xliff", "unreadable"),
        ("a.xlf", b'<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>', "unreadable"),
        ("a.docx", b"PK", "unknown"),
        ("a.po", b"x" * (exchange.LARGEST_FILE + 1), "large"),
    ],
)
def test_hostile_or_damaged_file_is_refused(name, content, reason):
    translation = started(story())
    with pytest.raises(FileRefused, match=reason):
        operations.import_file(translation=translation, name=name, content=content)


@pytest.mark.django_db
def test_segments_cut_by_another_tool_are_put_together():
    translation = typed(started(story()), {"Delamo skupaj.": "Lavoriamo insieme."})
    content = written(translation, "xliff").replace(
        b"<source>Delamo skupaj.</source><target>Lavoriamo insieme.</target>",
        b"<source>Delamo </source><target>Operiamo </target></segment><segment>"
        b"<source>skupaj.</source><target>insieme.</target>",
    )
    taken(translation, "xliff", content)
    assert passage(translation, "Delamo skupaj.").text == "Operiamo insieme."


@pytest.mark.django_db
def test_every_kind_of_block_is_among_the_blocks():
    kinds = {each["type"] for each in every_block(lambda: "Odlomek", 1, 1)}
    assert kinds == set(BodyBlock().child_blocks)


@pytest.mark.django_db
def test_addresses_and_figures_need_no_translation():
    word = iter(f"Odlomek {number}." for number in range(100)).__next__
    translation = started(story(body=everything(word)))
    optional = {one.source for one in passages_of(translation) if one.is_optional}
    assert optional == {
        "9",
        "4:30",
        "/sl/zbornik/coop/prispevek/",
        "zadruga-zaposluje",
    }
