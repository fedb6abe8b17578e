"""What is new between two versions of a text, paragraph by paragraph, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Paragraphs that share less than this are another paragraph, not the same one.
LEAST_LIKENESS = 0.4
# Beyond this, matching word by word takes too long for a page.
MOST_WORDS = 1_500
# A paragraph that was moved further than this counts as removed and added.
FARTHEST = 30


@dataclass(frozen=True)
class Piece:
    """Words that stayed, came or went."""

    kind: str  # "same", "added", "removed"
    words: str


@dataclass(frozen=True)
class Change:
    """A paragraph: `same`, `added`, `removed`, or `changed` with its pieces."""

    kind: str
    pieces: tuple[Piece, ...]


def compare(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Return every paragraph of both versions in reading order."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    changes: list[Change] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            changes += [_whole("same", words) for words in old[start:end]]
        else:
            changes += _replaced(old[start:end], new[new_start:new_end])
    return changes


def _whole(kind: str, words: str) -> Change:
    return Change(kind, (Piece(kind, words),))


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Pair each new paragraph with the old one that it was made from, if any."""
    waiting = 0
    for words in new:
        partner = _partner(old[waiting:], words)
        if partner is None:
            yield _whole("added", words)
            continue
        for gone in old[waiting : waiting + partner]:
            yield _whole("removed", gone)
        yield Change("changed", tuple(_pieces(old[waiting + partner], words)))
        waiting += partner + 1
    for gone in old[waiting:]:
        yield _whole("removed", gone)


def _partner(old: Sequence[str], words: str) -> int | None:
    for number, candidate in enumerate(old[:FARTHEST]):
        matcher = SequenceMatcher(None, candidate.split(), words.split())
        if (
            matcher.real_quick_ratio() >= LEAST_LIKENESS
            and matcher.quick_ratio() >= LEAST_LIKENESS
            and matcher.ratio() >= LEAST_LIKENESS
        ):
            return number
    return None


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = old.split(), new.split()
    if len(before) + len(after) > MOST_WORDS:
        yield Piece("removed", old)
        yield Piece("added", new)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", " ".join(before[start:end]))
            continue
        if end > start:
            yield Piece("removed", " ".join(before[start:end]))
        if new_end > new_start:
            yield Piece("added", " ".join(after[new_start:new_end]))
