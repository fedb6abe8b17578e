"""Does an anonymous manuscript tell who wrote it?"""

import re
from collections.abc import Iterable, Iterator

from proceedings.checks.places import Placed, placed
from proceedings.checks.source import Source
from proceedings.language import family_and_given
from proceedings.model import Paper, PaperEntry
from proceedings.report import Finding, Severity

ADDRESS = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b"
)
THANKS = re.compile(
    r"^[\d.\s]*(?:zahval[aei]|ringraziament[oi]|acknowledge?ments?|funding|financiranje"
    r"|finanziament[oi])\s*[:.]?\s*$",
    re.IGNORECASE,
)
_THANKING = re.compile(
    r"(?:avtor(?:ica|ja|ji|ici|ice)? se (?:iskreno )?zahvaljuje|zahvaljujem[ot]? se"
    r"|se zahvaljujemo?\b|l[’'](?:autore|autrice) ringrazia|(?:gli autori|le autrici) ringraziano"
    r"|(?:si )?ringrazi(?:amo|o)\b|(?:I|we|the authors?) (?:would like to |wish to )?"
    r"(?:thank|gratefully acknowledge)s?\b)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:(?:in )?(?:my|our) (?:own )?(?:earlier|previous|prior|past|recent) "
    r"(?:work|stud(?:y|ies)|paper|papers|research|articles?|books?)"
    r"|as (?:I|we) (?:have )?(?:shown|argued|demonstrated) (?:elsewhere|earlier)"
    r"|v (?:svoj(?:em|ih|i)|naš(?:em|ih|i)|moj(?:em|ih|i)) (?:prejšnj|zgodnejš|nedavn)\w+ "
    r"\w+|kot (?:sem|smo) (?:že )?(?:pokazal|ugotovil|zapisal)[aio]? (?:drugje|že prej)"
    r"|(?:in un|nel|nei|in) (?:mi[oe]i?|nostr[oi]) (?:precedent[ei]|recent[ei]) \w+"
    r"|(?:nel|nei) (?:mio|nostro|miei|nostri) (?:lavor[oi]|stud[io]i?) precedent[ei]"
    r"|come (?:ho|abbiamo) (?:già )?(?:mostrato|dimostrato|scritto) altrove)",
    re.IGNORECASE,
)
# "Inštitut" alone tells nobody, "Fakulteta za družbene vede" does.
_SHORTEST_PLACE = 12
# Names of programs and of nobody, which properties hold.
_NOBODIES = (
    "user author uporabnik avtor utente autore admin administrator anonymous anonimno "
    "anonimo unknown python-docx windows microsoft pandoc libreoffice"
)
_NOBODY = frozenset(_NOBODIES.split())


def ask(paper: Paper, entry: PaperEntry, source: Source) -> Iterator[Finding]:
    """Yield what tells the author of a paper that is to be anonymous."""
    if not entry.anonymous:
        return
    names = names_of(paper, entry)
    places = _affiliations(paper, entry)
    yield from _front(paper, entry)
    for each in placed(paper):
        if not each.works:
            yield from _in_block(each, names)
            yield from _placed_at(each, places)
        elif each.block["t"] == "Header":
            yield from _in_block(each, ())
        else:
            yield from _cited(each, names)
    for name in source.names:
        if name.casefold() not in _NOBODY:
            yield Finding(
                "anonymous-properties", Severity.WARNS, "", {"name": name[:80]}
            )


def _front(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the names that the manuscript gives as its authors'."""
    typed = {person.name for person in entry.authors}
    for person in paper.authors:
        if person.name not in typed:
            values: dict[str, str | int] = {"name": person.name[:80]}
            yield Finding("anonymous-author", Severity.WARNS, "", values)
        for address in (person.email, person.orcid):
            if address and person.name not in typed:
                values = {"address": address[:80]}
                yield Finding("anonymous-address", Severity.WARNS, "", values)


def names_of(paper: Paper, entry: PaperEntry) -> tuple[re.Pattern[str], ...]:
    """Return patterns of the authors' names, in full."""
    people = {person.name for person in (*entry.authors, *paper.authors)}
    patterns = []
    for name in sorted(people):
        family, given = family_and_given(name)
        if len(family) > 2 and given:
            first, last = re.escape(given.split()[0]), re.escape(family)
            patterns.append(
                # Slovenian declines names: Ana Novak, Ane Novak, Anin Novak.
                rf"\b{first[:-1] if len(first) > 3 else first}\w{{0,3}} (?:\S+ )?{last}"
                rf"|\b{last}\w{{0,3}},? {first}"
            )
    return tuple(re.compile(pattern) for pattern in patterns)


def _in_block(each: Placed, names: Iterable[re.Pattern[str]]) -> Iterator[Finding]:
    words = each.said
    for pattern in names:
        if found := pattern.search(words):
            values: dict[str, str | int] = {"name": found[0][:80]}
            yield Finding("anonymous-author", Severity.WARNS, each.at(words), values)
    if found := ADDRESS.search(words) or _linked(each):
        values = {"address": found[0][:80]}
        yield Finding("anonymous-address", Severity.WARNS, each.at(words), values)
    heading = each.block["t"] == "Header" and THANKS.match(words)
    if heading or _THANKING.search(words):
        yield Finding("anonymous-acknowledgement", Severity.WARNS, each.at(words))
    if found := _OWN.search(words):
        values = {"words": found[0][:80]}
        yield Finding("anonymous-self-citation", Severity.WARNS, each.at(words), values)


def _affiliations(paper: Paper, entry: PaperEntry) -> tuple[str, ...]:
    """Return the authors' organisations, without the countries behind them."""
    people = (*entry.authors, *paper.authors)
    told = {place.split(",")[0].strip() for p in people for place in p.affiliations}
    return tuple(sorted(place for place in told if len(place) >= _SHORTEST_PLACE))


def _placed_at(each: Placed, places: Iterable[str]) -> Iterator[Finding]:
    words = each.said
    folded = words.casefold()
    for place in places:
        if place.casefold() in folded:
            values: dict[str, str | int] = {"place": place[:80]}
            yield Finding(
                "anonymous-affiliation", Severity.WARNS, each.at(words), values
            )


def _cited(each: Placed, names: Iterable[re.Pattern[str]]) -> Iterator[Finding]:
    """Yield a note where the list of works names an author: that alone is no fault."""
    words = each.said
    for pattern in names:
        if found := pattern.search(words):
            values: dict[str, str | int] = {"name": found[0][:80]}
            at = each.at(words[max(0, found.start() - 10) :])
            yield Finding("anonymous-work", Severity.NOTES, at, values)


def _linked(each: Placed) -> re.Match[str] | None:
    targets = (n["c"][2][0] for n in each.nodes if n["t"] == "Link")
    found = (re.search(r"(?<=mailto:).+|orcid\.org/.+", target) for target in targets)
    return next((match for match in found if match), None)
