"""Machine translators: one file each, chosen by a setting."""

from collections.abc import Callable, Sequence
from typing import Protocol

from django.conf import settings

from cms.translation.machine import libretranslate


class MachineTranslator(Protocol):
    """Something that translates passages, which may hold inline markup."""

    name: str

    def translate(
        self, passages: Sequence[str], source: str, target: str
    ) -> list[str]: ...


TRANSLATORS: dict[str, Callable[[], MachineTranslator]] = {
    "libretranslate": libretranslate.from_settings,
}


def translator() -> MachineTranslator | None:
    """Return the translator that is set up, or None."""
    make = TRANSLATORS.get(settings.MACHINE_TRANSLATOR)
    return make() if make else None
