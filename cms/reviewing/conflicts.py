"""Who should not review which paper, and why."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from cms.conference.models import Author, Submission
from cms.core.text import fold
from cms.reviewing.enums import ConflictKind
from cms.reviewing.models import DeclaredConflict, Reviewer

# Everybody may have an address there, so it says nothing of an organisation.
PUBLIC_HOSTS = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "hotmail.it",
        "live.com",
        "msn.com",
        "yahoo.com",
        "yahoo.it",
        "yahoo.co.uk",
        "ymail.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "gmx.com",
        "gmx.net",
        "gmx.at",
        "mail.com",
        "zoho.com",
        "siol.net",
        "siol.com",
        "t-2.net",
        "amis.net",
        "volja.net",
        "guest.arnes.si",
        "email.si",
        "telemach.net",
        "libero.it",
        "virgilio.it",
        "alice.it",
        "tin.it",
        "tiscali.it",
        "fastwebnet.it",
        "inwind.it",
        "iol.it",
        "email.it",
        "pec.it",
        "legalmail.it",
        "tim.it",
    ]
)
# Second-level names under which organisations register theirs.
_SHARED_ENDINGS = frozenset({"ac.uk", "co.uk", "gov.uk", "org.uk", "gov.it", "edu.it"})
# Words that say what kind of organisation it is, not which.
_KINDS = frozenset(
    [
        "univerza",
        "university",
        "universita",
        "universitet",
        "fakulteta",
        "faculty",
        "facolta",
        "institut",
        "institute",
        "istituto",
        "inštitut",
        "oddelek",
        "department",
        "dipartimento",
        "center",
        "centre",
        "centro",
        "sola",
        "school",
        "scuola",
        "zavod",
        "drustvo",
        "za",
        "v",
        "of",
        "di",
        "del",
        "della",
        "degli",
        "dei",
        "delle",
        "and",
        "in",
        "e",
        "ed",
        "the",
        "il",
        "la",
        "lo",
        "gli",
        "i",
        "le",
        "per",
        "studies",
        "studi",
        "studije",
    ]
)


@dataclass(frozen=True)
class Conflicts:
    """All conflicts between some papers and some reviewers."""

    found: dict[tuple[int, int], frozenset[ConflictKind]] = field(default_factory=dict)

    def of(self, submission: Submission, reviewer: Reviewer) -> list[ConflictKind]:
        """Return why this person should not review this paper, gravest first."""
        kinds = self.found.get((submission.pk, reviewer.pk), frozenset())
        return [kind for kind in ConflictKind if kind in kinds]


def between(
    submissions: Iterable[Submission], reviewers: Iterable[Reviewer]
) -> Conflicts:
    """Look up every reason at once, in a fixed number of queries."""
    papers, people = list(submissions), list(reviewers)
    by_paper: dict[int, list[Author]] = defaultdict(list)
    authors = Author.objects.select_related("submission__submitter")
    for author in authors.filter(submission__in=[paper.pk for paper in papers]):
        by_paper[author.submission_id].append(author)
    declared = set(
        DeclaredConflict.objects.filter(
            submission__in=[p.pk for p in papers]
        ).values_list("submission_id", "reviewer_id")
    )
    shared = _written_together(people)
    accounts = {paper.pk: paper.submitter for paper in papers}
    found = {}
    for paper in papers:
        signs = _Signs.of(by_paper[paper.pk], accounts[paper.pk])
        for person in people:
            kinds = set(signs.against(person, shared[person.pk]))
            if (paper.pk, person.pk) in declared:
                kinds.add(ConflictKind.DECLARED)
            if kinds:
                found[paper.pk, person.pk] = frozenset(kinds)
    return Conflicts(found)


@dataclass(frozen=True)
class _Signs:
    """By what the authors of a paper are known."""

    people: frozenset[str]
    accounts: frozenset[int]
    organisations: frozenset[str]
    hosts: frozenset[str]

    @classmethod
    def of(cls, authors: Iterable[Author], submitter) -> "_Signs":
        rows = list(authors)
        addresses = [row.email for row in rows] + [submitter.email]
        people = {sign for row in rows for sign in _marks(row.name, row.email)}
        return cls(
            people=frozenset(people | set(_marks(submitter.name, submitter.email))),
            accounts=frozenset({submitter.pk}),
            organisations=frozenset(
                filter(None, (organisation(row.affiliation) for row in rows))
            ),
            hosts=frozenset(filter(None, map(own_host, addresses))),
        )

    def against(self, person: Reviewer, shared: frozenset[str]):
        marks = set(_marks(person.name, person.email))
        if marks & self.people or person.user_id in self.accounts:
            yield ConflictKind.AUTHOR
        if organisation(person.affiliation) in self.organisations:
            yield ConflictKind.AFFILIATION
        if own_host(person.email) in self.hosts:
            yield ConflictKind.DOMAIN
        if shared & self.people:
            yield ConflictKind.COAUTHOR


def organisation(affiliation: str) -> str:
    """Return the telling words of an affiliation, in a fixed order.

    "Univerza v Ljubljani, Fakulteta za družbene vede" and "Fakulteta za družbene
    vede, Univerza v Ljubljani" are the same.
    """
    words = set(re.findall(r"\w+", fold(affiliation)))
    return " ".join(sorted(words - _KINDS))


def own_host(address: str) -> str:
    """Return the organisation's part of a mail address; nothing for public hosts.

    Departments have names below it: fdv.uni-lj.si belongs to uni-lj.si.
    """
    host = address.rpartition("@")[2].casefold().strip(".")
    if not host or host in PUBLIC_HOSTS:
        return ""
    labels = host.split(".")
    kept = 3 if ".".join(labels[-2:]) in _SHARED_ENDINGS else 2
    own = ".".join(labels[-kept:])
    return "" if own in PUBLIC_HOSTS else own


def _marks(name: str, address: str) -> list[str]:
    """Return by what a person is recognised: address, and name in any order."""
    marks = [f"@{address.casefold()}"] if address else []
    words = sorted(fold(name).replace(",", " ").split())
    if len(words) > 1:
        marks.append(" ".join(words))
    return marks


def _written_together(people: list[Reviewer]) -> dict[int, frozenset[str]]:
    """Return with whom each reviewer has signed any paper that was submitted here."""
    marks_of = {person.pk: set(_marks(person.name, person.email)) for person in people}
    papers: dict[int, list[set[str]]] = defaultdict(list)
    rows = Author.objects.filter(submission__submitted_at__isnull=False)
    for paper, name, email in rows.values_list("submission_id", "name", "email"):
        papers[paper].append(set(_marks(name, email)))
    return {
        person: frozenset().union(
            *(_others(signed, marks) for signed in papers.values())
        )
        for person, marks in marks_of.items()
    }


def _others(signed: list[set[str]], marks: set[str]) -> set[str]:
    """Return the marks of those who signed together with the person, if so."""
    others = [row for row in signed if not row & marks]
    return set().union(*others) if len(others) < len(signed) else set()
