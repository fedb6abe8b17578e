"""Writes the index; every function runs in the transaction of its caller."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import connection, models, transaction
from django.utils import translation
from wagtail.models import Page

from cms.core.text import fold
from cms.network.models import Partner, PartnersPage
from cms.publications.enums import EditionState
from cms.publications.models import Edition, EditionPaper, EditionRecommendation
from search import analysis, sources
from search.models import Document, Gram, Posting, Term, Word

# What BM25 asks for: how soon repetition saturates, how much length counts, and the
# length in words that is ordinary. The last is fixed, so that a document's weights
# do not depend on the others. Robertson and Zaragoza, "The Probabilistic Relevance
# Framework: BM25 and Beyond", 2009.
SATURATION = 1.2
LENGTH_COUNTS = 0.5
ORDINARY_LENGTH = 300
TITLE_COUNTS = 5
# A text is indexed up to so many characters: a whole book would be no answer.
MAX_LENGTH = 400_000
BATCH = 500


def index_page(*, page: Page) -> None:
    """Write what the index says of a page."""
    _replace(sources.of_page(page), page=page.pk)


def index_edition(*, edition: Edition) -> None:
    """Write what the index says of an edition and all that is printed in it."""
    Document.objects.filter(edition=edition.pk).delete()
    if edition.state != EditionState.PUBLISHED:
        return
    entries = list(sources.of_edition(edition))
    for paper in edition.papers.select_related("edition"):
        entries += sources.of_paper(paper)
    for one in edition.recommendations.select_related("edition"):
        entries += sources.of_recommendation(one)
    _write(entries)


def index_paper(*, paper: EditionPaper) -> None:
    """Write what the index says of a paper and its authors."""
    public = paper.edition.state == EditionState.PUBLISHED
    _replace(sources.of_paper(paper) if public else (), paper=paper.pk)


def index_recommendation(*, recommendation: EditionRecommendation) -> None:
    """Write what the index says of a printed recommendation."""
    public = recommendation.edition.state == EditionState.PUBLISHED
    found = sources.of_recommendation(recommendation) if public else ()
    _replace(found, recommendation=recommendation.pk)


def index_partner(*, partner: Partner) -> None:
    """Write what the index says of a partner, and the pages that list it."""
    _replace(sources.of_partner(partner), partner=partner.pk)
    index_partners_pages(locale_id=partner.locale_id)


def index_partners_pages(*, locale_id: int) -> None:
    """Write the pages that list the partners of a language."""
    for page in PartnersPage.objects.filter(locale_id=locale_id):
        index_page(page=page)


@transaction.atomic
def rebuild() -> int:
    """Write the whole index anew; return the number of documents."""
    for model in (Gram, Word, Posting, Term, Document):
        model.objects.all()._raw_delete(using=model.objects.db)
    for page in Page.objects.filter(live=True, depth__gt=1).iterator(BATCH):
        _write(sources.of_page(page))
    for partner in Partner.objects.select_related("locale").iterator(BATCH):
        _write(sources.of_partner(partner))
    for edition in Edition.objects.filter(state=EditionState.PUBLISHED):
        index_edition(edition=edition)
    return Document.objects.count()


def _replace(entries: Iterable[sources.Entry], **source: int) -> None:
    with transaction.atomic():
        Document.objects.filter(**source).delete()
        _write(entries)


def _write(entries: Iterable[sources.Entry]) -> None:
    # What is stored must not depend on who stores it.
    with translation.override(None):
        made = [(_document(entry), entry) for entry in entries]
    if not made:
        return
    Document.objects.bulk_create([document for document, _ in made])
    counted = [(document, _weights(entry)) for document, entry in made]
    known = _terms({pair for _, weights in counted for pair in weights})
    postings = (
        (known[pair], document.pk, weight)
        for document, weights in counted
        for pair, weight in sorted(weights.items())
    )
    _insert(Posting, ("term_id", "document_id", "weight"), postings)
    _learn({each for _, entry in made for each in _spoken(entry)}, known)


def _document(entry: sources.Entry) -> Document:
    title = analysis.normal(entry.title)[:500]
    text = analysis.normal(entry.text)[:MAX_LENGTH]
    return Document(
        kind=entry.kind,
        key=entry.key,
        language=entry.language,
        title_language=_title_language(entry),
        everywhere=entry.everywhere,
        year=entry.year,
        title=title,
        text=text,
        folded=analysis.fold_words(f"{title} {entry.body[:MAX_LENGTH]}"),
        **{f"{name}_id": pk for name, pk in entry.source.items()},
    )


def _title_language(entry: sources.Entry) -> str:
    return entry.language if entry.title_language is None else entry.title_language


def _spoken(entry: sources.Entry) -> Iterator[tuple[str, str]]:
    """Return the words of title and text with their languages."""
    for word in analysis.words(entry.title):
        yield _title_language(entry), word
    for word in analysis.words(entry.body[:MAX_LENGTH]):
        yield entry.language, word


def _weights(entry: sources.Entry) -> dict[tuple[str, str], float]:
    """Return what each term of a document weighs."""
    counts: Counter[tuple[str, str]] = Counter()
    language = _title_language(entry)
    for word in analysis.words(entry.title):
        counts[language, analysis.term(word, language)] += TITLE_COUNTS
    body = analysis.words(entry.body[:MAX_LENGTH])
    for word in body:
        counts[entry.language, analysis.term(word, entry.language)] += 1
    length = 1 - LENGTH_COUNTS + LENGTH_COUNTS * len(body) / ORDINARY_LENGTH
    return {
        pair: round(count * (SATURATION + 1) / (count + SATURATION * length), 6)
        for pair, count in counts.items()
    }


def _terms(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the row of each term, new ones written."""
    known = _known_terms(pairs)
    new = sorted(pairs - known.keys())
    if new:
        rows = [Term(language=language, key=key) for language, key in new]
        # Another process may write the same term at the same time.
        Term.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
        known |= _known_terms(set(new))
    return known


def _known_terms(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    keys = sorted({key for _, key in pairs})
    known = {}
    for at in range(0, len(keys), BATCH):
        rows = Term.objects.filter(key__in=keys[at : at + BATCH])
        for pk, language, key in rows.values_list("pk", "language", "key"):
            known[language, key] = pk
    return known


def _learn(spoken: set[tuple[str, str]], known: dict[tuple[str, str], int]) -> None:
    """Keep the words as they are written, for beginnings and suggestions."""
    forms = {
        (known[language, analysis.term(word, language)], word)
        for language, word in spoken
    }
    ids = sorted({term for term, _ in forms})
    have: set[tuple[int, str]] = set()
    for at in range(0, len(ids), BATCH):
        rows = Word.objects.filter(term__in=ids[at : at + BATCH])
        have.update(rows.values_list("term_id", "shown"))
    new = sorted(forms - have)
    words = [_word(term, shown) for term, shown in new]
    Word.objects.bulk_create(words, ignore_conflicts=True, batch_size=BATCH)
    _spell(new)


def _word(term: int, shown: str) -> Word:
    folded = fold(shown)[: analysis.LONGEST_TERM]
    return Word(term_id=term, shown=shown, folded=folded, head=folded[:3])


def _spell(new: list[tuple[int, str]]) -> None:
    ids = sorted({term for term, _ in new})
    wanted = set(new)
    grams = []
    for at in range(0, len(ids), BATCH):
        for word in Word.objects.filter(term__in=ids[at : at + BATCH]):
            if (word.term_id, word.shown) in wanted and not word.shown.isdigit():
                grams += [
                    (word.pk, gram, len(word.folded))
                    for gram in sorted(analysis.grams(word.folded))
                ]
    _insert(Gram, ("word_id", "gram", "length"), grams)


def _insert(
    model: type[models.Model], columns: tuple[str, ...], rows: Iterable[tuple]
) -> None:
    """Insert many small rows, five times as fast as through objects.

    A row that is there already stays as it is; SQLite and PostgreSQL both know how.
    """
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)})"  # noqa: S608 - names of our own
            f" VALUES ({', '.join(['%s'] * len(columns))}) ON CONFLICT DO NOTHING",
            list(rows),
        )
