"""The people of the demo site, each with one role."""

from dataclasses import dataclass

PASSWORD = "coop-demo-2013"  # noqa: S105 - printed at every start of the demo


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in to the demo site."""

    email: str
    name: str
    role: str
    language: str


ACCOUNTS = (
    Account("admin@example.org", "Ana Skrbnik", "administrator", "sl"),
    Account("editor@example.org", "Breda Urednik", "editor", "sl"),
    Account("speaker@example.org", "Carla Relatore", "speaker", "it"),
)
