"""The same volume in another of its languages."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from proceedings.model import Translations, Volume

_Told = TypeVar("_Told")


def in_language(volume: Volume, code: str) -> Volume:
    """Return a parallel volume as the book of one of its languages.

    What has no words of its own in that language keeps those of the volume.
    """
    if code == volume.language:
        return volume
    committees = [
        replace(each, members=_all(each.members, code))
        for each in _all(volume.committees, code)
    ]
    book = replace(
        volume,
        language=code,
        languages=(code,),
        papers=_all(volume.papers, code),
        conference=_one(volume.conference, code),
        committees=tuple(committees),
        sessions=_all(volume.sessions, code),
        recommendations=_all(volume.recommendations, code),
        back_matter=_all(volume.back_matter, code),
        subjects=_all(volume.subjects, code),
    )
    told: Volume = _one(book, code)
    return told


def _all(values: Iterable[_Told], code: str) -> tuple[_Told, ...]:
    return tuple(_one(value, code) for value in values)


def _one(value: Any, code: str) -> Any:
    translations: Translations = value.translations
    return replace(value, **translations.get(code, {}))
