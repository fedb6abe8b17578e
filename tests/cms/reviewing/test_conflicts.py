"""Conflicts of interest are found, and only they."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.conference.enums import SubmissionState
from cms.reviewing import conflicts
from cms.reviewing.enums import ConflictKind
from cms.reviewing.models import DeclaredConflict
from tests.factories import reviewing
from tests.factories.accounts import user
from tests.factories.conference import content
from tests.factories.conference import submission as any_submission

pytestmark = pytest.mark.django_db
AUTHOR = {
    "name": "Ana Žagar",
    "email": "ana.zagar@fdv.uni-lj.si",
    "affiliation": "Univerza v Ljubljani, Fakulteta za družbene vede",
}


def found(person: dict, author: dict | None = None) -> list[ConflictKind]:
    paper = any_submission(
        state=SubmissionState.SUBMITTED,
        content=content(authors=[{**AUTHOR, **(author or {})}]),
    )
    reviewer = reviewing.reviewer(**person)
    return conflicts.between([paper], [reviewer]).of(paper, reviewer)


@pytest.mark.parametrize(
    ("person", "kinds"),
    [
        ({}, []),
        ({"email": "ANA.ZAGAR@fdv.uni-lj.si"}, ["author", "domain"]),
        ({"name": "Žagar, Ana"}, ["author"]),
        ({"name": "Ana Zagar"}, ["author"]),
        ({"name": "Ana"}, []),
        (
            {"affiliation": "Fakulteta za družbene vede, Univerza v Ljubljani"},
            ["affiliation"],
        ),
        (
            {"affiliation": "FAKULTETA ZA DRUZBENE VEDE – Univerza v Ljubljani"},
            ["affiliation"],
        ),
        ({"affiliation": "Fakulteta za socialno delo, Univerza v Ljubljani"}, []),
        ({"email": "b.novak@ff.uni-lj.si"}, ["domain"]),
        ({"email": "b.novak@uni-lj.si"}, ["domain"]),
        ({"email": "b.novak@um.si"}, []),
    ],
)
def test_reasons_are_found(person, kinds):
    assert found(person) == kinds


@pytest.mark.parametrize(
    "host", ["gmail.com", "siol.net", "libero.it", "guest.arnes.si", "outlook.com"]
)
def test_public_mail_hosts_say_nothing(host):
    assert found({"email": f"b@{host}"}, {"email": f"a@{host}"}) == []


def test_names_of_kinds_of_organisations_say_nothing():
    assert found({"affiliation": "Inštitut"}, {"affiliation": "Inštitut"}) == []


def test_organisations_of_british_universities_are_told_apart():
    assert found({"email": "b@ox.ac.uk"}, {"email": "a@cam.ac.uk"}) == []
    assert found({"email": "b@law.ox.ac.uk"}, {"email": "a@ox.ac.uk"}) == ["domain"]


def test_who_has_written_with_an_author_in_any_paper_is_found():
    other = [{**AUTHOR, "email": ""}, {"name": "Bojan Kos", "affiliation": ""}]
    any_submission(state=SubmissionState.SUBMITTED, content=content(authors=other))
    assert found({"name": "Bojan Kos"}) == ["coauthor"]


def test_draft_of_others_is_nobody_else_s_business():
    other = [AUTHOR, {"name": "Bojan Kos", "affiliation": ""}]
    any_submission(content=content(authors=other))
    assert found({"name": "Bojan Kos"}) == []


def test_account_that_sent_the_paper_is_its_author():
    account = user(name="Somebody Else")
    paper = any_submission(state=SubmissionState.SUBMITTED, submitter=account)
    person = reviewing.reviewer(user=account, name="Quite Different")
    assert conflicts.between([paper], [person]).of(paper, person) == ["author"]


def test_declared_conflict_counts_for_its_paper_alone():
    first, second = (any_submission(state=SubmissionState.SUBMITTED) for _ in range(2))
    person = reviewing.reviewer()
    DeclaredConflict.objects.create(reviewer=person, submission=first)
    all_of = conflicts.between([first, second], [person])
    assert (all_of.of(first, person), all_of.of(second, person)) == (["declared"], [])


def test_conflicts_take_the_same_queries_for_one_and_for_many():
    counts = []
    for size in (1, 5):
        papers = [any_submission(state=SubmissionState.SUBMITTED) for _ in range(size)]
        people = [reviewing.reviewer() for _ in range(size)]
        with CaptureQueriesContext(connection) as queries:
            conflicts.between(papers, people)
        counts.append(len(queries))
    assert counts[0] == counts[1]
