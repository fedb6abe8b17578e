"""What the cover, the title pages and the committees say, as plain values."""

from dataclasses import dataclass

from proceedings import phrases
from proceedings.book.assemble import Book
from proceedings.book.citation import listed, when
from proceedings.model import Committee, Volume


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The words of the cover and the title page; empty ones are left out."""

    title: str
    subtitle: str
    editors: str
    edited_by: str
    conference: str
    conference_place: str
    publisher: str
    imprint: str
    series: str


@dataclass(frozen=True, slots=True)
class FundingWords:
    """The funding statement and the disclaimer, in the language of `language`."""

    language: str
    statement: str
    disclaimer: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a committee, with the office and where from."""

    name: str
    role: str
    affiliation: str


def titles(volume: Volume) -> TitleWords:
    """Return the words of the cover and the title page."""
    meeting = volume.conference
    editors = listed(volume.editors, volume.language)
    days = when(meeting, volume.language)
    return TitleWords(
        title=volume.title,
        subtitle=volume.subtitle,
        editors=editors,
        edited_by=phrases.word("Edited by", volume.language) if editors else "",
        conference=meeting.name,
        conference_place=", ".join(part for part in (meeting.place, days) if part),
        publisher=volume.publisher,
        imprint=", ".join(
            str(part) for part in (volume.publisher_place, volume.year) if part
        ),
        series=", ".join(
            part for part in (volume.series, volume.series_number) if part
        ),
    )


def funding(book: Book) -> tuple[FundingWords, ...]:
    """Return the statements of the grant, in the book's language and the prescribed."""
    return tuple(
        FundingWords(code, words.statement, words.disclaimer)
        for code, words in book.identity.wordings_for(book.volume.language)
    )


def seats(committee: Committee) -> tuple[Seat, ...]:
    """Return the members of a committee, those with an office first, as listed."""
    members = sorted(committee.members, key=lambda member: not member.role)
    return tuple(
        Seat(
            member.person.name,
            member.role,
            "; ".join(member.person.affiliations),
        )
        for member in members
    )
