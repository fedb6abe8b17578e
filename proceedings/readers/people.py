"""Authors as they stand in a manuscript: names, marks, institutions, addresses.

Lines are read in order: names, then what belongs to them. A line that cannot be
read for sure is handed back, so that it stays in the text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from stdnum import exceptions as wrong_number
from stdnum.iso7064 import mod_11_2

from proceedings import language
from proceedings.model import Person
from proceedings.readers.tree import Node, text

MOST_AUTHORS = 100
_LONGEST_NAMES = 1500
_LONGEST_PLACE = 400

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.\w{2,}")
_ORCID = re.compile(r"(?<!\d)(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])(?!\d)")
_ORCID_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?orcid\.org/", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b(?:e-?mail|e-?pošta|e-?naslov|elektronski naslov|epošta|posta elettronica"
    r"|indirizzo e-?mail|orcid(?: id)?|id)\b\s*:?|[:;,]\s*$|^\s*[:;,]|[<>(\[]\s*[)\]]?\s*$)",
    re.IGNORECASE,
)
_CORRESPONDING = re.compile(
    r"\b(?:correspond\w+(?: author)?|korespondenčn\w+(?: avtor\w*)?"
    r"|autor[ei] (?:di )?corrispond\w+|corrispondenza|kontaktn\w+ avtor\w*)\b"
    r"(?:\s+(?:author|avtor|autore))?\s*[:.]?",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"(?:univer|depart|dipart|oddel|instit|inštit|istitut|fakult|facolt|facult|school"
    r"|scuola|center|centre|centro|college|akademij|academ|accadem|laborat|zavod"
    r"|politecn|polytech|društvo|ministr|museum|muzej|museo|archiv|arhiv|knjižnic"
    r"|biblioteca|library|hospital|ospedale|bolnišnic|klinik|clinic|gimnazij|liceo"
    r"|zveza|council|agenc|agency|society|foundation|fundacij|fondazione|gmbh|d\.\s?o\."
    r"\s?o|s\.p\.a|ltd|inc\.|research|raziskoval|ricerca|središč|občin|comune di"
    r"|street|ulica|cesta|via |trg |SI[-–]\d{4})",
    re.IGNORECASE,
)
_SYMBOLS = "*\u2217†‡§#¶"
_MARK = re.compile(rf"\d{{1,2}}|[a-z](?![a-z])|[*\u2217]+|[{_SYMBOLS}]")
_LEADING = re.compile(
    rf"^\s*(?:\(?(\d{{1,2}}|[a-z])[).:]?\s+|(\d{{1,2}})(?=[^\W\d])|([{_SYMBOLS}]+)\s*)"
)
_TRAILING = re.compile(
    rf"[\s,]*([\d{_SYMBOLS}¹²³⁴⁵⁶⁷⁸⁹⁰,]*[\d{_SYMBOLS}¹²³⁴⁵⁶⁷⁸⁹⁰])\s*$"
)
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_DEGREE = re.compile(
    r"^(?:(?:izr|red|doc|asist|zasl|prof|dr|mag|dott|dott\.ssa|dr\.ssa|ing|sc|univ|mr|ms"
    r"|mrs|avv|dipl)\.\s*)+",
    re.IGNORECASE,
)
_DEGREE_AFTER = re.compile(
    r"^(?:ph\.?\s?d\.?|m\.?\s?sc\.?|b\.?\s?sc\.?|m\.?a\.?|m\.?d\.?|jr\.?|univ\. dipl\..*)$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|und|in|et|ed|e|y|i|ter)\s+|\s*[;,&|·]\s*|\s+[-–]\s+")
_NEVER_NAMES = (
    "the a an of for on with from to by at as is are about za na o v pri po od do med kot "
    "ali se je so il gli un una per con su tra fra nel alle al note notes author authors "
    "avtor avtorji autore autori uvod conclusion introduction introduzione conclusioni "
    "editorial volume abstract editors uredniki slide"
)
_NOT_NAMES = frozenset(_NEVER_NAMES.split())
# Characters of our own, which stand for a mark or a note while a line is read.
_FIRST = 0xE000
_OURS = "[\ue000-\uf8ff]"


@dataclass(slots=True)
class Found:
    """The people of some lines; what of the lines stays in the text; what went."""

    people: tuple[Person, ...] = ()
    used: int = 0
    notes: list[Node] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    # Names alone, without an address, institution or mark that would confirm them.
    bare: bool = True


@dataclass(slots=True)
class _Name:
    name: str
    marks: set[str] = field(default_factory=set)
    notes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """A line with characters of ours in place of its marks and notes."""

    text: str
    marks: dict[str, set[str]] = field(default_factory=dict)
    notes: dict[str, Node] = field(default_factory=dict)


def check_orcid(words: str) -> str:
    """Return the ORCID iD in a text if its check digit fits, else ''."""
    found = _ORCID.search(words)
    if not found:
        return ""
    number = found[1].upper()
    try:
        mod_11_2.validate(number.replace("-", ""))
    except wrong_number.ValidationError:
        return ""
    return number


def read_lines(lines: Iterable[list[Node]], *, sure: bool = False) -> Found:
    """Return the people of lines, which begin with names.

    With `sure`, the manuscript itself says that these are authors, so that a name
    may be anything short. `used` is how many lines were understood.
    """
    found = Found()
    names: list[_Name] = []
    group: list[_Name] = []
    people: dict[int, Person] = {}
    for inlines in lines:
        line = _line(inlines)
        fresh = _names(line, sure=sure, found=found)
        if fresh and not (names and _is_place(line.text)):
            group = fresh
            for each in fresh:
                people[len(names)] = Person(each.name)
                names.append(each)
        elif not names or not _belongs(line, names, group, people, found):
            break
        found.used += 1
    for index, each in enumerate(names):
        for note in each.notes:
            people[index] = _noted(people[index], note, found)
        found.bare = found.bare and not each.marks
    found.people = tuple(people.values())[:MOST_AUTHORS]
    return found


def _line(inlines: list[Node]) -> _Line:
    line = _Line("")
    pieces: list[str] = []
    for node in inlines:
        if node["t"] in {"Superscript", "Note"}:
            own = chr(_FIRST + len(line.marks) + len(line.notes))
            if node["t"] == "Note":
                line.notes[own] = node
            else:
                line.marks[own] = _marks(text(node["c"]))
                for inner in node["c"]:
                    if inner["t"] == "Note":
                        line.notes[own] = inner
            pieces.append(own)
        elif node["t"] in {"Strong", "Emph", "Span", "Link", "SmallCaps", "Underline"}:
            inner = _line(node["c"][1] if node["t"] in {"Span", "Link"} else node["c"])
            pieces.append(_adopt(line, inner))
        elif node["t"] == "Image":
            pieces.append(" ")
        else:
            pieces.append(text([node]) or " ")
    line.text = " ".join("".join(pieces).split())
    return line


def _adopt(line: _Line, inner: _Line) -> str:
    """Take over the marks of a line within a line; return its text."""
    words = inner.text
    for own in (*inner.marks, *inner.notes):
        fresh = chr(_FIRST + len(line.marks) + len(line.notes))
        if own in inner.marks:
            line.marks[fresh] = inner.marks[own]
        else:
            line.notes[fresh] = inner.notes[own]
        words = words.replace(own, fresh)
    return f"{words}"


def _marks(words: str) -> set[str]:
    words = words.translate(_SUPERSCRIPTS).replace("\u2217", "*")
    return set(_MARK.findall(words))


def _names(line: _Line, *, sure: bool, found: Found) -> list[_Name]:
    """Return the names of a line, or nothing if it does not hold names alone."""
    words = re.sub(rf"([,;])\s*({_OURS}+)", r"\2\1", line.text)
    if not words or len(words) > _LONGEST_NAMES:
        return []
    names: list[_Name] = []
    dropped: list[str] = []
    for part in _AND.split(EMAIL.sub("", words) if sure else words):
        each = _name(part, line)
        if each is None or not each.name:
            continue
        bare = _DEGREE.sub("", each.name)
        if _DEGREE_AFTER.match(bare) and names:
            dropped.append(bare)
            continue
        dropped.append(each.name.removesuffix(bare))
        each.name = bare
        if not (_is_name(bare) or (sure and _may_be_name(bare))):
            return []
        names.append(each)
    found.dropped += [words for words in dropped if words]
    return names


def _name(part: str, line: _Line) -> _Name | None:
    each = _Name("")
    for own in re.findall(_OURS, part):
        each.marks |= line.marks.get(own, set())
        if own in line.notes:
            each.notes.append(line.notes[own])
    part = re.sub(_OURS, "", part).strip()
    if trailing := _TRAILING.search(part):
        each.marks |= _marks(trailing[1])
        part = part[: trailing.start()]
    each.name = part.strip(" \t.,")
    if part.endswith(".") and re.search(r"\b\w\.$", part):
        each.name = part.strip(" \t,")
    return each


def _is_name(name: str) -> bool:
    """Say whether words look like a person: capitalised, two to five, no others."""
    words = name.split()
    return (
        2 <= len(words) <= 5
        and len(name) <= 60
        and not PLACE.search(name)
        and all(_is_part(word) for word in words)
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not any(word.casefold().strip(".") in _NOT_NAMES for word in words)
    )


def _is_part(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return letters.isalpha() and (
        word[0].isupper() or language.is_particle(word) or word[:2] in {"d'", "d’"}
    )


def _may_be_name(name: str) -> bool:
    words = name.split()
    return (
        1 <= len(words) <= 6
        and words[0][0].isupper()
        and not PLACE.search(name)
        and not any(letter.isdigit() for letter in name)
        and not any(word.casefold().strip(".") in _NOT_NAMES for word in words)
    )


def _is_place(words: str) -> bool:
    return PLACE.search(words) is not None or EMAIL.search(words) is not None


def _belongs(
    line: _Line,
    names: list[_Name],
    group: list[_Name],
    people: dict[int, Person],
    found: Found,
) -> bool:
    """Give the names what a line says of them; say whether it does."""
    if line.notes or len(line.text) > _LONGEST_PLACE:
        return False
    marks, words = _leading(line)
    wanted = {mark for each in names for mark in each.marks}
    if not (marks & wanted) and not _is_place(line.text) and not check_orcid(line.text):
        return False
    if marks & wanted:
        owners = [index for index, each in enumerate(names) if each.marks & marks]
    else:
        first = len(names) - len(group)
        owners = list(range(first, len(names)))
    place = _described(words)
    if not _is_clear(place, owners, people):
        return False
    found.bare = False
    for index in owners:
        if place.words and place.words not in people[index].affiliations:
            places = (*people[index].affiliations, place.words)
            people[index] = replace(people[index], affiliations=places)
    _give_addresses(place, owners, people)
    found.dropped += place.dropped
    return True


def _leading(line: _Line) -> tuple[set[str], str]:
    """Return the marks that a line begins with, and the words after them."""
    words = line.text
    if words and words[0] in line.marks:
        return line.marks[words[0]], re.sub(_OURS, "", words).strip()
    words = re.sub(_OURS, "", words).translate(_SUPERSCRIPTS)
    found = _LEADING.match(words)
    if not found:
        return set(), words
    return _marks(found[1] or found[2] or found[3] or ""), words[found.end() :].strip()


@dataclass(slots=True)
class _Described:
    words: str
    emails: list[str]
    orcid: str
    corresponding: bool
    dropped: list[str]


def _described(words: str) -> _Described:
    """Take addresses out of a line; what remains is where somebody works."""
    emails = EMAIL.findall(words)
    orcid = check_orcid(words)
    bare = EMAIL.sub(" ", words)
    if orcid:
        bare = _ORCID.sub(" ", _ORCID_ADDRESS.sub(" ", bare), count=1)
    corresponding = _CORRESPONDING.search(bare) is not None
    bare = _CORRESPONDING.sub(" ", bare)
    before = None
    while bare != before:
        before = bare
        if emails or orcid or corresponding:
            bare = _LABEL.sub(" ", " ".join(bare.split()))
    bare = " ".join(bare.split()).strip(" ,;:")
    return _Described(bare, emails, orcid, corresponding, [words])


def _is_clear(place: _Described, owners: list[int], people: dict[int, Person]) -> bool:
    """Say whether it is known whose each address of a line is."""
    if len(owners) == 1:
        return len(place.emails) <= 1
    free = [people[index].name for index in owners if not people[index].email]
    named = all(
        any(_sounds_like(email, name) for name in free) for email in place.emails
    )
    return not place.orcid and (named or len(place.emails) == len(free))


def _give_addresses(
    place: _Described, owners: list[int], people: dict[int, Person]
) -> None:
    """Give each address to its owner: by the name in it, or by the order."""
    for email in place.emails:
        free = [index for index in owners if not people[index].email]
        named = [index for index in free if _sounds_like(email, people[index].name)]
        for index in (named or free)[:1]:
            people[index] = replace(people[index], email=email)
    if len(owners) == 1:
        index = owners[0]
        person = people[index]
        people[index] = replace(
            person,
            orcid=person.orcid or place.orcid,
            corresponding=person.corresponding or place.corresponding,
        )


def _sounds_like(email: str, name: str) -> bool:
    mailbox = language.folded(email.partition("@")[0])
    family = language.folded(name.split()[-1])
    return family in mailbox


def _noted(person: Person, note: Node, found: Found) -> Person:
    """Return a person with what the note on the name says, or keep the note."""
    words = " ".join(text(note["c"]).split())
    if not _is_place(words) or len(words) > _LONGEST_PLACE:
        found.notes.append(note)
        return person
    place = _described(words.lstrip(f"{_SYMBOLS} \u00a0"))
    if len(place.emails) > 1:
        found.notes.append(note)
        return person
    found.bare = False
    found.dropped.append(words)
    people = {0: person}
    if place.words:
        people[0] = replace(person, affiliations=(*person.affiliations, place.words))
    _give_addresses(place, [0], people)
    return people[0]
