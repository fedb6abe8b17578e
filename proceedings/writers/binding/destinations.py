"""The named places of a volume, and how links to them are described."""

from collections.abc import Iterable, Mapping

from proceedings.exceptions import ProofFailed
from proceedings.writers.binding.segment import Head, Place

_BEGIN = Place(0, "/Fit")


class Destinations:
    """Names of parts and headings, and of the passages that are linked to."""

    def __init__(self, descriptions: Mapping[str, str]) -> None:
        self.names: dict[bytes, bytes] = {}
        self._passages: dict[str, tuple[int, Place]] = {}
        self._descriptions = descriptions

    def add(self, name: str, head: Head, base: int) -> None:
        """Take up the places of a part, whose first page has the number `base`.

        Raises:
            ProofFailed: when a name is taken.
        """
        self._name(name, base, _BEGIN)
        for heading, place in head.headings.items():
            self._name(heading, base, place)
        for passage, place in head.passages.items():
            self._passages[passage] = base, place

    def _name(self, name: str, base: int, place: Place) -> None:
        if name.encode() in self.names:
            message = f"Two places of the volume have the same name: {name}"
            raise ProofFailed(message, name)
        self.names[name.encode()] = _written(base, place)

    def reach(self, targets: Iterable[str]) -> None:
        """Name the passages that links lead to; all of them would be too many.

        Raises:
            ProofFailed: when a link leads nowhere.
        """
        for target in targets:
            if not target or target.encode() in self.names:
                continue
            if target not in self._passages:
                message = f"A link leads nowhere: {target}"
                raise ProofFailed(message, target)
            self.names[target.encode()] = _written(*self._passages[target])

    def described(self, target: str) -> str:
        """Return in words where a link leads: the place, or the part it is in."""
        part = target.partition("--")[0]
        return self._descriptions.get(target) or self._descriptions.get(part) or target


def _written(base: int, place: Place) -> bytes:
    return b"[%d 0 R%s]" % (base + place.page, place.view.encode())
