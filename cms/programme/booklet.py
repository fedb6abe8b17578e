"""The programme as a booklet that the press sets: a chapter a day, in one language."""

import re

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.core.addresses import absolute
from cms.press.orders import PaperOrder, VolumeOrder
from cms.programme.presentation import Reading

# Everything that Markdown could take for a mark; what people typed is text.
MARKS = re.compile(r"([!-/:-@\[-`{-~])")
# Column widths of a table: time, and what happens.
RULE = f"|:{'-' * 17}|:{'-' * 80}|"


def order(reading: Reading) -> VolumeOrder:
    """Return the release as a volume, in the active language."""
    language = (get_language() or "")[:2]
    head = reading.head
    place = head["place"]["text"]
    days = formats.date_format(head["first_day"], "DATE_FORMAT")
    if head["last_day"] != head["first_day"]:
        days += f" – {formats.date_format(head['last_day'], 'DATE_FORMAT')}"
    return VolumeOrder(
        title=head["title"]["text"],
        subtitle=", ".join(filter(None, [_("Programme"), place, days])),
        language=language,
        languages=(language,),
        papers=tuple(
            PaperOrder(
                id=f"day-{number}",
                manuscript=_chapter(reading, day).encode(),
                filename="programme.md",
                title=f"{formats.date_format(day['date'], 'l')}, "
                f"{formats.date_format(day['date'], 'DATE_FORMAT')}",
                language=language,
            )
            for number, day in enumerate(reading.days(), start=1)
        ),
        kind="handbook",
        url=absolute(head["url"]),
        issued=head["released_at"].date().isoformat(),
        edition=_("version %(number)s") % {"number": head["number"]},
    )


def _chapter(reading: Reading, day: dict) -> str:
    zone = _("All times are in the time zone %(zone)s.") % {
        "zone": reading.head["zone"]
    }
    parts = [_plain(zone)]
    for block in day["blocks"]:
        for session in block["sessions"]:
            parts += _session(session)
    return "\n\n".join(parts) + "\n"


def _session(session: dict) -> list[str]:
    parts = [f"# {_times(session)} {_text(session['title'])}"]
    facts = [_text(session["room"])] if session["room"]["text"] else []
    if session["kind"] not in {"break", "talks"}:
        facts.append(_plain(str(session["kind_label"])))
    if session["chairs"]:
        label = ngettext("Chair:", "Chairs:", len(session["chairs"]))
        facts.append(f"{_plain(label)} {_people(session['chairs'])}")
    if facts:
        parts.append(" · ".join(facts))
    if session["talks"]:
        rows = [f"| {_plain(_('Time'))} | {_plain(_('Talk'))} |", RULE]
        rows += [
            f"| {_times(talk)} | **{_text(talk['title'])}** {_details(talk)} |"
            for talk in session["talks"]
        ]
        parts.append("\n".join(rows))
    return parts


def _details(talk: dict) -> str:
    languages = ", ".join(_plain(each["name"]) for each in talk["languages"])
    people = _people(talk["speakers"])
    return f"– {people} ({languages})" if languages else f"– {people}"


def _people(people: list[dict]) -> str:
    return ", ".join(_plain(one["name"]) for one in people)


def _times(item: dict) -> str:
    return _plain(f"{item['start']['clock']}–{item['end']['clock']}")


def _text(worded: dict) -> str:
    """Return the text, with its language where that is not the booklet's."""
    plain = _plain(worded["text"])
    return f"[{plain}]{{lang={worded['lang']}}}" if worded["lang"] else plain


def _plain(text: str) -> str:
    """Return somebody's words as words: one line, every mark escaped."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))
