"""Placeholders are filled, and nothing that a person typed becomes a link."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.outbox import mails, wording
from cms.outbox.values import plain
from cms.outbox.wording import Words, as_html, fill
from tests.factories import accounts, outbox

# What mail programs turn into links by themselves.
LINKED = re.compile(
    r"(?i)https?://|www\.\w|\w@\w+\.[a-z]{2}|\b[\w-]+\.(com|org|net|si|it|coop|js)\b"
)
HOSTILE = [
    "https://evil.example/path",
    "HTTP://EVIL.EXAMPLE",
    "www.evil.example",
    "evil.com/login",
    "evil。com",
    "user@evil.com",
    "mailto:user@evil.com",
    "javascript:alert(1)",
    "see http://intranet/x",
    "ftp://evil.org",
    "ev\u200bil.com",
    "http\u2060://evil.com",
]


def values(**texts: str) -> dict:
    return {name: ["text", plain(text)] for name, text in texts.items()}


@pytest.mark.parametrize("text", HOSTILE)
def test_address_that_somebody_typed_is_no_link(text):
    shown = plain(text)
    assert LINKED.search(shown) is None
    assert "javascript:" not in shown
    assert "<a" not in as_html(fill(Words("", "On {title}"), values(title=text)).text)


@pytest.mark.parametrize(
    "text",
    ["Zadruga d.o.o.", "Industry 4.0, i.e. 5.5 %", "Ph.D. in 2026. And so on.", "a: b"],
)
def test_usual_text_stays_as_it_is(text):
    assert plain(text) == text


@given(st.text(max_size=60))
def test_any_text_at_all_makes_no_link_and_no_header(text):
    filled = fill(Words("On {title}", "On {title}:\n{title}"), values(title=text))
    html = as_html(filled.text)
    assert "\n" not in filled.subject
    assert "\r" not in filled.subject
    assert "<a" not in html
    assert "://" not in html


def test_paragraph_with_nothing_to_say_is_left_out():
    words = Words("", "Dear {name},\n\nThe editors write:\n{note}\n\nRegards")
    filled = fill(words, values(name="Ana", note=" \n "))
    assert filled.text == "Dear Ana,\n\nRegards"


def test_text_alone_on_its_line_is_quoted():
    words = Words("", "They write:\n{note}")
    filled = fill(words, values(note="First.\n\n-- \n<b>Second</b>"))
    assert filled.text == "They write:\n> First.\n>\n> --\n> <b>Second</b>"
    assert as_html(filled.text) == (
        "<p>They write:</p>\n<blockquote><p>First.</p>"
        "<p>--<br>&lt;b&gt;Second&lt;/b&gt;</p></blockquote>"
    )


def test_own_address_becomes_a_link(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://coop.example.org"
    told = "See https://coop.example.org/sl/a/?b=1&c=2."
    address = "https://coop.example.org/sl/a/?b=1&amp;c=2"
    assert as_html(told) == f'<p>See <a href="{address}">{address}</a>.</p>'


@pytest.mark.parametrize(
    "address",
    ["https://coop.example.org.evil.si/", "https://evil.si/https://coop.example.org/"],
)
@pytest.mark.django_db
def test_other_address_becomes_none(address, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://coop.example.org"
    mail = outbox.mail(values={"title": address, "note": address})
    assert as_html(mail.text).count("<a ") == 1


@pytest.mark.parametrize("language", ["sl", "it", "en"])
@pytest.mark.django_db
def test_frame_carries_the_funding_statement_in_text_and_html(language):
    statement = {
        "sl": "Ta projekt je prejel sredstva Evropske unije.",
        "it": "Questo progetto ha ricevuto finanziamenti dall'Unione europea.",
        "en": "This project has received funding from the European Union.",
    }[language]
    mail = outbox.mail(recipient=accounts.user(language=language))
    words = Words(mail.subject, mail.text)
    text, html = wording.with_frame(words, mail.language)
    assert statement in text
    assert statement.replace("'", "&#x27;") in html


@pytest.mark.parametrize(
    "name",
    [
        "Ana\r\nBcc: x@evil.com",
        'Ana" <x@evil.com>, "B',
        "x@evil.com,",
        "Ana\nSubject: x",
        "=?utf-8?q?x=40evil=2Ecom?=",
        "\u202eana",
        "A" * 500,
    ],
)
@pytest.mark.django_db
def test_hostile_name_leaves_one_recipient(name):
    person = accounts.user(email="ana@example.org", name=name[:200])
    mail = outbox.mail(recipient=person, values={"title": name})
    message = mails.message(mail, None)
    assert message.recipients() == [message.to[0]]
    sent = message.message()
    assert [sent["To"].count("ana@example.org"), sent.get_all("Bcc")] == [1, None]
    assert len(sent.get_all("Subject")) == 1
