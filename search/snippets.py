"""Shows where in a text the words that were asked stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from search.models import Word
from search.queries import Query, Wanted

LENGTH = 240
MAX_FORMS = 400


@dataclass(frozen=True)
class Passage:
    """A piece of a snippet; `found` marks what the reader asked for."""

    text: str
    found: bool


def pattern(query: Query, wanted: Iterable[Wanted]) -> re.Pattern[str]:
    """Return what matches every written form of what was asked."""
    terms = frozenset().union(*(each.all for each in wanted))
    forms = Word.objects.filter(term__in=terms).order_by("shown")
    shown = {*query.words, *forms.values_list("shown", flat=True)[:MAX_FORMS]}
    longest_first = sorted(shown, key=lambda form: (-len(form), form))
    choices = "|".join(map(re.escape, longest_first))
    return re.compile(rf"\b(?:{choices})\b", re.IGNORECASE)


def snippet(text: str, wanted: re.Pattern[str]) -> list[Passage]:
    """Return the text around the first form found, what was found marked."""
    first = wanted.search(text)
    start = max(0, first.start() - LENGTH // 3) if first else 0
    if start:
        start = text.find(" ", start, first.start()) + 1 or start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    passages = [Passage("… ", found=False)] if start else []
    passages += marked(text[start:end], wanted)
    if end < len(text):
        passages.append(Passage(" …", found=False))
    return passages


def marked(text: str, wanted: re.Pattern[str]) -> list[Passage]:
    """Return the text in pieces, what was found apart."""
    passages = []
    at = 0
    for match in wanted.finditer(text):
        passages.append(Passage(text[at : match.start()], found=False))
        passages.append(Passage(match.group(), found=True))
        at = match.end()
    passages.append(Passage(text[at:], found=False))
    return [passage for passage in passages if passage.text]
