"""gettext's PO: one message a passage, its place as the context."""

from collections.abc import Sequence

import polib
from django.utils import timezone
from wagtail_localize.models import Translation

from cms.translation.enums import PassageState
from cms.translation.exceptions import FileRefused
from cms.translation.exchange.entries import Entry, Read
from cms.translation.passages import Passage

FUZZY = "fuzzy"
OWN_HEADER = "X-COOP-Translation"
DRAFTS = (PassageState.STALE, PassageState.MACHINE)


def write(translation: Translation, passages: Sequence[Passage]) -> bytes:
    """Write the passages; those that need a second look are marked as fuzzy."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "COOP",
        "PO-Revision-Date": timezone.now().strftime("%Y-%m-%d %H:%M%z"),
        "Language": translation.target_locale.language_code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        OWN_HEADER: str(translation.uuid),
    }
    for passage in passages:
        catalogue.append(
            polib.POEntry(
                msgctxt=passage.path,
                msgid=passage.source,
                msgstr=passage.text,
                flags=[FUZZY] if passage.state in DRAFTS else [],
                previous_msgid=passage.old or None,
            )
        )
    return str(catalogue).encode()


def read(content: bytes, translation: Translation) -> Read:
    """Read such a file.

    Raises:
        FileRefused: when it is no PO file, or of another translation.
    """
    try:
        # polib takes a text with a line break for a file's content.
        catalogue = polib.pofile(content.decode("utf-8-sig") + "\n", wrapwidth=0)
    except (OSError, UnicodeDecodeError, ValueError, IndexError) as problem:
        message = "unreadable"
        raise FileRefused(message, problem) from problem
    if catalogue.metadata.get(OWN_HEADER) != str(translation.uuid):
        message = "foreign"
        raise FileRefused(message, translation)
    return Read(
        entries=[
            Entry(
                path=entry.msgctxt or "",
                source=entry.msgid,
                text=entry.msgstr,
                is_draft=entry.fuzzy,
            )
            for entry in catalogue
            if not entry.obsolete
        ]
    )
