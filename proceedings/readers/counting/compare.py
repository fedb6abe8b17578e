"""What a paper lacks of what its source holds."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from proceedings.readers.counting.tally import Tally, words

# Words are compared one by one, as many times as each occurs. A few may differ
# without loss: a symbol of another font between letters, a number that a field
# of the word processor kept from its last print. A lost paragraph, cell or note
# is longer than this.
FREE_WORDS = 4
FREE_SHARE = 0.001
# Words this near to each other were lost together.
_NEAR = 12
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a kind that is missing: how many, of how many, and which."""

    kind: str
    missing: int
    expected: int
    places: tuple[str, ...] = ()


def compare(
    expected: Tally,
    found: Iterable[Tally],
    *,
    free_words: int = FREE_WORDS,
    free_share: float = FREE_SHARE,
) -> list[Loss]:
    """Return what `found`, taken together, lacks of `expected`.

    More than expected is no loss: a list of works is set from a bibliography. A
    kind that one side cannot tell is not compared. `free_share` is that part of
    the words which may be missing without a word.
    """
    there = list(found)
    losses = [
        loss
        for kind, things in expected.things.items()
        if all(kind in tally.things for tally in there)
        and (loss := _lost(kind, things, there))
    ]
    wanted = [(heading, words(text)) for heading, text in expected.text]
    missing = _lost_words(wanted, there)
    total = sum(len(said) for _, said in wanted)
    count = sum(len(cluster) for _, cluster in missing)
    if count > max(free_words, free_share * total):
        missing.sort(key=lambda place: -len(place[1]))
        places = tuple(_place(*place) for place in missing[:3])
        losses.append(Loss("words", count, total, places))
    return losses


def _lost(kind: str, wanted: list[str], there: list[Tally]) -> Loss | None:
    have = [item for tally in there for item in tally.things[kind]]
    missing = len(wanted) - len(have)
    if missing <= 0:
        return None
    known = Counter(map(_folded, have))
    places: list[str] = []
    for item in wanted:
        key = _folded(item)
        if known[key]:
            known[key] -= 1
        elif key:
            places.append(item)
    # Unless each can be named, which of them is missing would be a guess.
    named = tuple(places[:3]) if len(places) == missing else ()
    return Loss(kind, missing, len(wanted), named)


def _folded(excerpt: str) -> str:
    return "".join(words(excerpt))[:40]


def _lost_words(
    wanted: list[tuple[str, list[str]]], there: list[Tally]
) -> list[tuple[str, list[str]]]:
    """Return the missing words, gathered by place, each with its heading."""
    have = Counter(
        word for tally in there for _, said in tally.text for word in words(said)
    )
    want = Counter(word for _, said in wanted for word in said)
    short = want - have
    if not short:
        return []
    gathered: list[tuple[str, list[str]]] = []
    for heading, said in wanted:
        gap = _NEAR
        for word in said:
            gap += 1
            # The last occurrences are named: which of them is gone is not known.
            want[word] -= 1
            if short[word] and want[word] < short[word]:
                short[word] -= 1
                if gap > _NEAR or not gathered:
                    gathered.append((heading, []))
                gathered[-1][1].append(word)
                gap = 0
    return gathered


def _place(heading: str, cluster: list[str]) -> str:
    excerpt = " ".join(cluster)
    if len(excerpt) > _LONGEST:
        excerpt = excerpt[: _LONGEST - 1].rstrip() + "…"
    return " \u203a ".join(filter(None, (heading, excerpt)))
