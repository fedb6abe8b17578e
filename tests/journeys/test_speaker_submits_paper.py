"""A speaker registers, uploads a Word file, submits it, and looks at the preview."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from cms.accounts.models import User
from cms.conference.enums import SubmissionState
from cms.conference.models import Submission
from tests.factories.conference import call
from tests.journeys.conftest import LANGUAGES

pytestmark = pytest.mark.journey
PASSWORD = "kostanj pod mostom 7"
RENDITION_MILLISECONDS = 60_000


def address(language: str, name: str, **words: object) -> str:
    with override(language):
        return reverse(name, kwargs=words)


def register(page: Page, language: str) -> None:
    """Make an account by the link in the mail, which also signs the speaker in."""
    page.goto(address(language, "accounts:sign_up"))
    page.fill("[name=name]", "Špela Žagar")
    page.fill("[name=email]", "spela@example.org")
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    page.goto(re.search(r"https?://\S+", mail.outbox[-1].body).group())
    page.fill("main input[type=password]", PASSWORD)
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def fill_in(page: Page, language: str) -> None:
    """Type title, abstract, keywords and the first author."""
    page.select_option("[name=paper_language]", language)
    page.fill(f"[name=text-{language}-title]", "Zadruge čez mejo")
    page.fill(f"[name=text-{language}-abstract]", "O čezmejnih zadrugah.")
    page.fill(f"[name=text-{language}-keywords]", "zadruga, meja")
    page.fill("[name=author-0-name]", "Špela Žagar")
    page.fill("[name=author-0-affiliation]", "Inštitut")


@pytest.mark.parametrize("language", LANGUAGES)
def test_speaker_submits_a_word_file_and_sees_it_set(
    page, site, axe, language, manuscripts
):
    made = call()
    register(page, language)
    page.goto(address(language, "conference:call", slug=made.slug))
    axe(page)
    page.locator("main a.button").first.click()
    axe(page)
    page.set_input_files("[name=file]", next(manuscripts.rglob("*.docx")))
    fill_in(page, language)
    page.locator("button[value=submit]").click(timeout=RENDITION_MILLISECONDS)
    expect(page.locator("h1")).to_have_text("Zadruge čez mejo")
    submission = Submission.objects.get()
    assert submission.state == SubmissionState.SUBMITTED
    assert submission.submitter == User.objects.get(email="spela@example.org")

    axe(page)
    preview = address(language, "conference:preview", code=submission.code)
    page.locator(f"a[href='{preview}']").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    axe(page)
    pdf = address(language, "conference:preview_pdf", code=submission.code)
    answer = page.request.get(pdf)
    assert answer.body().startswith(b"%PDF-")


def test_speaker_gets_typed_words_back_when_something_is_missing(page, site, axe):
    made = call()
    register(page, "sl")
    page.goto(address("sl", "conference:submit", slug=made.slug))
    page.fill("[name=text-sl-title]", "Zadruge čez mejo")
    page.locator("button[value=submit]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("[name=text-sl-title]")).to_have_value("Zadruge čez mejo")
    axe(page)


def test_submission_of_somebody_else_does_not_exist(page, site):
    from tests.factories.conference import submission

    other = submission()
    register(page, "sl")
    answer = page.goto(address("sl", "conference:submission", code=other.code))
    assert answer.status == 404
