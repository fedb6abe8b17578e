"""The programme as it was last released, one talk a row."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.conference.models import Call
from cms.programme import snapshots
from cms.programme.models import ProgrammeRelease, in_reading_language
from cms.reports.registry import Row, Table, add_table

COLUMNS = {
    "programme": _("Programme"),
    "version": _("Version"),
    "day": _("day"),
    "start": _("starts"),
    "end": _("ends"),
    "room": _("room"),
    "session": _("Session"),
    "title": _("Title"),
    "speakers": _("speakers"),
    "chairs": _("chairs"),
    "languages": _("languages"),
    "code": _("Code"),
}


def rows(user, call: Call | None) -> Iterator[Row]:
    """Yield what stands in the current release, in the reader's language."""
    releases = ProgrammeRelease.objects.current().order_by("programme__first_day", "pk")
    if call is not None:
        releases = releases.filter(programme__call=call)
    for release in releases:
        snapshot = release.snapshot
        rooms = {
            room["code"]: in_reading_language(room["names"])
            for room in snapshot["rooms"]
        }
        for item in snapshots.items(snapshot).values():
            yield {
                "programme": release.programme.slug,
                "version": release.number,
                "day": item["day"],
                "start": item["start"],
                "end": item["end"],
                "room": rooms.get(item["room"], ""),
                "session": in_reading_language(item["session"]),
                "title": in_reading_language(item["titles"]),
                "speakers": "; ".join(
                    speaker["name"] for speaker in item.get("speakers", [])
                ),
                "chairs": "; ".join(_names(item["chairs"])),
                "languages": ", ".join(item.get("languages", [])),
                "code": item["code"],
            }


def _names(people: list) -> list[str]:
    return [one["name"] if isinstance(one, dict) else one for one in people]


add_table(Table("programme", _("Programme"), COLUMNS, rows))
