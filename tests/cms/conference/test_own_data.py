"""What the wizard holds of a person: handed out whole, and gone when they leave."""

import pytest
from django.utils import timezone

from cms.conference import chapter, operations
from cms.conference.enums import SubmissionState
from cms.conference.kinds import AnswerType, Step
from cms.conference.models import Answer, Extension, Receipt, TypedStep
from tests.factories import conference, wizard

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """Return a paper whose submitter left a trace in every table of the wizard."""
    call = conference.call()
    sent = conference.submission(call=call, state=SubmissionState.SUBMITTED)
    Answer.objects.create(
        submission=sent, question=wizard.question(call, AnswerType.TEXT), value="Red"
    )
    wizard.extension(call, email=sent.submitter.email.upper(), reason="Illness")
    operations.keep_typed(
        submission=sent,
        step=Step.DETAILS,
        typist=str(sent.submitter.pk),
        text="text-en-title=Half",
        now=timezone.now(),
    )
    operations.make_receipt(receipt_id=sent.receipts.get().pk)
    return sent


def test_everything_is_handed_out(made):
    other = conference.submission(state=SubmissionState.SUBMITTED)
    wizard.extension(other.call)
    part = chapter.collect(made.submitter)
    (told,) = part.data["submissions"]
    assert list(told["answers"].values()) == ["Red"]
    assert [one["kind"] for one in told["receipts"]] == ["submitted"]
    assert [one["reason"] for one in part.data["extensions"]] == ["Illness"]
    assert [one["typed"] for one in part.data["not_saved_yet"]] == [
        "text-en-title=Half"
    ]
    receipt = made.receipts.get()
    assert part.files[f"receipts/{made.code}-{receipt.uuid}.pdf"] == receipt.pdf


def test_nothing_of_it_stays(made, django_capture_on_commit_callbacks):
    file = made.receipts.get().pdf
    with django_capture_on_commit_callbacks(execute=True):
        chapter.erase(made.submitter, timezone.now())
    assert (TypedStep.objects.count(), Receipt.objects.count()) == (0, 0)
    assert not file.storage.exists(file.name)
    given = Extension.objects.get()
    assert (given.name, given.email, given.reason) == ("", "", "Illness")


def test_coauthor_who_leaves_edits_no_more(made):
    person = wizard.editing_coauthor(made)
    chapter.erase(person, timezone.now())
    author = made.authors.get(name="Marco Rossi")
    assert (author.account, author.may_edit, author.email) == (None, False, "")
