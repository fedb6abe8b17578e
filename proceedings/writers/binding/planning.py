"""Allots the numbers of a volume's objects, so that an edit moves few of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from proceedings.writers.binding.segment import Segment

CATALOGUE, PAGES, STRUCTURE, DOCUMENT, PARENTS, IDS, NAMES, OUTLINES, INFO, METADATA = (
    range(1, 11)
)
_SHARED = 16
# Room that is left after each part, and after what parts share: a part that grows a
# little leaves the numbers of the others, and so what was made of them, as they are.
_SLACK = 32
_STEP = 256


@dataclass(frozen=True, slots=True)
class Plan:
    """The first number of each part, those of what is shared, and the next one."""

    bases: tuple[int, ...]
    shared: dict[str, int]
    following: int

    def numbers(self, segment: Segment, base: int) -> list[bytes]:
        """Return what fills the holes of a segment's templates."""
        head = segment.head
        own = [b"%d" % number for number in range(base, base + head.own)]
        resources = [
            b"%d" % self.shared.get(each.digest, base + head.own + at)
            for at, each in enumerate(head.resources)
        ]
        return [b"%d" % STRUCTURE, *own, *resources]


def plan(segments: Sequence[Segment]) -> Plan:
    """Return the numbers for parts in this order; none depends on a part after it."""
    uses = Counter(
        digest
        for segment in segments
        for digest in {each.digest for each in segment.head.resources}
    )
    shared: dict[str, int] = {}
    for segment in segments:
        for each in segment.head.resources:
            if uses[each.digest] > 1:
                shared.setdefault(each.digest, _SHARED + len(shared))
    following = _SHARED + _room(len(shared))
    bases = []
    for segment in segments:
        bases.append(following)
        following += _room(segment.head.own + len(segment.head.resources))
    return Plan(tuple(bases), shared, following)


def _room(count: int) -> int:
    return -(-(count + _SLACK) // _STEP) * _STEP
