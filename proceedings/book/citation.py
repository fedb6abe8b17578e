"""How a paper of the volume is cited, and how people and dates are named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from proceedings import phrases
from proceedings.model import Conference, Paper, Person, Volume

_LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC BY-NC 4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC BY-ND 4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
    "CC BY-NC-ND 4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "CC BY-NC-SA 4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation up to its pages, and what names these: they come last (ISO 690)."""

    before: str
    doi: str
    page: str
    pages: str

    def text(self, first: int | None, last: int | None) -> str:
        """Return the whole citation; without pages when there are none."""
        doi = f" https://doi.org/{self.doi}" if self.doi else ""
        if first is None or last is None:
            return f"{_sentence(self.before)}{doi}"
        mark = self.page if first == last else self.pages
        return f"{self.before}, {mark}\u00a0{span(first, last)}.{doi}"


def span(first: int, last: int) -> str:
    """Return pages as printed: 9 or 9–16."""
    return str(first) if first == last else f"{first}–{last}"


def cite(paper: Paper, volume: Volume) -> Citation:
    """Return the citation of a paper, in the paper's language."""
    word = _Speaker(paper.language)
    year = f" ({volume.year})" if volume.year else ""
    title = paper.title + (f": {paper.subtitle}" if paper.subtitle else "")
    names = _sentence(listed(paper.authors, paper.language) + year)
    editors = listed(volume.editors, paper.language)
    if editors:
        role = word("ed.") if len(volume.editors) == 1 else word("eds")
        editors = f"{editors} ({role}), "
    place = ": ".join(
        part for part in (volume.publisher_place, volume.publisher) if part
    )
    source = f"{_sentence(volume.title)} {place}" if place else volume.title
    before = f"{names} {_sentence(title)} {word('In')} {editors}{source}"
    return Citation(before.strip(), paper.doi, word("p."), word("pp."))


def listed(people: Sequence[Person], language: str) -> str:
    """Return names as in a sentence."""
    names = [person.name for person in people]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {phrases.word('and', language)} {names[-1]}"


def short_authors(paper: Paper) -> str:
    """Return names for a running head."""
    if len(paper.authors) > 2:
        others = phrases.word("et al.", paper.language)
        return f"{paper.authors[0].name} {others}"
    return listed(paper.authors, paper.language)


def short_title(title: str, most: int = 62) -> str:
    """Return a title for a running head, cut between words."""
    if len(title) <= most:
        return title
    main = title.partition(": ")[0]
    if len(main) <= most:
        return main
    return title[:most].rpartition(" ")[0].rstrip(" ,;:–-") + " …"


def licence_address(licence: str) -> str:
    """Return where a known licence is explained, or ''."""
    return _LICENCES.get(licence.strip(), "")


def when(conference: Conference, language: str) -> str:
    """Return the days of the conference in words."""
    start, end = _date(conference.start), _date(conference.end)
    if start is None:
        return ""
    locale = language[:2] if language[:2] in {"sl", "it", "en"} else "en"
    if end is None or end <= start:
        return format_date(start, "long", locale=_british(locale))
    last = format_date(end, "long", locale=_british(locale))
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{'.' if locale == 'sl' else ''}–{last}"
    return f"{format_date(start, 'long', locale=_british(locale))} – {last}"


def day(text: str, language: str) -> str:
    """Return an ISO date in words, or the text itself."""
    found = _date(text)
    locale = language[:2] if language[:2] in {"sl", "it", "en"} else "en"
    return format_date(found, "long", locale=_british(locale)) if found else text


def _british(locale: str) -> str:
    return "en_GB" if locale == "en" else locale


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _sentence(text: str) -> str:
    if not text or text[-1] in ".?!":
        return text
    return f"{text}."


class _Speaker:
    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, msgid: str) -> str:
        return phrases.word(msgid, self._language)
