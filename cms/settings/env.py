"""Reads the environment: the only place that does."""

import os
from dataclasses import dataclass


class SettingMissing(Exception):
    """A required variable is not set; the message says which and what it is for."""


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name, what it is for, and its default."""

    name: str
    purpose: str
    default: str | None = None


VARIABLES: dict[str, Variable] = {}


def text(name: str, purpose: str, default: str | None = None) -> str:
    """Return the variable's text, or its default.

    Raises:
        SettingMissing: when it has no default and is not set.
    """
    VARIABLES[name] = Variable(name, purpose, default)
    value = os.environ.get(name, default)  # noqa: TID251 - the one reader
    if value is None:
        message = f"Set the environment variable {name}: {purpose}"
        raise SettingMissing(message)
    return value


def flag(name: str, purpose: str, *, default: bool) -> bool:
    """Return True for 1, true, yes or on."""
    value = text(name, purpose, "yes" if default else "no")
    return value.strip().lower() in {"1", "true", "yes", "on"}


def items(name: str, purpose: str, default: str | None = None) -> list[str]:
    """Return a comma-separated list without empty items."""
    value = text(name, purpose, default)
    return [item.strip() for item in value.split(",") if item.strip()]
