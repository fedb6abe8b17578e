"""A visitor uploads a Word file, makes an account at the end, and sends the paper."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from cms.accounts.models import User
from cms.conference.enums import SubmissionState
from cms.conference.kinds import Step
from cms.conference.models import Submission
from tests.factories.conference import call, submission
from tests.factories.wizard import whole_call
from tests.journeys.conftest import LANGUAGES

pytestmark = [pytest.mark.journey, pytest.mark.waiting]
PASSWORD = "kostanj pod mostom 7"
RENDITION_MILLISECONDS = 60_000
KEPT_MILLISECONDS = 5_000


def address(language: str, name: str, **words: object) -> str:
    with override(language):
        return reverse(name, kwargs=words)


def sign_up(page: Page) -> None:
    """Make an account by the link in the mail, which also signs the speaker in."""
    page.fill("[name=name]", "Špela Žagar")
    page.fill("[name=email]", "spela@example.org")
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    page.goto(re.search(r"https?://\S+", mail.outbox[-1].body).group())
    page.fill("main input[type=password]", PASSWORD)
    page.locator("main form button").last.click(timeout=RENDITION_MILLISECONDS)
    page.wait_for_load_state()


def register(page: Page, language: str) -> None:
    page.goto(address(language, "accounts:sign_up"))
    sign_up(page)


def go_on(page: Page, to: Step) -> None:
    """Press the button that saves, and wait for the next step."""
    language = page.locator("html").get_attribute("lang")
    path = address(language, f"conference:edit_{to}", code="CODE")
    before, _code, behind = path.partition("CODE")
    page.locator("button.button[value=next]").click(timeout=RENDITION_MILLISECONDS)
    page.wait_for_url(
        re.compile(f"{before}[A-Z0-9]+{behind}$"), timeout=RENDITION_MILLISECONDS
    )


def choose_kind(page: Page, language: str) -> None:
    page.locator("[name=submission_type]").first.check()
    page.locator("[name=track]").first.check()
    page.select_option("[name=paper_language]", language)


def fill_in_texts(page: Page, language: str) -> None:
    page.fill(f"[name=text-{language}-title]", "Zadruge čez mejo")
    page.fill(f"[name=text-{language}-abstract]", "O čezmejnih zadrugah.")
    page.fill(f"[name=text-{language}-keywords]", "zadruga, meja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitor_sends_a_word_file_and_sees_it_set(
    page, site, axe, language, manuscripts
):
    made = whole_call()
    page.goto(address(language, "conference:call", slug=made.slug))
    axe(page)
    page.locator("main a.button").first.click()
    axe(page)
    choose_kind(page, language)
    go_on(page, Step.FILE)
    axe(page)
    page.set_input_files("[name=file]", next(manuscripts.rglob("*.docx")))
    go_on(page, Step.DETAILS)
    # What the file says is offered, and typed words come first.
    expect(page.locator("section.suggestions")).to_be_visible()
    axe(page)
    fill_in_texts(page, language)
    go_on(page, Step.AUTHORS)
    page.locator("button[value=use-authors]").click()
    page.locator("button[value=add-author]").click()
    axe(page)
    page.fill("[name=author-0-name]", "Špela Žagar")
    go_on(page, Step.QUESTIONS)
    axe(page)
    page.locator("main [type=radio]").first.check()
    go_on(page, Step.REVIEW)
    axe(page)
    page.locator("[name=licence]").first.check()
    for box in page.locator("main [type=checkbox]").all():
        box.check()
    page.locator("button[value=submit]").click()
    sign_up(page)
    for box in page.locator("main [type=checkbox]").all():
        box.check()
    page.locator("button[value=submit]").click(timeout=RENDITION_MILLISECONDS)
    expect(page.locator("h1")).to_have_text("Zadruge čez mejo")
    sent = Submission.objects.get()
    assert sent.state == SubmissionState.SUBMITTED
    assert sent.submitter == User.objects.get(email="spela@example.org")
    axe(page)
    receipt = address(
        language, "conference:receipt", code=sent.code, uuid=sent.receipts.get().uuid
    )
    assert page.request.get(receipt).body().startswith(b"%PDF-")
    preview = address(language, "conference:preview", code=sent.code)
    page.locator(f"a[href='{preview}']").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    axe(page)
    pdf = address(language, "conference:preview_pdf", code=sent.code)
    assert page.request.get(pdf).body().startswith(b"%PDF-")


def begin(page: Page, language: str = "sl") -> Submission:
    """Make a draft as somebody signed in, and open the step of its texts."""
    made = call()
    register(page, language)
    page.goto(address(language, "conference:submit", slug=made.slug))
    page.select_option("[name=paper_language]", language)
    go_on(page, Step.FILE)
    go_on(page, Step.DETAILS)
    return Submission.objects.get()


def test_words_are_kept_while_typing(page, site, axe):
    begin(page)
    page.locator("[name=text-sl-title]").press_sequentially("Zadruge čez mejo")
    expect(page.locator("[data-kept-status]")).not_to_be_empty(
        timeout=KEPT_MILLISECONDS
    )
    axe(page)
    page.reload()
    expect(page.locator("[name=text-sl-title]")).to_have_value("Zadruge čez mejo")


def test_words_outlive_a_lost_connection(page, site):
    begin(page)
    page.context.set_offline(True)
    page.locator("[name=text-sl-title]").press_sequentially("Zadruge čez mejo")
    expect(page.locator("[data-kept-status]")).not_to_be_empty(
        timeout=KEPT_MILLISECONDS
    )
    expect(page.locator("[name=text-sl-title]")).to_have_value("Zadruge čez mejo")
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("[name=text-sl-title]")).to_have_value("Zadruge čez mejo")


def test_speaker_is_told_what_is_missing_and_led_there(page, site, axe):
    draft = begin(page)
    page.goto(address("sl", "conference:edit_review", code=draft.code))
    axe(page)
    page.locator("#missing a").nth(1).click()
    expect(page.locator("[name=text-sl-title]")).to_be_visible()


def test_two_windows_lose_nothing(page, site):
    draft = begin(page)
    other = page.context.new_page()
    other.goto(address("sl", "conference:edit_details", code=draft.code))
    page.fill("[name=text-sl-title]", "Prvo okno")
    go_on(page, Step.AUTHORS)
    other.fill("[name=text-sl-title]", "Drugo okno")
    other.locator("button.button[value=next]").click()
    expect(other.locator(".notice--warning")).to_be_visible()
    expect(other.locator("[name=text-sl-title]")).to_have_value("Drugo okno")
    assert draft.texts.get().title == "Prvo okno"


def test_wizard_works_by_keyboard_and_without_scripts(browser, site):
    made = call()
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(address("en", "conference:submit", slug=made.slug))
    page.locator("[name=paper_language]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/edit/file/$"))
    draft = Submission.objects.get()
    page.goto(address("en", "conference:edit_details", code=draft.code))
    # Enter in a field saves and goes on, whichever buttons stand above it.
    page.locator("[name^=text-][name$=-title]").first.fill("Keys only")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/edit/authors/$"))
    assert draft.texts.get().title == "Keys only"
    page.goto(address("en", "conference:edit_authors", code=draft.code))
    page.fill("[name=author-0-name]", "Ana Žagar")
    page.locator("button[value=add-author]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=author-1-name]")).to_be_visible()
    expect(page.locator("[name=author-0-name]")).to_have_value("Ana Žagar")
    context.close()


def test_submission_of_somebody_else_does_not_exist(page, site):
    other = submission()
    register(page, "sl")
    answer = page.goto(address("sl", "conference:submission", code=other.code))
    assert answer.status == 404
