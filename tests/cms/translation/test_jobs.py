"""Translating many pages happens in the background, and leaves a sound tree."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translation import operations
from cms.translation.enums import JobKind, JobState
from cms.translation.models import Job
from tests.factories.newspaper import article, issue
from tests.factories.translation import edited, fresh, locale, passage, started, story


@pytest.fixture
def whole_issue(db):
    """An issue with ten articles."""
    made = issue()
    for number in range(10):
        article(parent=made, title=f"Članek {number}")
    return fresh(made)


def queued(page, *languages, **fields) -> Job:
    fields = {"kind": JobKind.TRANSLATE, "with_subtree": True, **fields}
    return operations.queue_job(
        page=page, locales=[locale(code) for code in languages], **fields
    )


@pytest.mark.django_db(transaction=True)
def test_issue_with_ten_articles_is_translated_into_two_languages(whole_issue):
    job = queued(whole_issue, "it", "en")
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.problems) == (
        JobState.DONE,
        22,
        22,
        [],
    )
    for language in ("it", "en"):
        copy = whole_issue.get_translation(locale(language))
        assert (copy.numchild, copy.get_children().count()) == (10, 10)
        assert copy.get_children().live().count() == 0


@pytest.mark.django_db(transaction=True)
def test_publishing_a_translated_subtree_leaves_a_sound_tree(whole_issue):
    """Wagtail-localize's own way too, which writes from what it kept in memory."""
    queued(whole_issue, "it")
    italian = locale("it")
    # An issue appears in all its languages, or somebody says why not.
    operations.waive(page=whole_issue, locale=locale("en"), reason="Poskus.", by=None)
    for translation in Translation.objects.filter(target_locale=italian):
        page = translation.get_target_instance()
        operations.waive(page=page, locale=italian, reason="Poskus.", by=None)
        translation.save_target(publish=True)
    copy = whole_issue.get_translation(italian)
    assert (copy.live, copy.numchild) == (True, 10)
    assert copy.get_children().live().count() == 10


@pytest.mark.django_db
def test_job_says_how_far_it_is(whole_issue):
    job = queued(whole_issue, "it")
    operations.work_on(job=job)
    assert (job.done, job.total) == (11, 11)
    assert job.finished_at is not None


@pytest.mark.django_db
def test_job_is_done_once(whole_issue):
    job = queued(whole_issue, "it")
    operations.work_on(job=job)
    finished = job.finished_at
    operations.work_on(job=job)
    job.refresh_from_db()
    assert job.finished_at == finished


@pytest.mark.django_db
def test_job_without_translator_reports_each_page():
    page = story()
    job = queued(page, "it", kind=JobKind.MACHINE, with_subtree=False)
    operations.work_on(job=job)
    assert (job.state, [one["text"] for one in job.problems]) == (
        JobState.FAILED,
        ["No machine translator is set up."],
    )


@pytest.mark.django_db
def test_job_of_a_silent_worker_is_given_up():
    job = queued(story(), "it")
    Job.objects.update(
        state=JobState.WORKING, seen_at=timezone.now() - dt.timedelta(hours=1)
    )
    assert operations.settle_jobs() == 1
    job.refresh_from_db()
    assert job.state == JobState.FAILED


@pytest.mark.django_db
def test_publishing_the_source_marks_translations_by_itself(
    django_capture_on_commit_callbacks,
):
    page = story()
    translation = started(page)
    with django_capture_on_commit_callbacks(execute=True):
        edited(page, lead="V Mariboru so odprli veliko delavnico.")
    assert passage(translation, "V Mariboru so odprli veliko delavnico.").text == ""


@pytest.mark.django_db
def test_a_page_whose_parent_is_an_alias_gets_its_own_parent():
    page = story()
    parent = page.get_parent().specific
    alias = parent.copy_for_translation(locale("it"), alias=True)
    translation = started(page)
    assert translation.get_target_instance().get_parent().pk == alias.pk
    assert Page.objects.get(pk=alias.pk).live is False
