"""Names of people as CSL takes them apart."""

import re
from collections.abc import Iterable

from stdnum import isni

from proceedings.language import family_and_given
from proceedings.model import Person
from proceedings.writers.citing.words import one_line

Name = dict[str, str]

_ORCID = re.compile(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx]")


def csl_name(name: str) -> Name:
    """Return a name as printed with its particle, family and given names.

    A particle is a small word in small letters, as in „van der Berg“; „De Rossi“
    is a family name. A name of one word, such as that of an organisation, stays
    whole.
    """
    family, given = family_and_given(one_line(name))
    if not given:
        return {"literal": family}
    words = family.split()
    small = next((n for n, word in enumerate(words) if not word.islower()), 0)
    parts = {"family": " ".join(words[small:]), "given": given}
    if small:
        parts["non-dropping-particle"] = " ".join(words[:small])
    return parts


def csl_names(people: Iterable[Person]) -> list[Name]:
    """Return the names of people; those without one are left out."""
    return [csl_name(person.name) for person in people if one_line(person.name)]


def family_of(name: Name) -> str:
    """Return the family name with its particle, or the whole name."""
    particle = name.get("non-dropping-particle") or name.get("dropping-particle")
    family = name.get("family", name.get("literal", ""))
    return f"{particle} {family}" if particle else family


def inverted(name: Name) -> str:
    """Return „Family, Given“; a whole name as it is."""
    given = name.get("given", "")
    return one_line(f"{family_of(name)}, {given}" if given else family_of(name))


def orcid_address(person: Person) -> str:
    """Return the address of a person's ORCID iD, or '' if its check digit is wrong.

    The iD is an ISNI, set in four groups.
    """
    found = _ORCID.search(person.orcid)
    if not found or not isni.is_valid(found[0]):
        return ""
    number = isni.compact(found[0])
    groups = [number[start : start + 4] for start in range(0, 16, 4)]
    return f"https://orcid.org/{'-'.join(groups)}"
