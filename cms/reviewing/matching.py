"""Proposes who reviews what: a balanced assignment without conflicts.

The objective, in this order:

1. as few reviews as possible remain without a reviewer;
2. the sum of costs is as small as possible. A reviewer's n-th open review costs
   2n - 1 points, so that work is spread; each keyword that paper and reviewer share
   takes off 3 points, three keywords at most.

Found as a flow of least cost, so no other assignment is better; where several are as
good, the order of papers and reviewers decides, so equal input gives equal output.
"""

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

POINTS_PER_KEYWORD = 3
MOST_KEYWORDS = 3


@dataclass(frozen=True)
class Need:
    """A paper, how many reviewers it lacks, and who may be one: with shared keywords."""

    paper: int
    lacking: int
    matches: Mapping[int, int]


@dataclass(frozen=True)
class Hand:
    """A reviewer: how many reviews are open, and how many there may be."""

    reviewer: int
    load: int
    capacity: int


@dataclass
class _Edge:
    target: int
    room: int
    cost: int
    back: int


def match(needs: Sequence[Need], hands: Sequence[Hand]) -> list[tuple[int, int]]:
    """Return pairs of paper and reviewer that meet the objective above."""
    source, sink = 0, 1 + len(needs) + len(hands)
    graph: list[list[_Edge]] = [[] for _ in range(sink + 1)]
    place = {hand.reviewer: 1 + len(needs) + i for i, hand in enumerate(hands)}
    reviewers = {node: reviewer for reviewer, node in place.items()}
    for number, need in enumerate(needs, start=1):
        _join(graph, source, number, need.lacking, 0)
        for reviewer in (hand.reviewer for hand in hands):
            if reviewer in need.matches:
                shared = min(need.matches[reviewer], MOST_KEYWORDS)
                # Shifted so that no cost is negative; each way has one such edge.
                cost = (MOST_KEYWORDS - shared) * POINTS_PER_KEYWORD
                _join(graph, number, place[reviewer], 1, cost)
    for hand in hands:
        for load in range(hand.load + 1, hand.capacity + 1):
            _join(graph, place[hand.reviewer], sink, 1, 2 * load - 1)
    _fill(graph, source, sink)
    return [
        (need.paper, reviewers[edge.target])
        for number, need in enumerate(needs, start=1)
        for edge in graph[number]
        if edge.target in reviewers and edge.room == 0
    ]


def _join(graph: list[list[_Edge]], start: int, end: int, room: int, cost: int) -> None:
    graph[start].append(_Edge(end, room, cost, len(graph[end])))
    graph[end].append(_Edge(start, 0, -cost, len(graph[start]) - 1))


def _fill(graph: list[list[_Edge]], source: int, sink: int) -> None:
    """Send as much as possible from source to sink, by the cheapest way each time."""
    height = [0.0] * len(graph)
    while True:
        cost, way = _cheapest(graph, source, sink, height)
        if way[sink] is None:
            return
        for node, there in enumerate(cost):
            height[node] += min(there, cost[sink])
        node = sink
        while node != source:
            before, index = way[node]
            edge = graph[before][index]
            edge.room -= 1
            graph[node][edge.back].room += 1
            node = before


def _cheapest(
    graph: list[list[_Edge]], source: int, sink: int, height: list[float]
) -> tuple[list[float], list[tuple[int, int] | None]]:
    """Return costs from the source, as far as the sink, and the way to each node."""
    cost: list[float] = [math.inf] * len(graph)
    way: list[tuple[int, int] | None] = [None] * len(graph)
    cost[source] = 0
    waiting = [(0, source)]
    done = [False] * len(graph)
    while waiting:
        here, node = heapq.heappop(waiting)
        if done[node]:
            continue
        done[node] = True
        if node == sink:
            break
        for index, edge in enumerate(graph[node]):
            if not edge.room or done[edge.target]:
                continue
            there = here + edge.cost + height[node] - height[edge.target]
            if there < cost[edge.target]:
                cost[edge.target], way[edge.target] = there, (node, index)
                heapq.heappush(waiting, (there, edge.target))
    return cost, way
