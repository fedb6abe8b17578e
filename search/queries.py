"""Finds documents: what was asked, what fits it, and how well."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, FloatField, Max, Q, QuerySet, When

from cms.core.text import fold
from search import analysis
from search.models import Document, Posting, Term, Word

MAX_TERMS = 10
MAX_HITS = 200
# A beginning stands for so many terms, the shortest words first, and counts less
# than the word itself.
MAX_BEGINNINGS = 60
BEGINNING_COUNTS = 0.4
SHORTEST_BEGINNING = 3
LANGUAGES = tuple(analysis.STOP_WORDS)
_PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
BATCH = 5000


@dataclass(frozen=True)
class Query:
    """What was asked, as it is compared."""

    # In small letters, accents as typed.
    words: tuple[str, ...]
    # Folded, as they stand in `Document.folded`.
    phrases: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, language: str = "") -> "Query":
        """Return what a reader typed; words that say nothing are left out.

        What stands in quotation marks is looked for as it stands.
        """
        phrases = [analysis.fold_words(each) for each in _PHRASE.findall(text)]
        typed = dict.fromkeys(analysis.words(text))
        stop = analysis.STOP_WORDS.get(language, frozenset())
        telling = [word for word in typed if fold(word) not in stop]
        return cls(
            words=tuple(telling or typed)[:MAX_TERMS],
            phrases=tuple(each for each in phrases if each.strip())[:MAX_TERMS],
        )


@dataclass(frozen=True)
class Wanted:
    """The rows that one word of the query may be met by."""

    word: str
    terms: frozenset[int]
    beginnings: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        return self.terms | self.beginnings


@dataclass(frozen=True)
class Choice:
    """What a reader narrowed the answer down to; empty means everything."""

    kind: str = ""
    year: int | None = None
    language: str = ""
    # Pages of other languages too.
    everywhere: bool = False


@dataclass(frozen=True)
class Match:
    """A document that fits, with what readers may narrow by."""

    pk: int
    key: str
    kind: str
    year: int | None
    language: str
    score: float


@dataclass
class Answer:
    """The matches, best first, and how many there are of each sort."""

    matches: list[Match] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)


def answer(query: Query, language: str, choice: Choice) -> Answer:
    """Return what readers of that language may see and what fits every word."""
    if not query.words:
        return Answer()
    wanted = [_wanted(word) for word in query.words]
    if not all(each.all for each in wanted):
        return Answer(wanted=wanted)
    documents = Document.objects.visible()
    if not choice.everywhere:
        documents = documents.for_readers_of(language)
    for phrase in query.phrases:
        documents = documents.filter(folded__contains=phrase)
    found = _once(_matches(_scores(wanted), documents), language)
    return _narrowed(found, wanted, choice)


def _wanted(word: str) -> Wanted:
    exact = Q()
    for language in LANGUAGES:
        exact |= Q(language=language, key__in=analysis.terms(word, language))
    terms = frozenset(Term.objects.filter(exact).values_list("pk", flat=True))
    return Wanted(word, terms, _beginnings(fold(word)) - terms)


def _beginnings(folded: str) -> frozenset[int]:
    """Return the terms of words that begin like this."""
    if len(folded) < SHORTEST_BEGINNING:
        return frozenset()
    longer = (
        Word.objects.filter(head=folded[:3], folded__startswith=folded)
        .exclude(folded=folded)
        .order_by("folded")
    )
    ids = longer.values_list("term_id", flat=True)[:MAX_BEGINNINGS]
    return frozenset(ids)


def _scores(wanted: list[Wanted]) -> dict[int, float]:
    """Return the documents that meet every word, with their BM25."""
    total = Document.objects.count()
    every = frozenset().union(*(each.all for each in wanted))
    counts = _documents_with(every)
    rarity = [_rarity(each, counts, total) for each in wanted]
    rows = Posting.objects.filter(term__in=every)
    if len(wanted) > 1:
        rarest = min(wanted, key=lambda one: sum(counts.get(t, 0) for t in one.all))
        narrow = Posting.objects.filter(term__in=rarest.all).values("document")
        rows = rows.filter(document__in=narrow)
    parts = {
        f"word_{number}": _part(each, rare)
        for number, (each, rare) in enumerate(zip(wanted, rarity, strict=True))
    }
    rows = rows.values("document").annotate(**parts).order_by()
    for name in parts:
        rows = rows.filter(**{f"{name}__isnull": False})
    return {pk: sum(scores) for pk, *scores in rows.values_list("document", *parts)}


def _documents_with(terms: frozenset[int]) -> dict[int, int]:
    rows = Posting.objects.filter(term__in=terms).values("term").order_by()
    return dict(rows.annotate(number=Count("*")).values_list("term", "number"))


def _rarity(one: Wanted, counts: dict[int, int], total: int) -> float:
    """Return the inverse document frequency of what was asked."""
    having = sum(counts.get(term, 0) for term in one.terms or one.beginnings)
    having = min(having, total)
    return math.log(1 + (total - having + 0.5) / (having + 0.5))


def _part(one: Wanted, rarity: float) -> Max:
    weight = Case(
        When(term__in=one.terms, then=F("weight") * rarity),
        default=F("weight") * rarity * BEGINNING_COUNTS,
        output_field=FloatField(),
    )
    return Max(weight, filter=Q(term__in=one.all))


def _matches(scores: dict[int, float], documents: QuerySet) -> list[Match]:
    names = ("pk", "key", "kind", "year", "language")
    ids = sorted(scores)
    return [
        Match(*row, score=scores[row[0]])
        for at in range(0, len(ids), BATCH)
        for row in documents.filter(pk__in=ids[at : at + BATCH]).values_list(*names)
    ]


def _once(found: Iterable[Match], language: str) -> list[Match]:
    """Return each thing once, best first: in the reader's language if it can be.

    What is in the reader's language comes before what is not; what is in no
    language counts as theirs.
    """
    ranked = sorted(
        found,
        key=lambda one: (one.language not in {language, ""}, -one.score, one.pk),
    )
    return list({one.key: one for one in reversed(ranked)}.values())[::-1]


def _narrowed(found: list[Match], wanted: list[Wanted], choice: Choice) -> Answer:
    """Count by each sort what the other choices leave, and apply them all."""
    sorts = {
        "kind": choice.kind or None,
        "year": choice.year,
        "language": choice.language or None,
    }

    def left(without: str = "") -> list[Match]:
        return [
            one
            for one in found
            if all(
                value is None or name == without or getattr(one, name) == value
                for name, value in sorts.items()
            )
        ]

    return Answer(
        matches=left(),
        wanted=wanted,
        kinds=Counter(one.kind for one in left("kind")),
        years=Counter(one.year for one in left("year") if one.year),
        languages=Counter(one.language for one in left("language") if one.language),
    )
