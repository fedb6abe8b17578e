"""Where a programme and its parts are found, in the active language."""

import uuid

from django.urls import reverse


def programmes() -> str:
    return reverse("programme:programmes")


def programme(slug: str) -> str:
    return reverse("programme:programme", args=[slug])


def talk(slug: str, code: str) -> str:
    return reverse("programme:talk", args=[slug, code])


def person(slug: str, name: str) -> str:
    return reverse("programme:person", args=[slug, name])


def releases(slug: str) -> str:
    return reverse("programme:releases", args=[slug])


def paper(volume: str, slug: str) -> str:
    return reverse("publications:paper", args=[volume, slug])


def uid(programme_uuid: uuid.UUID, code: str) -> uuid.UUID:
    """Return the lasting identifier of a talk, session or room (RFC 9562, v5)."""
    return uuid.uuid5(programme_uuid, code)
