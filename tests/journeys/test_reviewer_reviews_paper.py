"""A reviewer opens the link of a mail, accepts, reads, writes and sends the review."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from cms.conference.models import Submission
from cms.outbox.models import Mail
from cms.reviewing.enums import ReviewState
from cms.reviewing.models import Assignment, Review
from tests.factories import manuscripts, reviewing
from tests.factories.accounts import PASSWORD, chief, editor
from tests.factories.conference import content as paper_content
from tests.journeys.conftest import LANGUAGES

pytestmark = [pytest.mark.journey, pytest.mark.waiting]


def address(language: str, name: str, **words: object) -> str:
    with override(language):
        return reverse(name, kwargs=words)


def paper() -> Submission:
    """Return a paper whose file and form name its author."""
    made = reviewing.submission(
        content=paper_content(
            authors=[{"name": manuscripts.AUTHOR, "email": manuscripts.ADDRESS}]
        )
    )
    reviewing.criterion(made.call)
    reviewing.criterion(made.call, position=2, is_required=False)
    return made


def link_in_mail(kind: str) -> str:
    """Return the link of the only mail of this kind, as its reader sees it."""
    return Mail.objects.get(kind=kind).secrets["link"]


def sign_in(page: Page, person) -> None:
    page.goto(address("en", "accounts:sign_in"))
    page.fill("[name=username]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").last.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("language", LANGUAGES)
def test_reviewer_without_account_reviews_behind_the_link(page, site, axe, language):
    reviewing.open_review(paper(), reviewing.reviewer(language=language))
    page.goto(link_in_mail("reviewing.invitation"))
    expect(page.locator("html")).to_have_attribute("lang", language)
    axe(page)
    page.locator("summary").first.click()
    axe(page)
    page.locator("button[value=accept]").click()
    axe(page)

    page.locator("ul.downloads a").first.click()
    expect(page.locator("body")).not_to_contain_text("Kukovičnik")
    axe(page)
    page.go_back()

    page.locator("button[value=submit]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    axe(page)
    page.locator("[name^=score-][value='4']").first.check()
    page.locator("[name=recommendation][value=minor]").check()
    page.fill("[name=text_for_author]", "Dober prispevek.")
    expect(page.locator("[data-autosave-status]")).not_to_be_empty()
    assert Review.objects.get().text_for_author == "Dober prispevek."
    page.locator("button[value=submit]").click()
    expect(page.locator("form[data-autosave]")).to_have_count(0)
    assert Assignment.objects.get().state == ReviewState.SUBMITTED
    axe(page)


def test_review_is_written_without_scripts(browser, site):
    reviewing.open_review(paper(), reviewing.reviewer())
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(link_in_mail("reviewing.invitation"))
    page.locator("button[value=accept]").click()
    page.fill("[name=text_for_author]", "Without scripts.")
    page.locator("button[value=save]").click()
    expect(page.locator("[name=text_for_author]")).to_have_value("Without scripts.")
    context.close()


def test_conflict_is_declared_by_keyboard(page, site, axe):
    reviewing.open_review(paper(), reviewing.reviewer())
    page.goto(link_in_mail("reviewing.invitation"))
    page.locator("summary").nth(1).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("We share an office.")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    axe(page)
    assert Assignment.objects.get().state == ReviewState.CONFLICT


def test_editor_assigns_by_proposal_and_opens_the_review(page, site, axe):
    made = paper()
    reviewing.reviewer(name="Bojan Kos", expertise="work, inclusion")
    reviewing.set_paper(made)
    sign_in(page, chief())
    page.goto(reverse("reviews:propose", kwargs={"pk": made.call.pk}))
    page.get_by_role("button", name="Take the proposal").click()
    page.get_by_role("link", name=made.code).click()
    page.get_by_role("button", name="Open the review").click()
    expect(page.locator("#tasks ~ tbody")).to_contain_text("Bojan Kos")
    assert Mail.objects.get(kind="reviewing.invitation").address


def test_reviewer_with_account_finds_the_review_in_the_list(page, site, axe):
    person = editor()
    reviewer = reviewing.reviewer(user=person)
    found = reviewing.assignment(person=reviewer)
    sign_in(page, person)
    page.goto(address("en", "reviewing:mine"))
    axe(page)
    page.get_by_role("link", name=found.submission.title).click()
    axe(page)
