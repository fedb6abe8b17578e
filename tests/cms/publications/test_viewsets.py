import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.users.models import UserProfile

from cms.press import operations as press
from cms.press.queries import explained_findings
from cms.publications.enums import EditionState
from cms.publications.models import Edition, Volume
from tests.factories import publications as factories
from tests.factories.accounts import editor, user
from tests.factories.conference import submission

pytestmark = pytest.mark.django_db
FINDING = {
    "code": "file-damaged",
    "severity": "blocks",
    "where": "Uvod",
    "values": {},
}


@pytest.fixture
def desk(client):
    """A browser in which an editor is signed in, who works in English."""
    person = editor()
    UserProfile.objects.create(user=person, preferred_language="en")
    client.force_login(person)
    return client


def failed_edition(volume: Volume, *, error: str = "", findings=()) -> Edition:
    edition = factories.building_edition(volume)
    edition.job.findings = list(findings)
    press.fail_job(job=edition.job, error=error)
    edition.enter(EditionState.FAILED)
    edition.save()
    return edition


def desk_page(volume: Volume) -> str:
    return reverse("volumes:inspect", args=[volume.pk])


@pytest.mark.parametrize("name", ["index", "add"])
def test_desk_is_open_to_editors(desk, name):
    factories.volume(papers=1)
    assert desk.get(reverse(f"volumes:{name}")).status_code == 200


def test_volume_form_offers_only_accepted_papers(desk):
    volume = factories.volume(papers=1)
    hidden = submission(title="Hidden draft")
    page = desk.get(reverse("volumes:edit", args=[volume.pk]))
    chooser = desk.get(reverse("accepted_papers:choose"))
    assert page.status_code == 200
    assert "Social enterprises 1" in chooser.content.decode()
    assert hidden.title not in chooser.content.decode()


def test_chooser_does_not_name_a_paper_that_is_not_accepted(desk):
    hidden = submission(title="Hidden draft")
    response = desk.get(reverse("accepted_papers:chosen", args=[hidden.pk]))
    assert response.status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_desk_is_closed_to_speakers(client, method):
    volume = factories.volume(papers=1)
    client.force_login(user())
    name = "inspect" if method == "get" else "compile"
    response = getattr(client, method)(reverse(f"volumes:{name}", args=[volume.pk]))
    assert response.status_code in {302, 403}
    assert Edition.objects.count() == 0


def test_compiling_is_not_done_by_reading(desk):
    volume = factories.volume(papers=1)
    response = desk.get(reverse("volumes:compile", args=[volume.pk]))
    assert (response.status_code, Edition.objects.count()) == (405, 0)


def test_compile_button_starts_an_edition(desk):
    volume = factories.volume(papers=1)
    response = desk.post(reverse("volumes:compile", args=[volume.pk]))
    assert response.url == desk_page(volume)
    assert Edition.objects.get().volume == volume


def test_empty_volume_says_what_is_missing(desk):
    volume = factories.volume(papers=0)
    response = desk.post(reverse("volumes:compile", args=[volume.pk]), follow=True)
    assert "Add at least one accepted paper first." in response.content.decode()


def test_progress_is_shown_and_looked_for_again(desk):
    volume = factories.volume(papers=1)
    job = factories.building_edition(volume).job
    type(job).objects.filter(pk=job.pk).update(
        step="set", done=3, total=8, message="Growth", heartbeat_at=timezone.now()
    )
    response = desk.get(desk_page(volume))
    page = response.content.decode()
    assert response.headers["Refresh"] == "2"
    assert re.findall(r"<progress [^>]*>", page) == [
        '<progress id="progress" max="8" value="3">'
    ]
    assert "Setting the papers: Growth" in page
    assert "3 of 8" in page


def test_finished_volume_is_not_looked_for_again(desk):
    volume = factories.volume(papers=1)
    factories.edition(volume)
    assert "Refresh" not in desk.get(desk_page(volume)).headers


def test_failure_names_the_paper_and_the_reason(desk):
    volume = factories.volume(papers=1)
    code = volume.papers.get().submission.code.lower()
    failed_edition(volume, findings=[{**FINDING, "paper": code}])
    page = desk.get(desk_page(volume)).content.decode()
    assert "<strong>Social enterprises 1</strong>" in page
    assert "must be corrected" in page


def test_blocked_paper_is_explained_in_the_editors_language(desk):
    volume = factories.edition().volume
    (paper, _other) = volume.papers.all()
    code = paper.submission.code.lower()
    failed_edition(volume, findings=[{**FINDING, "paper": code}])
    UserProfile.objects.update(preferred_language="sl")
    page = unescape(desk.get(desk_page(volume)).content.decode())
    (finding,) = explained_findings(volume.editions.latest("pk").job, "sl")
    row = " ".join(re.search(r"<li><strong>.*?</li>", page, re.DOTALL)[0].split())
    assert row.startswith(f"<li><strong>{paper}</strong> – ")
    assert row.endswith(f"{finding.message} (Uvod) {finding.remedy}</li>")
    with override("sl"):
        public = reverse("publications:volume", args=[volume.slug])
    assert f'href="{public}"' in page
    assert desk.get(public).status_code == 200


def test_technical_failure_shows_its_words(desk):
    volume = factories.volume(papers=1)
    failed_edition(volume, error="OSError: <no space>")
    page = desk.get(desk_page(volume)).content.decode()
    assert "<pre>OSError: &lt;no space&gt;</pre>" in page


def test_recommendation_is_managed_and_translated_by_editors(desk):
    row = factories.recommendation()
    for name in ("list", "add"):
        address = reverse(row.snippet_viewset.get_url_name(name))
        assert desk.get(address).status_code == 200
    address = reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])
    assert desk.get(address).status_code == 200


def test_desk_needs_as_many_queries_for_three_volumes(
    desk, django_assert_num_queries, django_assert_max_num_queries
):
    factories.volume(papers=1)
    url = reverse("volumes:index")
    desk.get(url)
    with django_assert_max_num_queries(60) as one:
        desk.get(url)
    factories.volume(papers=1)
    factories.volume(papers=1)
    with django_assert_num_queries(len(one)):
        desk.get(url)
