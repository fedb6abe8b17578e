"""Full-text search in one resource, by the site's own index."""

from cms.api.v1.problems import BadParameter
from search.enums import Kind
from search.models import Document
from search.queries import MAX_HITS, Choice, Query, answer

LONGEST = 200


def read_search(name: str, value: str) -> str:
    """Take words to search for."""
    if not value.strip() or len(value) > LONGEST:
        message = f"{name} must hold 1 to {LONGEST} characters."
        raise BadParameter(name, message, ["some words"])
    return value


def rows_with(text: str, language: str, kind: str, source: str) -> list[int]:
    """Return the rows that fit, best first: the keys of the documents' `source`."""
    best = _documents(text, language, kind)
    rows = Document.objects.filter(pk__in=best).values_list("pk", f"{source}_id")
    found = dict(rows)
    return [found[pk] for pk in best if pk in found]


def names_with(text: str, language: str) -> list[str]:
    """Return the names of people that fit, best first."""
    best = _documents(text, language, Kind.PERSON)
    found = dict(Document.objects.filter(pk__in=best).values_list("pk", "title"))
    return [found[pk] for pk in best]


def _documents(text: str, language: str, kind: str) -> list[int]:
    query = Query.of(text, language)
    found = answer(query, language, Choice(kind=kind, everywhere=True))
    return [match.pk for match in found.matches[:MAX_HITS]]
