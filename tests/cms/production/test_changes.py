"""What editors would like to change, accepted or refused by the author."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.conference import operations as conference
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import CallIsClosed, NotAllowed, UploadRefused
from cms.conference.models import Call, Submission
from cms.outbox.enums import MailState
from cms.outbox.models import Mail
from cms.production import differences, operations, queries
from cms.production.enums import ChangeState
from cms.production.exceptions import (
    AnsweredAlready,
    ChangeOutdated,
    NothingChanged,
    PassageUnknown,
    ProofNotSet,
)
from tests.factories import production as factories
from tests.factories.accounts import editor, user
from tests.factories.conference import call, upload

pytestmark = pytest.mark.django_db
LANGUAGES = ["sl", "it", "en"]
TITLE = "text.en.title"


def propose(paper, actor=None, **words: str):
    """Propose other words for fields, named with two underscores for a dot."""
    current = differences.current(Submission.objects.get(pk=paper.pk))
    changed = {name.replace("__", "."): value for name, value in words.items()}
    return operations.propose_change(
        submission=paper,
        words={**current, **changed},
        note="House style.",
        actor=actor or editor(),
        now=timezone.now(),
    )


def address(name: str, paper, language: str = "en") -> str:
    with override(language):
        return reverse(f"production:{name}", kwargs={"code": paper.code})


def title(paper) -> str:
    return Submission.objects.get(pk=paper.pk).texts.get(language="en").title


# --- Differences ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("One two", "One two", "<span>One two</span>"),
        (
            "Social enterprise",
            "Social enterprises",
            "<span>Social </span><del>enterprise</del><ins>enterprises</ins>",
        ),
        ("", "New", "<ins>New</ins>"),
        ("<b>", "", "<del>&lt;b&gt;</del>"),
    ],
)
def test_difference_shows_what_goes_and_what_comes(before, after, told):
    assert differences.marked(before, after) == told


def test_line_ends_and_spaces_at_the_end_are_no_difference():
    before = {TITLE: "One\ntwo"}
    assert differences.between(before, {TITLE: "One\r\ntwo "}) == []


# --- Proposing --------------------------------------------------------------------
def test_proposal_changes_nothing_by_itself():
    paper = factories.paper()
    change = propose(paper, text__en__title="Social enterprises at work")
    assert change.differences == [
        {
            "path": TITLE,
            "before": "Social enterprises",
            "after": "Social enterprises at work",
        }
    ]
    assert title(paper) == "Social enterprises"
    (mail,) = Mail.objects.filter(kind="production.change")
    assert (mail.state, mail.person) == (MailState.DRAFT, paper.submitter)


def test_newer_proposal_takes_the_place_of_one_that_waits():
    paper = factories.paper()
    propose(paper, text__en__title="First")
    second = propose(paper, text__en__title="Second")
    assert list(paper.editorial_changes.all()) == [second]


def test_same_words_are_no_proposal():
    with pytest.raises(NothingChanged):
        propose(factories.paper())


@pytest.mark.parametrize(
    "state", [SubmissionState.ACCEPTED, SubmissionState.AUTHOR_PROOF]
)
def test_words_are_changed_only_before_the_proof_is_out(state):
    with pytest.raises(NotAllowed):
        propose(factories.paper(state), text__en__title="Other")


def test_author_proposes_nothing():
    paper = factories.paper()
    with pytest.raises(NotAllowed):
        propose(paper, paper.submitter, text__en__title="Other")


# --- Answering --------------------------------------------------------------------
def test_accepted_words_are_those_of_the_paper():
    paper = factories.paper()
    change = propose(
        paper, text__en__title="Other", author__1__affiliation="Inštitut v Mariboru"
    )
    operations.accept_change(change=change, actor=paper.submitter, now=timezone.now())
    assert title(paper) == "Other"
    assert paper.authors.get().affiliation == "Inštitut v Mariboru"
    change.refresh_from_db()
    assert (change.state, change.answered_by) == (
        ChangeState.ACCEPTED,
        paper.submitter,
    )


def test_refused_words_leave_the_paper_as_it_is():
    paper = factories.paper()
    change = propose(paper, text__en__title="Other")
    operations.refuse_change(
        change=change, answer="No.", actor=paper.submitter, now=timezone.now()
    )
    assert title(paper) == "Social enterprises"
    change.refresh_from_db()
    assert (change.state, change.answer) == (ChangeState.REFUSED, "No.")


def test_words_that_have_changed_meanwhile_are_not_overwritten():
    paper = factories.paper()
    change = propose(paper, text__en__title="Other")
    paper.texts.filter(language="en").update(title="Mine")
    with pytest.raises(ChangeOutdated):
        operations.accept_change(
            change=change, actor=paper.submitter, now=timezone.now()
        )
    assert title(paper) == "Mine"


def test_change_is_answered_once_and_by_the_author_alone():
    paper = factories.paper()
    change = propose(paper, text__en__title="Other")
    for stranger in (editor(), user()):
        with pytest.raises(NotAllowed):
            operations.accept_change(change=change, actor=stranger, now=timezone.now())
    operations.accept_change(change=change, actor=paper.submitter, now=timezone.now())
    with pytest.raises(AnsweredAlready):
        operations.refuse_change(
            change=change, answer="", actor=paper.submitter, now=timezone.now()
        )


def test_proof_waits_for_the_answer():
    paper = factories.paper()
    factories.typeset(paper)
    propose(paper, text__en__title="Other")
    with pytest.raises(ProofNotSet) as refused:
        conference.apply(
            submission=paper,
            event=SubmissionEvent.SEND_PROOF,
            actor=editor(),
            now=timezone.now(),
        )
    assert refused.value.reason == "change"


# --- Pages ------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_author_sees_the_difference_and_accepts(client, language):
    paper = factories.paper()
    change = propose(paper, text__en__title="Social enterprises at work")
    client.force_login(paper.submitter)
    page = address("change", paper, language)
    assert "<ins> at work</ins>" in client.get(page).content.decode()
    client.post(page, {"action": "accept", "change": change.pk})
    assert title(paper) == "Social enterprises at work"


def test_answer_to_an_older_proposal_decides_nothing(client):
    paper = factories.paper()
    old = propose(paper, text__en__title="First").pk
    propose(paper, text__en__title="Second")
    client.force_login(paper.submitter)
    client.post(address("change", paper), {"action": "accept", "change": old})
    assert title(paper) == "Social enterprises"


@pytest.mark.parametrize("name", ["change", "final_version", "marks", "proof"])
def test_pages_of_somebody_else_do_not_exist(client, name):
    paper = factories.paper()
    client.force_login(user())
    assert client.get(address(name, paper)).status_code == 404
    assert client.post(address(name, paper), {"action": "accept"}).status_code == 404


# --- The final version ------------------------------------------------------------
def add_version(paper, body: bytes = b"# One\n\nThe final text.\n", name="final.md"):
    return operations.add_final_version(
        submission=paper,
        file=upload(name, body),
        filename=name,
        actor=paper.submitter,
        now=timezone.now(),
    )


def test_final_version_is_the_next_version_and_stands_in_the_log():
    paper = factories.paper(SubmissionState.CONFIRMED)
    made = add_version(paper)
    assert made.version == 2
    last = paper.history.last()
    assert (last.event, last.to_state) == (
        SubmissionEvent.SAVE,
        SubmissionState.CONFIRMED,
    )
    assert add_version(paper) == made


def test_damaged_final_version_is_refused():
    paper = factories.paper(SubmissionState.CONFIRMED)
    with pytest.raises(UploadRefused):
        add_version(paper, b"not a zip", "final.docx")
    assert paper.manuscripts.count() == 1


def test_day_for_final_versions_is_kept():
    made = call(submit_by=timezone.now() + timedelta(seconds=40))
    paper = factories.paper(SubmissionState.CONFIRMED, call=made)
    Call.objects.filter(pk=made.pk).update(
        opens_at=timezone.now() - timedelta(days=9),
        submit_by=timezone.now() - timedelta(days=8),
        camera_ready_by=timezone.now() + timedelta(hours=1),
    )
    paper.refresh_from_db()
    assert add_version(paper).version == 2
    Call.objects.filter(pk=made.pk).update(
        camera_ready_by=timezone.now() - timedelta(days=2)
    )
    paper.refresh_from_db()
    with pytest.raises(CallIsClosed):
        add_version(paper, b"# Too late\n\nText.\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_takes_the_final_version_and_tells_why_not(client, language):
    paper = factories.paper(SubmissionState.CONFIRMED)
    client.force_login(paper.submitter)
    page = address("final_version", paper, language)
    refused = client.post(page, {"file": upload("final.docx", b"not a zip")})
    assert 'href="#id_file"' in refused.content.decode()
    taken = client.post(page, {"file": upload("final.md", b"# A\n\nText.\n")})
    assert taken.status_code == 302
    assert paper.manuscripts.count() == 2


# --- Recommendations --------------------------------------------------------------
def test_mark_keeps_the_paragraph_with_its_words():
    mark = factories.marked()
    assert (mark.anchor, mark.words) == ("p-6aaeea79", "Prvi odstavek.")
    assert mark.marked_by == mark.submission.submitter


@pytest.mark.parametrize("anchor", ["uvod", "p-00000000", "", "../x"])
def test_only_a_paragraph_of_the_paper_can_be_marked(anchor):
    with pytest.raises(PassageUnknown):
        factories.marked(anchor=anchor)


def test_editor_extracts_and_a_stranger_does_not():
    paper = factories.paper()
    assert factories.marked(paper, actor=editor()).submission == paper
    with pytest.raises(NotAllowed):
        factories.marked(paper, actor=user())


@pytest.mark.parametrize("language", LANGUAGES)
def test_author_marks_on_the_page_and_takes_it_back(client, language):
    paper = factories.paper()
    factories.typeset(paper)
    client.force_login(paper.submitter)
    page = address("marks", paper, language)
    fields = {
        "anchor": "p-924dbcec",
        "text": "Občine naj naročajo.",
        "target_group": "public-authorities",
        "level": "local",
    }
    incomplete = client.post(page, {**fields, "anchor": ""})
    assert "Občine naj naročajo." in incomplete.content.decode()
    client.post(page, fields)
    mark = queries.marks_offered(paper).get()
    assert (mark.anchor, mark.level) == ("p-924dbcec", "local")
    client.post(page, {"withdraw": mark.pk})
    assert queries.marks_offered(paper).count() == 0
