"""Reads values that stand alone or once for each language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proceedings.model import Person
from proceedings.said import Said
from proceedings.volume_file.problems import Problems
from proceedings.volume_file.schema import is_per_language

# Makes a value of the model from one of the file; gets its key and what it holds.
Made = Callable[[str, Any], Any]
# The values in the volume's language, and those of the other languages.
Told = tuple[dict[str, Any], dict[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Reader:
    """What every entry is read with."""

    folder: Path
    language: str
    parallel: tuple[str, ...]
    problems: Problems

    def told(
        self, data: Mapping[str, Any], names: Mapping[str, Made], key: str
    ) -> Told:
        """Return the values of some names, and their translations."""
        main: dict[str, Any] = {}
        others: dict[str, dict[str, Any]] = {}
        for name, made in names.items():
            if name not in data:
                continue
            full = f"{key}.{name}"
            if not is_per_language(data[name]):
                main[name] = made(full, data[name])
                continue
            by_code = self._complete(data[name], full)
            for code, value in by_code.items():
                if code == self.language:
                    main[name] = made(full, value)
                else:
                    others.setdefault(code, {})[name] = made(full, value)
        return main, others

    def _complete(self, values: dict[str, Any], key: str) -> dict[str, Any]:
        needed = self.parallel or (self.language,)
        for code in needed:
            if code not in values:
                message = "%(key)s says nothing in %(code)s."
                self.problems.add(key, Said(message, key=key, code=code))
        return values

    def file(self, key: str, name: str) -> Path | None:
        """Return a file of the folder; None for an empty name or a problem."""
        if not name:
            return None
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()) or not path.is_file():
            label = key.removeprefix("volume.")
            message = "%(key)s: there is no file %(name)s in the folder."
            self.problems.add(key, Said(message, key=label, name=name))
            return None
        return path

    def directory(self, key: str, name: str) -> Path | None:
        """Return a folder in the folder; None for an empty name or a problem."""
        if not name:
            return None
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()) or not path.is_dir():
            label = key.removeprefix("volume.")
            message = "%(key)s: there is no folder %(name)s in the folder."
            self.problems.add(key, Said(message, key=label, name=name))
            return None
        return path


def as_is(_: str, value: Any) -> Any:
    """Return a value of the file unchanged."""
    return value


def plainly(*names: str) -> dict[str, Made]:
    """Return names whose values are taken as they are."""
    return dict.fromkeys(names, as_is)


def person(entry: str | Mapping[str, Any]) -> Person:
    """Return a person that is a name or a table."""
    if isinstance(entry, str):
        return Person(entry)
    return Person(
        name=entry.get("name", ""),
        affiliations=tuple(entry.get("affiliations", [])),
        email=entry.get("email", ""),
        orcid=entry.get("orcid", ""),
        corresponding=entry.get("corresponding", False),
    )


def people(entries: list[Any]) -> tuple[Person, ...]:
    """Return all persons of a list."""
    return tuple(person(entry) for entry in entries)
