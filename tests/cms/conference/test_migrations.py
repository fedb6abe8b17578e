"""What earlier versions left behind goes on."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from cms.conference.enums import SubmissionState
from cms.conference.models import Decision, OutgoingMail, Submission
from cms.outbox import operations as outbox
from cms.outbox.models import Mail
from tests.factories import conference

pytestmark = pytest.mark.django_db
MIGRATIONS = "cms.conference.migrations"


def earlier_mail(**fields) -> OutgoingMail:
    return OutgoingMail.objects.create(
        submission=conference.submission(),
        recipient="ana@example.org",
        subject="We have your paper",
        text="Dear Ana,\n\nthank you.\n\n-- \nCOOP\nFunding\n",
        **fields,
    )


def test_mails_that_had_not_left_are_sent_by_the_outbox_once():
    migration = import_module(f"{MIGRATIONS}.0004_mails_move_out")
    waiting = earlier_mail()
    earlier_mail(sent_at=timezone.now())
    for _run in range(2):
        migration.carry_over(apps, None)
    [mail] = Mail.objects.all()
    assert (mail.address, mail.subject) == (waiting.recipient, waiting.subject)
    assert mail.text == "Dear Ana,\n\nthank you."
    assert mail.about == f"submission:{waiting.submission.code}"
    outbox.deliver()
    mail.refresh_from_db()
    assert mail.state == "sent"
    # And back again: what was sent is known as sent.
    migration.take_back(apps, None)
    waiting.refresh_from_db()
    assert (waiting.sent_at, Mail.objects.count()) == (mail.sent_at, 0)


def test_decisions_of_earlier_versions_count_as_released():
    migration = import_module(f"{MIGRATIONS}.0006_decisions_were_released")
    paper = conference.submission(state=SubmissionState.ACCEPTED)
    decision = paper.decision
    Submission.objects.filter(pk=paper.pk).update(state="submitted", decision=None)
    Decision.objects.filter(pk=decision.pk).update(released_at=None)
    migration.stamp(apps, None)
    paper.refresh_from_db()
    assert paper.decision == decision
    assert paper.decision.released_at == decision.decided_at
    Submission.objects.filter(pk=paper.pk).update(state="accepted")
