import os
import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from docx import Document

from cms.press import operations, queries
from cms.press.enums import FOLLOWERS, BuildStep, FindingSeverity, WorkState
from cms.press.exceptions import LeaseLost, StateImpossible
from cms.press.models import LEASE
from tests.factories import press as factories
from tests.factories.assets import png
from tests.factories.conference import archive, upload

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def word_file() -> bytes:
    target = BytesIO()
    document = Document()
    document.add_heading("Uvod", 1)
    document.add_paragraph("Socialno podjetje zaposluje.")
    document.save(target)
    return target.getvalue()


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def inspect(name: str, body: bytes, language: str = "en"):
    return operations.inspect_upload(
        file=upload(name, body), filename=name, language=language
    )


def content(stored) -> bytes:
    with stored.open() as file:
        return file.read()


def job_folders() -> list[Path]:
    folder = Path(settings.PRIVATE_ROOT) / "jobs"
    return list(folder.iterdir()) if folder.exists() else []


# --- Uploads ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("paper.md", factories.MARKDOWN),
        ("paper.docx", word_file()),
        ("paper.zip", archive(paper__md=factories.MARKDOWN, graf__png=png(20, 10))),
    ],
)
def test_good_upload_passes(name, body):
    assert inspect(name, body) == []


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("paper.md", b"", "file-empty"),
        ("paper.docx", b"not a zip", "file-damaged"),
        ("paper.odt", word_file(), "file-mislabelled"),
        ("~$paper.docx", word_file(), "file-lock"),
        ("paper.exe", b"MZ\0\0", "file-unknown"),
        ("paper.zip", archive(**{"../evil__md": b"x"}), "archive-path"),
    ],
)
def test_bad_upload_is_refused_with_its_reason(name, body, code):
    assert codes(inspect(name, body)) == [code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusal_is_in_the_readers_language(language):
    (finding,) = inspect("paper.md", b"", language)
    row = {
        "code": "file-empty",
        "severity": "blocks",
        "where": finding.where,
        "values": {},
        "paper": "",
    }
    assert finding == queries.explain(finding=row, language=language)


def test_inspection_leaves_no_folder_behind():
    inspect("paper.docx", b"not a zip")
    assert job_folders() == []


def test_folder_of_a_killed_worker_is_removed_after_a_day():
    left = Path(settings.PRIVATE_ROOT) / "jobs" / "left"
    left.mkdir(parents=True)
    yesterday = time.time() - 90_000
    os.utime(left, (yesterday, yesterday))
    inspect("paper.md", factories.MARKDOWN)
    assert job_folders() == []


def test_inspected_file_can_be_read_from_its_start():
    file = upload("paper.md", factories.MARKDOWN)
    operations.inspect_upload(file=file, filename="paper.md")
    assert file.read() == factories.MARKDOWN


# --- States -------------------------------------------------------------------
@pytest.mark.parametrize("state", WorkState)
@pytest.mark.parametrize("following", WorkState)
def test_work_enters_only_states_that_may_follow(state, following):
    job = factories.job(state)
    if following in FOLLOWERS[state]:
        job.enter(following)
        assert job.state == following
    else:
        with pytest.raises(StateImpossible):
            job.enter(following)


def test_waiting_work_is_started_once():
    job = factories.job()
    now = timezone.now()
    assert [operations.start(work=job, now=now) for _ in range(2)] == [True, False]


def test_abandoned_work_fails_at_the_next_look():
    now = timezone.now()
    job = factories.job(
        WorkState.RUNNING, heartbeat_at=now - LEASE - timedelta(seconds=1)
    )
    assert operations.fail_abandoned(work=job, now=now) is True
    assert job.state == WorkState.FAILED


def test_work_with_a_fresh_heartbeat_is_left_alone():
    now = timezone.now()
    job = factories.job(WorkState.RUNNING, heartbeat_at=now - LEASE)
    assert operations.fail_abandoned(work=job, now=now) is False


def test_step_of_a_job_that_was_given_up_is_refused():
    job = factories.job(WorkState.FAILED)
    with pytest.raises(LeaseLost):
        operations.enter_step(job=job, step=BuildStep.PUBLISH)


def test_job_that_was_given_up_cannot_be_finished():
    job = factories.job(WorkState.FAILED)
    with pytest.raises(LeaseLost):
        operations.finish_job(job=job)


# --- Renditions ---------------------------------------------------------------
def test_rendition_of_the_same_content_is_the_same():
    order = factories.paper_order()
    first = operations.request_rendition(order=order)
    assert operations.request_rendition(order=order) == first


def test_failed_rendition_is_put_back_to_waiting():
    order = factories.paper_order()
    made = factories.rendition(order, state=WorkState.FAILED)
    operations.request_rendition(order=order)
    made.refresh_from_db()
    assert made.state == WorkState.QUEUED


def test_rendition_has_pdf_text_and_pages():
    order = factories.paper_order()
    made = operations.make_rendition(
        order=order, rendition=operations.request_rendition(order=order)
    )
    assert (made.state, made.error) == (WorkState.DONE, "")
    assert content(made.pdf).startswith(b"%PDF-")
    assert "Socialno podjetje zaposluje ljudi." in content(made.html).decode()
    assert made.pages == 1
    assert job_folders() == []


def test_rendition_shows_pictures_as_data():
    body = archive(
        paper__md=b"# Graf\n\n![Rast zaposlitve](graf.png)\n", graf__png=png(40, 20)
    )
    order = factories.paper_order(manuscript=body, filename="paper.zip")
    made = operations.make_rendition(
        order=order, rendition=operations.request_rendition(order=order)
    )
    assert 'src="data:image/png;base64,' in content(made.html).decode()


def test_rendition_of_a_damaged_file_fails_with_the_reason():
    order = factories.paper_order(manuscript=b"PK\x03\x04 no", filename="paper.docx")
    made = operations.make_rendition(
        order=order, rendition=operations.request_rendition(order=order)
    )
    assert made.state == WorkState.FAILED
    assert [row["severity"] for row in made.findings] == [FindingSeverity.BLOCKS]


def test_finished_rendition_is_not_made_again():
    order = factories.paper_order()
    made = factories.rendition(order, state=WorkState.DONE)
    operations.make_rendition(order=order, rendition=made)
    assert not made.pdf
