"""Suggests words that the site knows for words that it does not."""

from django.db.models import Count, Exists, OuterRef

from cms.core.text import fold
from search import analysis
from search.models import Document, Gram, Posting, Term, Word
from search.queries import Query, Wanted

MAX_CANDIDATES = 60
# Of words up to this length one letter may be wrong, of longer ones two.
SHORT = 4


def suggestion(query: Query, wanted: list[Wanted], language: str) -> str:
    """Return the query with its unknown words put right, or nothing."""
    words = []
    for word, rows in zip(query.words, wanted, strict=True):
        known = word if rows.all else ""
        if not _is_known(rows, language):
            known = _right(fold(word), language) or known
        if not known:
            return ""
        words.append(known)
    return " ".join(words) if tuple(words) != query.words else ""


def _is_known(rows: Wanted, language: str) -> bool:
    """Whether readers of the language know the word, not only their neighbours."""
    known = Term.objects.filter(pk__in=rows.all, language__in=[language, ""])
    return known.exists()


def _right(folded: str, language: str) -> str:
    """Return the word that is written most alike, the reader's language first."""
    allowed = 1 if len(folded) <= SHORT else 2
    best = min(
        (
            (distance, other.term.language != language, -other.number, other.shown)
            for other in _candidates(folded, allowed)
            if (distance := edits(folded, other.folded)) <= allowed
        ),
        default=None,
    )
    return best[-1] if best else ""


def _candidates(folded: str, allowed: int) -> list[Word]:
    """Return words that share most letters by threes, and that readers may see."""
    lengths = (len(folded) - allowed, len(folded) + allowed)
    alike = (
        Gram.objects.filter(gram__in=analysis.grams(folded), length__range=lengths)
        .values("word")
        .annotate(shared=Count("*"))
        .order_by("-shared", "word")
        .values_list("word", flat=True)[:MAX_CANDIDATES]
    )
    seen = Posting.objects.filter(
        term=OuterRef("term"), document__in=Document.objects.visible()
    )
    found = Word.objects.filter(Exists(seen), pk__in=list(alike))
    words = list(found.select_related("term"))
    rows = Posting.objects.filter(term__in={word.term_id for word in words})
    counts = dict(
        rows.values("term")
        .annotate(number=Count("*"))
        .order_by()
        .values_list("term", "number")
    )
    for word in words:
        word.number = counts[word.term_id]
    return words


def edits(one: str, other: str) -> int:
    """Return the Damerau–Levenshtein distance: letters put in, out, for, or swapped.

    The optimal string alignment variant: no letter is touched twice.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, start=1):
            cost = min(
                before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against)
            )
            swapped = i > 1 and j > 1 and letter == other[j - 2]
            if swapped and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
