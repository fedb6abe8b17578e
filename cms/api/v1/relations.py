"""What an answer may bring along: things that its entries name, to a depth of two.

Each relation is one list of another resource, so that the number of queries depends
on what was asked for, and never on how many entries there are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from cms.api.v1.problems import BadParameter
from cms.api.v1.shaping import shaped

# A resource as it was asked for; they stand above this module.
Resource = Any
Entries = list[dict[str, Any]]
# Of one relation: an answer stays one that can be read at once.
MOST = 500


@dataclass(frozen=True)
class Relation:
    """How things of another resource are found from entries of this one."""

    target: str
    find: Callable[[Resource, Entries], Iterable[Any]]


def named_by(target: str, *path: str) -> Relation:
    """Return the relation to those whose ids stand in this place of the entries."""

    def find(resource: Resource, entries: Entries) -> Iterable[Any]:
        keys = dict.fromkeys(
            str(key) for entry in entries for key in _at(entry, path) if key
        )
        return resource.of_keys(list(keys)) if keys else []

    return Relation(target, find)


def choices(resource: type, kinds: dict[str, type]) -> list[str]:
    """Return what can be brought along: relations, and relations of these."""
    found = []
    for name, relation in resource.relations.items():
        found.append(name)
        found += [f"{name}.{more}" for more in kinds[relation.target].relations]
    return found


def bring(
    resource: Resource, entries: Entries, wanted: list[str]
) -> dict[str, Entries]:
    """Return what was asked for along with entries, by resource, each thing once."""
    found: dict[str, dict[str, dict]] = {}
    tree: dict[str, set[str]] = {}
    for path in wanted:
        name, _dot, more = path.partition(".")
        tree.setdefault(name, set()).update({more} - {""})
    for name, deeper in tree.items():
        target, first = _follow(resource, name, entries, found)
        for more in deeper:
            _follow(target, more, first, found)
    return {name: list(things.values()) for name, things in found.items()}


def _follow(
    resource: Resource, name: str, entries: Entries, found: dict[str, dict]
) -> tuple[Resource, Entries]:
    relation = resource.relations[name]
    target = resource.beside(relation.target)
    things = list(relation.find(target, entries))
    if len(things) > MOST:
        message = f"include={name} would bring more than {MOST}: ask for fewer entries."
        raise BadParameter("include", message, ["a smaller page_size"])
    entries = target.project_all(things)
    served = [shaped(target.list_serializer, each) for each in entries]
    known = found.setdefault(target.name, {})
    known.update({str(each["id"]): each for each in served})
    return target, served


def _at(entry: Any, path: tuple[str, ...]) -> Iterable[Any]:
    """Return what stands there in an entry; lists are gone through."""
    if entry is None:
        return ()
    if isinstance(entry, list):
        return [key for each in entry for key in _at(each, path)]
    if not path:
        return (entry,)
    return _at(entry.get(path[0]), path[1:])
