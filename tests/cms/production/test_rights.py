"""Licence and image rights, from the choice to the dated receipt."""

from datetime import timedelta

import pytest
from django.core import mail as sent
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.conference import operations as conference
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import NotAllowed, ReasonMissing
from cms.conference.models import Author, Submission
from cms.core import operations as links
from cms.core.enums import LinkPurpose
from cms.core.exceptions import LinkInvalid
from cms.core.models import ScopedLink
from cms.outbox.models import Mail
from cms.production import operations, queries
from cms.production.chapter import PRODUCTION
from cms.production.exceptions import (
    AskedAlready,
    LicenceMissing,
    NotAnAuthor,
    RightsMissing,
)
from cms.production.models import Certification, RightsWaiver
from cms.production.operations.rights import subject_key
from tests.factories import production as factories
from tests.factories.accounts import editor, user
from tests.factories.conference import submission

pytestmark = pytest.mark.django_db
LANGUAGES = ["sl", "it", "en"]


def confirm(paper, actor=None):
    return operations.confirm(
        submission=paper, actor=actor or paper.submitter, now=timezone.now()
    )


def fresh(paper):
    return Submission.objects.get(pk=paper.pk)


def ask(paper, actor=None, now=None):
    return operations.ask_authors(
        submission=paper, actor=actor or paper.submitter, now=now or timezone.now()
    )


def link_to(paper, address: str) -> str:
    return links.offer(
        purpose=LinkPurpose.CERTIFICATION,
        subject_key=subject_key(paper),
        expires_at=timezone.now() + timedelta(days=1),
        address=address,
    )


def address(name: str, language: str = "en", **words: str) -> str:
    with override(language):
        return reverse(f"production:{name}", kwargs=words)


# --- Confirming -------------------------------------------------------------------
def test_paper_without_a_licence_cannot_be_confirmed():
    with pytest.raises(LicenceMissing):
        confirm(factories.of_authors("Ana Žagar"))


def test_paper_is_confirmed_when_every_author_has_certified():
    paper = factories.of_authors("Ana Žagar", "Marco Rossi")
    factories.license_(paper)
    factories.certify(paper, 0)
    with pytest.raises(RightsMissing) as refused:
        confirm(paper)
    assert refused.value.names == ["Marco Rossi"]
    factories.certify(paper, 1)
    assert confirm(paper).state == SubmissionState.CONFIRMED


def test_editor_lets_a_paper_pass_and_says_why():
    paper = factories.of_authors("Ana Žagar", "Marco Rossi")
    factories.license_(paper)
    chief = editor()
    waiver = operations.waive_rights(
        submission=paper, reason="He has died.", actor=chief, now=timezone.now()
    )
    assert (waiver.reason, waiver.waived_by) == ("He has died.", chief)
    assert confirm(paper).state == SubmissionState.CONFIRMED


def test_waiver_needs_a_reason_and_an_editor():
    paper = factories.of_authors("Ana Žagar")
    now = timezone.now()
    with pytest.raises(ReasonMissing):
        operations.waive_rights(submission=paper, reason=" ", actor=editor(), now=now)
    with pytest.raises(NotAllowed):
        operations.waive_rights(
            submission=paper, reason="Why.", actor=paper.submitter, now=now
        )
    assert RightsWaiver.objects.count() == 0


# --- The licence ------------------------------------------------------------------
def test_other_licence_asks_every_author_again():
    paper = factories.of_authors("Ana Žagar")
    factories.license_(paper)
    factories.certify(paper)
    factories.license_(paper, "CC BY-ND 4.0")
    assert queries.names_missing(fresh(paper)) == ["Ana Žagar"]
    factories.license_(paper)
    assert queries.names_missing(fresh(paper)) == []


def test_licence_that_is_not_offered_is_refused():
    with pytest.raises(LicenceMissing):
        factories.license_(factories.of_authors("Ana Žagar"), "mine alone")


@pytest.mark.parametrize(
    "state", [SubmissionState.SUBMITTED, SubmissionState.IN_PRODUCTION]
)
def test_licence_is_chosen_between_acceptance_and_production(state):
    with pytest.raises(NotAllowed):
        factories.license_(submission(state=state), "CC BY-ND 4.0")


# --- Certifying -------------------------------------------------------------------
def test_certification_keeps_words_moment_and_number():
    paper = factories.of_authors("Ana Žagar")
    factories.license_(paper)
    with override("sl"):
        row = factories.certify(paper)
    assert (row.name, row.email, row.licence) == (
        "Ana Žagar",
        "ana@example.org",
        factories.LICENCE,
    )
    assert (row.language, len(row.receipt)) == ("sl", 10)
    assert paper.title in row.statement
    assert row.certified_at <= timezone.now()


def test_second_click_is_the_first_certification_with_one_receipt():
    paper = factories.of_authors("Ana Žagar")
    factories.license_(paper)
    assert factories.certify(paper) == factories.certify(paper)
    assert Certification.objects.count() == 1
    assert Mail.objects.filter(kind="production.receipt").count() == 1


def test_receipt_leaves_at_once_with_what_was_certified():
    paper = factories.of_authors("Ana Žagar")
    factories.license_(paper)
    with TestCase.captureOnCommitCallbacks(execute=True):
        row = factories.certify(paper)
    (letter,) = [each for each in sent.outbox if row.receipt in each.body]
    assert "ana@example.org" in letter.to[0]
    assert factories.LICENCE in " ".join(letter.body.split())


def test_nobody_outside_the_by_line_certifies():
    paper = factories.of_authors("Ana Žagar")
    factories.license_(paper)
    stranger = factories.of_authors("Marco Rossi").authors.get()
    with pytest.raises(NotAnAuthor):
        operations.certify(submission=paper, author=stranger, now=timezone.now())


def test_corrected_spelling_of_a_name_keeps_the_certification():
    paper = factories.of_authors("Ana Zagar")
    factories.license_(paper)
    factories.certify(paper)
    paper.authors.update(name="Ana Žagar")
    assert queries.names_missing(paper) == []


def test_two_authors_with_one_address_certify_each_for_themselves():
    paper = factories.of_authors("Ana Žagar", "Marco Rossi")
    Author.objects.filter(submission=paper).update(email="both@example.org")
    factories.license_(paper)
    factories.certify(paper, 0)
    assert queries.names_missing(paper) == ["Marco Rossi"]


def test_withdrawn_paper_keeps_no_certification_and_no_link():
    paper = factories.of_authors("Ana Žagar")
    factories.license_(paper)
    factories.certify(paper)
    token = link_to(paper, "ana@example.org")
    conference.apply(
        submission=paper,
        event=SubmissionEvent.WITHDRAW,
        actor=paper.submitter,
        now=timezone.now(),
        reason="I am ill.",
    )
    assert paper.certifications.count() == 0
    with pytest.raises(LinkInvalid):
        links.open_link(
            token=token, purpose=LinkPurpose.CERTIFICATION, now=timezone.now()
        )


# --- Asking -----------------------------------------------------------------------
def test_every_author_who_has_not_certified_gets_a_link():
    paper = factories.of_authors("Ana Žagar", "Marco Rossi", "Eva Novak")
    factories.license_(paper)
    factories.certify(paper, 0)
    assert ask(paper) == ["Marco Rossi", "Eva Novak"]
    asked = Mail.objects.filter(kind="production.certify")
    assert {mail.address for mail in asked} == {"marco@example.org", "eva@example.org"}
    with pytest.raises(AskedAlready):
        ask(paper)
    later = timezone.now() + timedelta(hours=1)
    assert ask(paper, now=later) == ["Marco Rossi", "Eva Novak"]


def test_only_owner_and_editors_ask():
    paper = factories.of_authors("Ana Žagar", "Marco Rossi")
    factories.license_(paper)
    with pytest.raises(NotAllowed):
        ask(paper, actor=user())
    assert len(ask(paper, actor=editor())) == 2


def test_token_of_a_link_is_not_in_the_database():
    paper = factories.of_authors("Ana Žagar")
    factories.license_(paper)
    with TestCase.captureOnCommitCallbacks(execute=True):
        ask(paper)
    (letter,) = [each for each in sent.outbox if "/rights/" in each.body]
    assert "ana@example.org" in letter.to[0]
    (token,) = [
        word.rstrip("/").rpartition("/")[2]
        for word in letter.body.split()
        if "/rights/" in word
    ]
    stored = str(list(Mail.objects.values())) + str(list(ScopedLink.objects.values()))
    assert token not in stored


# --- Pages ------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_link_shows_on_get_and_acts_on_post(client, language):
    paper = factories.of_authors("Ana Žagar", "Marco Rossi")
    factories.license_(paper)
    page = address("certify", language, token=link_to(paper, "marco@example.org"))
    for _visit in range(3):
        assert client.get(page).status_code == 200
        assert client.head(page).status_code == 200
    assert Certification.objects.count() == 0
    answer = client.post(page, follow=True)
    row = Certification.objects.get()
    assert (row.name, row.language) == ("Marco Rossi", language)
    assert row.receipt in answer.content.decode()


def test_link_is_good_for_its_own_paper_only(client):
    paper = factories.of_authors("Ana Žagar")
    factories.license_(paper)
    other = factories.of_authors("Ana Žagar")
    page = address("certify", token=link_to(other, "ana@example.org"))
    # No licence is chosen there: nothing can be certified.
    assert client.post(page).status_code == 404
    assert Certification.objects.count() == 0


def test_link_of_somebody_who_left_the_by_line_does_not_work(client):
    paper = factories.of_authors("Ana Žagar")
    factories.license_(paper)
    page = address("certify", token=link_to(paper, "left@example.org"))
    assert client.get(page).status_code == 404


def act(client, paper, action: str, **fields: str):
    page = address("rights", code=paper.code)
    return client.post(page, {"action": action, **fields}, follow=True)


def test_owner_goes_the_whole_way_on_one_page(client):
    owner = user(name="Ana Žagar", email="ana@example.org")
    paper = factories.of_authors("Ana Žagar", "Marco Rossi", submitter=owner)
    client.force_login(owner)
    assert client.get(address("rights", code=paper.code)).status_code == 200
    act(client, paper, "licence", **{"paper-licence": factories.LICENCE})
    act(client, paper, "certify")
    act(client, paper, "ask")
    act(client, paper, "confirm")
    paper.refresh_from_db()
    assert paper.state == SubmissionState.ACCEPTED
    factories.certify(paper, 1)
    act(client, paper, "confirm")
    paper.refresh_from_db()
    assert paper.state == SubmissionState.CONFIRMED


def test_owner_certifies_for_nobody_else(client):
    owner = user(name="Petra Kos", email="petra@example.org")
    paper = factories.of_authors("Ana Žagar", "Marco Rossi", submitter=owner)
    factories.license_(paper)
    client.force_login(owner)
    assert act(client, paper, "certify").status_code == 404
    assert Certification.objects.count() == 0


def test_rights_of_somebody_else_do_not_exist(client):
    paper = factories.of_authors("Ana Žagar")
    client.force_login(user())
    assert client.get(address("rights", code=paper.code)).status_code == 404
    assert act(client, paper, "licence").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_submission_page_names_the_next_step(client, language):
    paper = factories.of_authors("Ana Žagar")
    client.force_login(paper.submitter)
    with override(language):
        page = reverse("conference:submission", kwargs={"code": paper.code})
    text = client.get(page).content.decode()
    assert f'href="{address("rights", language, code=paper.code)}"' in text


# --- One's own data ---------------------------------------------------------------
def test_confirmation_is_taken_along_and_stays_without_the_address():
    owner = user(name="Ana Žagar", email="ana@example.org")
    paper = factories.of_authors("Ana Žagar", submitter=owner)
    factories.license_(paper)
    row = factories.certify(paper)
    (told,) = PRODUCTION.collect(owner).data["certifications"]
    assert (told["receipt"], told["licence"]) == (row.receipt, factories.LICENCE)
    assert len(PRODUCTION.explain(owner)) == 1
    PRODUCTION.erase(owner, timezone.now())
    kept = Certification.objects.get()
    assert (kept.name, kept.email, kept.receipt) == ("Ana Žagar", "", row.receipt)
    assert PRODUCTION.explain(owner) == []
