"""From an accepted Word file to the approved proof, and on into the volume."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from docx import Document
from docx.shared import Cm
from playwright.sync_api import Page, expect

from cms.accounts.models import User
from cms.conference import operations as conference
from cms.conference import queries
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.models import Submission
from cms.publications.models import Volume
from tests.factories import production as factories
from tests.factories.accounts import PASSWORD, administrator, user
from tests.factories.assets import png
from tests.factories.conference import content, manuscript
from tests.journeys.conftest import LANGUAGES

pytestmark = pytest.mark.journey
SETTING_MILLISECONDS = 60_000
ALT = "Hiša z napisom nad vrati."


def address(language: str, name: str, **words: object) -> str:
    with override(language):
        return reverse(name, kwargs=words)


def word_file() -> bytes:
    """Return a DOCX in which a picture has no words."""
    document = Document()
    document.add_heading("Uvod", 1)
    document.add_paragraph("Socialna podjetja zaposlujejo ljudi. " * 40)
    document.add_picture(BytesIO(png(900, 600)), width=Cm(9))
    document.add_paragraph("Občine naj naročajo pri socialnih podjetjih.")
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def accepted(author: User) -> Submission:
    """Return the author's accepted paper, set with its missing words."""
    paper = factories.paper(
        SubmissionState.ACCEPTED,
        submitter=author,
        title="Zadruge čez mejo",
        content=content(
            paper_language="sl",
            authors=[{"name": author.name, "email": author.email}],
        ),
    )
    version = manuscript(paper, "paper.docx", word_file())
    conference.render_manuscript(manuscript_id=version.pk)
    return paper


def sign_in(page: Page, person: User, language: str) -> None:
    page.goto(address(language, "accounts:sign_in"))
    page.fill("main [name=username]", person.email)
    page.fill("main [name=password]", PASSWORD)
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def press(page: Page, value: str) -> None:
    """Press the button that does this, and wait for the page after."""
    page.locator(f"main button[name=action][value={value}]").click()
    page.wait_for_load_state()


def send(page: Page, value: str) -> None:
    """Send the form whose hidden field says this."""
    form = page.locator(f"main form:has(input[name=action][value={value}])")
    form.locator("button").click()
    page.wait_for_load_state()


def apply(paper: Submission, event: SubmissionEvent) -> None:
    conference.apply(
        submission=paper, event=event, actor=administrator(), now=timezone.now()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_author_puts_the_paper_right_certifies_and_approves(page, site, axe, language):
    author = user(name="Špela Žagar", email="spela@example.org", language=language)
    paper = accepted(author)
    sign_in(page, author, language)

    # The picture without words is shown beside the pages, and the words stay; an
    # accepted paper is its editors' to fix, a confirmed one its author's again.
    page.goto(address(language, "production:rights", code=paper.code))
    axe(page)
    page.locator("input[name=paper-licence]").first.check()
    send(page, "licence")
    send(page, "certify")
    axe(page)
    send(page, "confirm")
    paper.refresh_from_db()
    assert paper.state == SubmissionState.CONFIRMED

    page.goto(address(language, "conference:typeset", code=paper.code))
    axe(page)
    picture = next(t for t in queries.fix_targets(paper) if t.kind == "pictures")
    place = page.locator(f"#{picture.name}")
    expect(place.locator("img")).to_be_visible()
    place.locator("legend a").click()
    expect(page.locator(f"#page-{picture.page}")).to_be_in_viewport()
    place.locator("textarea").fill(ALT)
    page.locator("main form button.button").first.click(timeout=SETTING_MILLISECONDS)
    expect(page.locator(f"#{picture.name} textarea")).to_have_value(
        ALT, timeout=SETTING_MILLISECONDS
    )
    assert queries.rendition_of(paper).blocking_findings == []

    # A paragraph is marked as a recommendation.
    page.goto(address(language, "production:marks", code=paper.code))
    axe(page)
    page.locator("input[name=anchor]").last.check()
    page.fill("[name=text]", "Občine naj naročajo pri socialnih podjetjih.")
    page.select_option("[name=target_group]", "public-authorities")
    page.locator("input[name=level]").first.check()
    page.locator("main form button.button").last.click()
    page.wait_for_load_state()
    assert paper.recommendation_marks.count() == 1

    # Editors send the proof; first something is missing, then all is well.
    apply(paper, SubmissionEvent.START_PRODUCTION)
    apply(paper, SubmissionEvent.SEND_PROOF)
    page.goto(address(language, "production:proof", code=paper.code))
    axe(page)
    page.fill("[name=comment-1]", "Manjka vejica.")
    press(page, "changes")
    axe(page)
    apply(paper, SubmissionEvent.SEND_PROOF)
    page.goto(address(language, "production:proof", code=paper.code))
    press(page, "approve")
    axe(page)
    paper.refresh_from_db()
    assert paper.state == SubmissionState.READY
    assert [proof.answer for proof in paper.proofs.all()] == ["changes", "approved"]


def test_editor_makes_the_volume_from_the_board(page, site, axe):
    chief = administrator(email="urednica@example.org", language="sl")
    paper = factories.paper(SubmissionState.READY, title="Zadruge čez mejo")
    sign_in(page, chief, "sl")
    page.goto(f"{reverse('production_board:index')}?call={paper.call_id}")
    expect(page.locator("main table")).to_contain_text("Zadruge čez mejo")
    page.locator(
        f"main a[href='{reverse('volumes:collect', args=[paper.call_id])}']"
    ).click()
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    volume = Volume.objects.get()
    assert page.url.endswith(reverse("volumes:preflight", args=[volume.pk]))
    page.locator("main form button").first.click(timeout=SETTING_MILLISECONDS * 2)
    page.wait_for_load_state()
    paper.refresh_from_db()
    volume.refresh_from_db()
    assert volume.current_edition is not None
    assert paper.state == SubmissionState.PUBLISHED
