"""Tables and manuscripts are handed over."""

from datetime import datetime
from typing import IO

from django.conf import settings
from django.utils import timezone, translation

from cms.conference import queries
from cms.conference.enums import CHOSEN
from cms.conference.models import Call, Submission
from cms.press import handover
from cms.press.orders import VolumeOrder
from cms.reports import registry
from cms.reports.exceptions import NothingToHandOver
from cms.reports.registry import Table
from cms.reports.writers import WRITERS


def export(*, table: Table, form: str, user, call: Call | None) -> bytes:
    """Return the table's rows of the call, as far as the person may see them."""
    return WRITERS[form].write(table, table.rows(user, call))


def hand_over(*, call: Call, user, now: datetime) -> IO[bytes]:
    """Return a ZIP with the chosen papers that `proceedings build` takes as it is.

    Beside `volume.toml` and the manuscripts lie the tables as JSON.

    Raises:
        NothingToHandOver: when no paper of the call has been accepted.
    """
    chosen = (
        Submission.objects.visible_to(user)
        .filter(call=call, state__in=CHOSEN)
        .for_display()
        .order_by("submitted_at", "pk")
    )
    papers = tuple(
        queries.paper_order(submission, submission.manuscript)
        for submission in chosen
        if submission.manuscript
    )
    if not papers:
        raise NothingToHandOver(call.slug)
    language = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
    spoken = {paper.language for paper in papers} | {language}
    order = VolumeOrder(
        title=call.title,
        language=language,
        languages=tuple(code for code, _name in settings.LANGUAGES if code in spoken),
        papers=papers,
        year=timezone.localtime(now).year,
    )
    tables = {
        f"tables/{table.name}.json": export(
            table=table, form="json", user=user, call=call
        )
        for table in registry.tables()
    }
    return handover.pack(order=order, beside=tables)
