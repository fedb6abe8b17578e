"""Papers in production as the pages of editors show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cms.conference.models import Submission
from cms.production import queries
from cms.production.viewsets.papers import paper_url
from cms.production.viewsets.words import blocking_words, next_step


@dataclass(frozen=True)
class Shown:
    """One paper: where it stands, what is in its way, and what comes next."""

    row: queries.Row
    blocks: list[str]
    next: str
    url: str


def shown(papers: Iterable[int], now: datetime) -> dict[int, Shown]:
    """Return the papers by their ids, in a fixed number of queries."""
    found = queries.board(Submission.objects.filter(pk__in=list(papers)), now)
    return {
        row.submission.pk: Shown(
            row=row,
            blocks=blocking_words(row),
            next=next_step(row),
            url=paper_url(row.submission),
        )
        for row in found
    }
