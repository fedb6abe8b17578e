"""Each rule about papers on their way into the volume notices when it is broken."""

import pytest

from cms.conference.enums import SubmissionState
from cms.conference.models import Submission
from cms.core import invariants
from cms.production.enums import ProofAnswer
from cms.production.models import PaperLicence, Proof
from cms.publications.models import Edition, EditionPaper, Volume
from tests.factories import conference, production, publications

pytestmark = [pytest.mark.django_db, pytest.mark.breaks_rules]
S = SubmissionState


def lose_the_licence() -> None:
    production.paper(S.CONFIRMED)
    PaperLicence.objects.all().delete()


def forget_the_proof() -> None:
    production.proof()
    Proof.objects.all().delete()


def leave_a_proof_open() -> None:
    paper = production.proof().submission
    Submission.objects.filter(pk=paper.pk).update(state=S.IN_PRODUCTION)


def send_another_version() -> None:
    conference.manuscript(production.paper(S.READY), body=b"# Novo\n")


def unapprove() -> None:
    production.paper(S.READY)
    Proof.objects.update(answer=ProofAnswer.CHANGES)


def skip_a_proof() -> None:
    production.proof()
    Proof.objects.update(number=2)


def unprint() -> None:
    production.paper(S.PUBLISHED)
    EditionPaper.objects.all().delete()


def supersede() -> None:
    production.paper(S.PUBLISHED)
    Volume.objects.update(current_edition=None)


def swap_editions() -> None:
    one, other = (publications.printed(production.paper(S.READY)) for _ in range(2))
    Edition.objects.filter(pk=other.edition_id).update(state="superseded")
    Volume.objects.filter(pk=other.edition.volume_id).update(current_edition=None)
    Volume.objects.filter(pk=one.edition.volume_id).update(
        current_edition=other.edition
    )


WAITS = "A proof waits for its author exactly while the paper does"
READY = "A paper that is ready was approved as its newest proof shows it"
CURRENT = "The edition that readers get is the published one of its volume"
BROKEN = [
    ("A confirmed paper has a licence", lose_the_licence),
    (WAITS, forget_the_proof),
    (WAITS, leave_a_proof_open),
    (READY, send_another_version),
    (READY, unapprove),
    ("Proofs are numbered from one without gaps", skip_a_proof),
    ("A published paper stands in an edition that readers get", unprint),
    (CURRENT, supersede),
    (CURRENT, swap_editions),
]
OURS = {"cms.production.invariants", "cms.publications.invariants"}


@pytest.mark.parametrize(("rule", "damage"), BROKEN)
def test_rule_notices_when_it_is_broken(rule, damage):
    damage()
    assert rule in {violation.rule for violation in invariants.violations()}


def test_every_rule_of_production_is_broken_by_a_test():
    ours = {
        rule for rule, check in invariants._CHECKS.items() if check.__module__ in OURS
    }
    assert ours == {rule for rule, _damage in BROKEN}
