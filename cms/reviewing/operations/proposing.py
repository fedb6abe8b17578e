"""A balanced assignment is worked out; nobody is asked before an editor takes it."""

from dataclasses import dataclass

from cms.conference.enums import SubmissionState
from cms.conference.models import Call, Submission
from cms.core.text import fold
from cms.reviewing import conflicts, permissions, queries
from cms.reviewing.enums import TAKING_PART
from cms.reviewing.matching import Hand, Need, match
from cms.reviewing.models import Reviewer


@dataclass(frozen=True)
class Proposed:
    """One line of the proposal, with what speaks for it."""

    submission: Submission
    reviewer: Reviewer
    shared: tuple[str, ...]
    load_after: int


@dataclass(frozen=True)
class Plan:
    """The proposal, the papers it leaves short, and how the load would be."""

    lines: tuple[Proposed, ...]
    short: tuple[tuple[Submission, int], ...]
    loads: tuple[tuple[Reviewer, int, int], ...]


def propose(*, call: Call, editor) -> Plan:
    """Return who might review what in a call, by the objective in `matching`."""
    papers = [
        paper
        for paper in queries.board(editor).filter(call=call)
        if paper.state in permissions.CHOOSING
    ]
    people = list(Reviewer.objects.active().with_load().select_related("user"))
    found = conflicts.between(papers, people)
    shared = {
        (paper.pk, person.pk): shared_words(paper, person)
        for paper in papers
        for person in people
    }
    needs = [_need(paper, people, found, shared) for paper in papers]
    hands = [Hand(each.pk, each.open_reviews, each.capacity) for each in people]
    pairs = match(needs, hands)
    return _plan(papers, people, needs, pairs, shared)


def shared_words(submission: Submission, reviewer: Reviewer) -> tuple[str, ...]:
    """Return keywords and track of the paper that the reviewer names as expertise."""
    known = {fold(word) for word in reviewer.expertise_list}
    typed = [word for text in submission.texts.all() for word in text.keyword_list]
    if submission.track is not None:
        typed += [text.name for text in submission.track.texts.all()]
    words = {fold(word): word for word in typed}
    return tuple(sorted(words[key] for key in known & words.keys()))


def reads(reviewer: Reviewer, submission: Submission) -> bool:
    """Whether the person reads the language of the paper."""
    return not reviewer.languages or submission.paper_language in reviewer.languages


def _need(
    paper: Submission,
    people: list[Reviewer],
    found: conflicts.Conflicts,
    shared: dict[tuple[int, int], tuple[str, ...]],
) -> Need:
    number = paper.opened + (paper.state != SubmissionState.IN_REVIEW)
    tasks = [task for task in paper.tasks if task.round == number]
    held = {task.reviewer_id for task in tasks}
    part = sum(task.state in TAKING_PART for task in tasks)
    matches = {
        person.pk: len(shared[paper.pk, person.pk])
        for person in people
        if person.pk not in held
        and reads(person, paper)
        and not found.of(paper, person)
    }
    return Need(paper.pk, max(0, paper.call.reviews_needed - part), matches)


def _plan(papers, people, needs, pairs, shared) -> Plan:
    by_paper = {paper.pk: paper for paper in papers}
    by_person = {person.pk: person for person in people}
    loads = {person.pk: person.open_reviews for person in people}
    lines = []
    for paper, person in pairs:
        loads[person] += 1
        lines.append(
            Proposed(
                submission=by_paper[paper],
                reviewer=by_person[person],
                shared=shared[paper, person],
                load_after=loads[person],
            )
        )
    given = [paper for paper, _person in pairs]
    short = [
        (by_paper[need.paper], need.lacking - given.count(need.paper))
        for need in needs
        if need.lacking > given.count(need.paper)
    ]
    return Plan(
        lines=tuple(lines),
        short=tuple(short),
        loads=tuple((each, each.open_reviews, loads[each.pk]) for each in people),
    )
