import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_tasks import default_task_backend
from wagtail.users.models import UserProfile

from cms.conference.enums import SubmissionState
from cms.conference.models import Submission
from cms.press.enums import WorkState
from cms.press.models import LEASE, BuildJob
from cms.publications import operations
from cms.publications.enums import FOLLOWERS, EditionState, FileKind
from cms.publications.exceptions import (
    CompileNotAllowed,
    CompileRunning,
    PapersLeftOut,
    PapersNotAccepted,
    PapersWithoutManuscript,
    StateImpossible,
    VolumeHasNoTitle,
    VolumeIsEmpty,
)
from cms.publications.models import Edition
from tests.factories import publications as factories
from tests.factories.accounts import editor, user
from tests.factories.assets import png
from tests.factories.conference import archive, manuscript

pytestmark = pytest.mark.django_db
DUMMY = {
    "default": {
        "BACKEND": "django_tasks.backends.dummy.DummyBackend",
        "QUEUES": ["default", "press"],
    }
}
PARALLEL = 50


@pytest.fixture
def waiting_worker(settings):
    """A worker that keeps what it is given, and never begins."""
    settings.TASKS = DUMMY
    default_task_backend.clear()
    yield default_task_backend
    default_task_backend.clear()


def compile_now(volume, callbacks) -> Edition:
    """Compile as the site does, with the worker at work at once."""
    with callbacks(execute=True):
        edition = operations.compile_volume(volume=volume, by=editor())
    edition.refresh_from_db()
    volume.refresh_from_db()
    return edition


def builds(worker) -> list[int]:
    """Return the editions that the worker was handed."""
    return [
        result.kwargs["edition_id"]
        for result in worker.results
        if result.task.name == "build_edition"
    ]


def folders() -> set[str]:
    folder = Path(settings.PRIVATE_ROOT) / "editions"
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


# --- Guards -------------------------------------------------------------------
def test_compiling_needs_the_permission():
    with pytest.raises(CompileNotAllowed):
        operations.compile_volume(volume=factories.volume(papers=1), by=user())


def test_volume_keeps_the_papers_that_readers_have(client):
    volume = factories.volume(papers=2)
    factories.edition(volume)
    dropped = volume.papers.last()
    Submission.objects.filter(pk=dropped.submission_id).update(
        state=SubmissionState.PUBLISHED
    )
    dropped.delete()
    volume.refresh_from_db()
    with pytest.raises(PapersLeftOut) as refusal:
        operations.compile_volume(volume=volume, by=editor())
    assert refusal.value.papers == [dropped.submission]
    person = editor()
    UserProfile.objects.create(user=person, preferred_language="en")
    client.force_login(person)
    page = client.post(reverse("volumes:compile", args=[volume.pk]), follow=True)
    assert "the next edition has them too" in page.content.decode()
    Submission.objects.filter(pk=dropped.submission_id).update(
        state=SubmissionState.RETRACTED
    )
    operations.compile_volume(volume=volume, by=editor())


def test_empty_volume_is_not_compiled():
    with pytest.raises(VolumeIsEmpty):
        operations.compile_volume(volume=factories.volume(papers=0), by=editor())


def test_volume_without_title_is_not_compiled():
    volume = factories.volume(papers=1)
    volume.texts.filter(language=volume.language).delete()
    volume.refresh_from_db()
    with pytest.raises(VolumeHasNoTitle):
        operations.compile_volume(volume=volume, by=editor())


def test_paper_that_is_no_longer_accepted_is_named():
    volume = factories.volume(papers=2)
    paper = volume.papers.first().submission
    Submission.objects.filter(pk=paper.pk).update(state=SubmissionState.REJECTED)
    with pytest.raises(PapersNotAccepted) as refused:
        operations.compile_volume(volume=volume, by=editor())
    assert refused.value.papers == [paper]


def test_paper_without_file_is_named():
    volume = factories.volume(papers=1)
    paper = volume.papers.first().submission
    paper.receipts.update(manuscript=None)
    paper.manuscripts.all()._raw_delete("default")
    with pytest.raises(PapersWithoutManuscript) as refused:
        operations.compile_volume(volume=volume, by=editor())
    assert refused.value.papers == [paper]


def test_volume_is_compiled_once_at_a_time(waiting_worker):
    volume = factories.volume(papers=1)
    first = operations.compile_volume(volume=volume, by=editor())
    with pytest.raises(CompileRunning) as refused:
        operations.compile_volume(volume=volume, by=editor())
    assert refused.value.edition == first


@pytest.mark.django_db(transaction=True)
def test_parallel_compiles_start_one_build(waiting_worker):
    volume, by = factories.volume(papers=1), editor()
    results: list[str] = []
    handed: list[int] = []
    ready = threading.Barrier(PARALLEL)

    def press_the_button() -> None:
        try:
            ready.wait()
            operations.compile_volume(volume=volume, by=by)
            results.append("started")
            # Each thread has a backend of its own.
            handed.extend(builds(default_task_backend))
        except CompileRunning:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press_the_button) for _ in range(PARALLEL)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["refused"] * (PARALLEL - 1) + ["started"]
    assert Edition.objects.count() == BuildJob.objects.count() == 1
    assert handed == [Edition.objects.get().pk]


def test_waiting_edition_is_handed_over_again_after_a_lease(
    waiting_worker, django_capture_on_commit_callbacks
):
    volume = factories.volume(papers=1)
    first = operations.compile_volume(volume=volume, by=editor())
    later = timezone.now() + LEASE + timedelta(seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        again = operations.compile_volume(volume=volume, by=editor(), now=later)
    assert (again, builds(waiting_worker)) == (first, [first.pk])


def test_killed_build_is_visible_as_failed_and_can_be_started_again(waiting_worker):
    volume = factories.volume(papers=1)
    old = factories.edition(volume)
    killed = factories.building_edition(volume)
    BuildJob.objects.filter(pk=killed.job_id).update(
        heartbeat_at=timezone.now() - LEASE - timedelta(seconds=1)
    )
    again = operations.compile_volume(volume=volume, by=editor())
    killed.refresh_from_db()
    volume.refresh_from_db()
    assert killed.state == EditionState.FAILED
    assert again.state == EditionState.BUILDING
    assert volume.current_edition == old


@pytest.mark.parametrize("state", EditionState)
@pytest.mark.parametrize("following", EditionState)
def test_edition_enters_only_states_that_may_follow(state, following):
    edition = Edition(state=state)
    if following in FOLLOWERS[state]:
        edition.enter(following)
        assert edition.state == following
    else:
        with pytest.raises(StateImpossible):
            edition.enter(following)


# --- Builds -------------------------------------------------------------------
def test_two_papers_become_a_published_edition(django_capture_on_commit_callbacks):
    volume = factories.volume(papers=1)
    second = factories.add_paper(volume, title="Growth").submission
    manuscript(
        second,
        "paper.zip",
        archive(
            paper__md=b"# Growth\n\nSee the figure.\n\n![Jobs grow](graf.png)\n",
            graf__png=png(400, 200),
        ),
    )
    factories.recommendation(volume, papers=[second])
    edition = compile_now(volume, django_capture_on_commit_callbacks)
    assert (edition.job.state, edition.job.error) == (WorkState.DONE, "")
    assert (edition.state, edition.number) == (EditionState.PUBLISHED, 1)
    assert volume.current_edition == edition
    assert list(edition.papers.values_list("title", flat=True)) == [
        "Social enterprises 1",
        "Growth",
    ]
    kinds = list(edition.files.values_list("kind", flat=True))
    assert sorted(kinds) == [
        FileKind.COVER,
        FileKind.EPUB,
        FileKind.FIGURE,
        FileKind.PAPER_PDF,
        FileKind.PAPER_PDF,
        FileKind.PDF,
    ]
    assert "See the figure." in edition.papers.get(title="Growth").html
    assert [one.papers.get().title for one in edition.recommendations.all()] == [
        "Growth"
    ]


def test_blocked_paper_leaves_the_old_edition_and_is_named(
    django_capture_on_commit_callbacks,
):
    volume = factories.volume(papers=2)
    old = factories.edition(volume)
    broken = volume.papers.last().submission
    manuscript(broken, "paper.docx", b"PK\x03\x04 damaged")
    before = folders()
    edition = compile_now(volume, django_capture_on_commit_callbacks)
    assert (edition.state, edition.number) == (EditionState.FAILED, None)
    assert {row["paper"] for row in edition.job.blocking_findings} == {
        broken.code.lower()
    }
    assert (volume.current_edition, folders()) == (old, before)


def test_readers_see_the_old_edition_while_the_new_one_is_built(client):
    volume = factories.volume(papers=1)
    factories.edition(volume)
    url = f"/sl/zbornik/{volume.slug}/"
    before = client.get(url).content
    factories.building_edition(volume)
    assert client.get(url).content == before


def test_build_that_was_given_up_is_not_published(monkeypatch):
    volume = factories.volume(papers=1)
    edition = factories.building_edition(volume)
    BuildJob.objects.filter(pk=edition.job_id).update(state=WorkState.FAILED)
    operations.build_edition(edition=edition)
    volume.refresh_from_db()
    assert volume.current_edition is None


def test_failed_attempts_leave_no_gap_in_the_numbers():
    volume = factories.volume(papers=1)
    factories.edition(volume)
    failed = factories.building_edition(volume)
    Edition.objects.filter(pk=failed.pk).update(state=EditionState.FAILED)
    assert factories.edition(volume).number == 2
