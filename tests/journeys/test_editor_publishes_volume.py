"""An editor accepts a paper, makes a volume of it, and publishes the book."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.conference.enums import SubmissionState
from cms.conference.models import Release, Submission
from cms.conference.operations.releases import UNDO
from cms.publications.enums import EditionState
from cms.publications.models import Edition, Volume
from tests.factories.accounts import PASSWORD, editor
from tests.factories.conference import submission
from tests.journeys.conftest import LANGUAGES

pytestmark = pytest.mark.journey
BUILD_MILLISECONDS = 60_000


def sign_in(page: Page, email: str) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", email)
    page.fill("[name=password]", PASSWORD)
    page.locator("form [type=submit], form button").last.click()
    expect(page).not_to_have_url("/admin/login/")


def accept(page: Page, paper: Submission) -> None:
    page.goto(reverse("submissions:inspect", kwargs={"pk": paper.pk}))
    page.locator("main a[href*='accept']").first.click()
    page.fill("main form [name=note]", "Hvala za prispevek.")
    page.locator("main form button.button").click()
    expect(page.locator("main")).to_contain_text(paper.code)


def release(page: Page) -> None:
    """Release what is staged, undo it, release it again, and let a minute pass."""
    page.goto(reverse("decisions:index"))
    button = page.locator(f"form[action='{reverse('decisions:release')}'] button")
    undo = page.locator("form[action*='/decisions/undo/'] button")
    button.click()
    undo.click()
    expect(undo).to_have_count(0)
    button.click()
    expect(undo).to_be_visible()
    now = timezone.now()
    Release.objects.filter(undone_at=None).update(asked_at=now - UNDO, due_at=now)
    page.goto(reverse("decisions:index"))
    expect(undo).to_have_count(0)


def make_volume(page: Page, paper: Submission) -> Volume:
    page.goto(reverse("volumes:add"))
    page.fill("[name=texts-0-title]", "Zbornik COOP")
    page.fill("[name=texts-0-conference_name]", "Konferenca COOP")
    page.select_option("[name=texts-0-language]", "sl")
    page.locator("#id_papers-ADD").click()
    page.locator("#inline_child_papers-0 [data-chooser-action-choose]").first.click()
    page.locator(".modal-body a[data-chooser-modal-choice]").first.click()
    page.fill("[name=slug]", "coop-2013")
    page.fill("[name=year]", "2013")
    page.locator("form [type=submit].action-save, footer [type=submit]").first.click()
    page.wait_for_load_state()
    volume = Volume.objects.get()
    assert [row.submission for row in volume.papers.all()] == [paper]
    return volume


@pytest.mark.django_db(transaction=True)
def test_editor_accepts_compiles_and_publishes(page, site, axe, background):
    person = editor(language="sl")
    paper = submission(state=SubmissionState.SUBMITTED, title="Social enterprises")
    sign_in(page, person.email)
    accept(page, paper)
    paper.refresh_from_db()
    assert paper.state == SubmissionState.SUBMITTED
    release(page)
    paper.refresh_from_db()
    assert paper.state == SubmissionState.ACCEPTED

    volume = make_volume(page, paper)
    desk = reverse("volumes:inspect", args=[volume.pk])
    page.goto(desk)
    page.locator(
        f"form[action='{reverse('volumes:compile', args=[volume.pk])}'] button"
    ).click()
    expect(page.locator("#progress")).to_be_visible()
    for language in LANGUAGES:
        answer = page.request.get(f"/api/v1/volumes/?locale={language}")
        assert answer.json()["count"] == 0

    background()
    # While the page looks again there is no bar either: what is ready counts.
    ready = page.locator("main a[href$='.epub']")
    expect(ready).to_be_visible(timeout=BUILD_MILLISECONDS)
    expect(page.locator("#progress")).to_be_hidden()
    edition = Edition.objects.get()
    assert edition.state == EditionState.PUBLISHED, edition.job.error
    readers_see_it(page, axe, volume, paper)


def readers_see_it(page: Page, axe, volume: Volume, paper: Submission) -> None:
    """Read the book in three languages, on the site and by the API."""
    for language in LANGUAGES:
        shown = page.request.get(f"/api/v1/volumes/coop-2013/?locale={language}").json()
        assert shown["edition"]["number"] == 1
        page.goto(shown["url"])
        expect(page.locator("html")).to_have_attribute("lang", language)
        axe(page)
        for file in shown["files"]:
            body = page.request.get(file["url"]).body()
            assert len(body) == file["bytes"]
        (listed,) = shown["papers"]
        page.goto(listed["url"])
        expect(page.locator("h1")).to_contain_text("Social enterprises")
        axe(page)
