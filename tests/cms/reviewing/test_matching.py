"""The proposal is the best there is by its stated objective, and always the same."""

import itertools
import random
import time

import pytest

from cms.reviewing.matching import (
    MOST_KEYWORDS,
    POINTS_PER_KEYWORD,
    Hand,
    Need,
    match,
)


def points(needs, hands, pairs) -> int:
    """Return the sum that the objective counts."""
    shared = {need.paper: need.matches for need in needs}
    load = {hand.reviewer: hand.load for hand in hands}
    total = 0
    for paper, reviewer in pairs:
        load[reviewer] += 1
        total += 2 * load[reviewer] - 1
        total -= POINTS_PER_KEYWORD * min(shared[paper][reviewer], MOST_KEYWORDS)
    return total


def fits(needs, hands, pairs) -> bool:
    given = {need.paper: [r for p, r in pairs if p == need.paper] for need in needs}
    load = {h.reviewer: h.load + sum(r == h.reviewer for _, r in pairs) for h in hands}
    return (
        all(len(given[n.paper]) <= n.lacking for n in needs)
        and all(load[h.reviewer] <= max(h.load, h.capacity) for h in hands)
        and all(r in n.matches for n in needs for r in given[n.paper])
        and len(set(pairs)) == len(pairs)
    )


def best_by_trying(needs, hands) -> tuple[int, int]:
    """Return the most pairs, and the fewest points for so many, by trying all."""
    possible = [(need.paper, reviewer) for need in needs for reviewer in need.matches]
    best = (0, 0)
    for size in range(len(possible), 0, -1):
        found = [
            points(needs, hands, pairs)
            for pairs in itertools.combinations(possible, size)
            if fits(needs, hands, pairs)
        ]
        if found:
            return size, min(found)
    return best


@pytest.mark.parametrize("seed", range(40))
def test_no_other_assignment_is_better(seed):
    chance = random.Random(seed)
    hands = [Hand(r, chance.randrange(3), chance.randrange(1, 4)) for r in (11, 12, 13)]
    needs = [
        Need(
            paper,
            chance.randrange(1, 3),
            {r: chance.randrange(5) for r in (11, 12, 13) if chance.random() < 0.75},
        )
        for paper in (1, 2, 3, 4)
    ]
    pairs = match(needs, hands)
    assert fits(needs, hands, pairs)
    assert (len(pairs), points(needs, hands, pairs)) == best_by_trying(needs, hands)


def test_work_is_spread_when_nothing_else_speaks():
    needs = [Need(paper, 1, dict.fromkeys((1, 2, 3), 0)) for paper in range(6)]
    pairs = match(needs, [Hand(reviewer, 0, 6) for reviewer in (1, 2, 3)])
    loads = [sum(r == reviewer for _, r in pairs) for reviewer in (1, 2, 3)]
    assert loads == [2, 2, 2]


def test_keywords_decide_between_equally_free_people():
    pairs = match([Need(1, 1, {5: 0, 6: 2})], [Hand(5, 0, 3), Hand(6, 0, 3)])
    assert pairs == [(1, 6)]


def test_nobody_gets_more_than_they_take():
    needs = [Need(paper, 1, {1: 3}) for paper in range(5)]
    assert len(match(needs, [Hand(1, 1, 3)])) == 2
    assert match(needs, [Hand(1, 4, 3)]) == []


def test_who_is_no_match_gets_nothing():
    assert match([Need(1, 2, {})], [Hand(1, 0, 3)]) == []


def test_same_input_gives_the_same_proposal():
    needs = [Need(paper, 2, dict.fromkeys(range(8), 1)) for paper in range(8)]
    hands = [Hand(reviewer, 0, 4) for reviewer in range(8)]
    assert match(needs, hands) == match(list(needs), list(hands))


def test_large_conference_is_worked_out_while_one_waits():
    chance = random.Random(1)
    needs = [
        Need(p, 2, {r: chance.randrange(4) for r in range(60) if chance.random() < 0.9})
        for p in range(200)
    ]
    began = time.process_time()
    pairs = match(needs, [Hand(r, 0, 8) for r in range(60)])
    assert len(pairs) == 400
    assert time.process_time() - began < 20
