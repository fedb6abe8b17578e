"""Each rule about the data notices when it is broken."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.conference import operations
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.models import Author, Decision, Release, Submission
from cms.core import invariants
from cms.outbox.enums import MailState
from cms.outbox.models import Mail
from tests.factories import accounts, conference, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.breaks_rules]
S, E = SubmissionState, SubmissionEvent


def undecide() -> None:
    paper = conference.submission(state=S.ACCEPTED)
    Decision.objects.filter(pk=paper.decision_id).update(released_at=None)


def swap_decisions() -> None:
    one, other = (conference.submission(state=S.ACCEPTED) for _number in range(2))
    Submission.objects.filter(pk=one.pk).update(decision=other.decision)


def forget_the_log() -> None:
    paper = conference.submission(state=S.SUBMITTED)
    Submission.objects.filter(pk=paper.pk).update(state=S.WITHDRAWN)


def tear_the_log() -> None:
    paper = conference.submission(state=S.ACCEPTED)
    paper.history.filter(event=E.SUBMIT).delete()


def forget_when() -> None:
    paper = conference.submission(state=S.SUBMITTED)
    operations.apply(
        submission=paper, event=E.WITHDRAW, actor=paper.submitter, now=timezone.now()
    )
    Submission.objects.filter(pk=paper.pk).update(submitted_at=None)


def skip_an_author() -> None:
    Author.objects.filter(submission=conference.submission()).update(position=2)


def skip_a_version() -> None:
    paper = conference.submission()
    conference.manuscript(paper, body=b"2")
    paper.manuscripts.filter(version=1).delete()


def decide_on_own() -> None:
    paper = conference.submission(state=S.ACCEPTED)
    Submission.objects.filter(pk=paper.pk).update(submitter=paper.decision.decided_by)


def lose_the_mail() -> None:
    Mail.objects.filter(hold=conference.staged().hold).delete()


def keep_a_mail() -> None:
    outbox.mail(hold="decision:0")


def finish_too_early() -> None:
    decision = conference.staged()
    made = operations.release_decisions(
        decisions=[decision.pk], actor=accounts.editor(), now=timezone.now()
    )
    Release.objects.filter(pk=made.pk).update(finished_at=timezone.now())


def lose_the_time() -> None:
    outbox.mail(instant=True)
    Mail.objects.update(next_at=None)


def keep_a_secret() -> None:
    Mail.objects.filter(pk=outbox.mail().pk).update(
        state=MailState.SUPPRESSED, why="discarded", secrets={"link": "https://x/"}
    )


def tell_a_secret() -> None:
    Mail.objects.filter(pk=outbox.mail().pk).update(
        text="See https://x/token", secrets={"link": "https://x/token"}
    )


def break_a_subject() -> None:
    Mail.objects.filter(pk=outbox.mail().pk).update(subject="One\nTwo")


BROKEN = {
    "A decided submission has a released decision of its own": undecide,
    "The log ends at the state of the submission": forget_the_log,
    "The log has no gaps, and only steps of the table": tear_the_log,
    "A submission that was submitted knows when": forget_when,
    "By-lines are numbered from one without gaps": skip_an_author,
    "Versions of a manuscript are numbered from one without gaps": skip_a_version,
    "Nobody decided on a paper of their own": decide_on_own,
    "A staged decision holds one mail, and no other decision holds any": lose_the_mail,
    "A release that is over leaves nothing staged": finish_too_early,
    "A mail that waits knows when it is sent": lose_the_time,
    "A mail keeps secrets only while it may still leave": keep_a_secret,
    "A secret stands in no text": tell_a_secret,
    "A subject is one line": break_a_subject,
}
OURS = {"cms.conference.invariants", "cms.outbox.invariants"}


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_rule_notices_when_it_is_broken(rule):
    assert invariants.violations() == []
    BROKEN[rule]()
    assert rule in {violation.rule for violation in invariants.violations()}


@pytest.mark.parametrize("breaking", [swap_decisions, keep_a_mail])
def test_rule_notices_the_other_way_too(breaking):
    breaking()
    assert len(invariants.violations()) > 0


def test_every_rule_of_the_desk_is_broken_by_a_test():
    ours = {
        rule for rule, check in invariants._CHECKS.items() if check.__module__ in OURS
    }
    assert ours == set(BROKEN)


def test_command_counts_the_rules_that_hold(capsys):
    conference.submission(state=S.PUBLISHED)
    call_command("check_invariants")
    assert capsys.readouterr().out == f"{len(invariants.rules())} rules hold.\n"


def test_command_names_what_is_broken(capsys):
    forget_the_log()
    code = Submission.objects.get().code
    with pytest.raises(CommandError):
        call_command("check_invariants")
    assert code in capsys.readouterr().err
