"""Has a machine translate what nobody has translated yet, as a draft to be reviewed."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_noop
from wagtail_localize.models import Translation

from cms.translation import machine
from cms.translation.enums import PassageState
from cms.translation.exceptions import MachineUnavailable, PassageRefused
from cms.translation.operations.saving import MACHINE, checked, save_passages
from cms.translation.passages import Passage, passages_of

# Servers refuse too much at once.
BATCH = 25


def translate_by_machine(*, translation: Translation, by=None) -> int:
    """Fill the passages that lack a translation; return how many were filled.

    They are marked as a machine's until somebody reviews them. A passage whose markup
    the machine broke stays empty.

    Raises:
        MachineUnavailable: when no translator is set up, or it does not answer.
    """
    translator = machine.translator()
    if translator is None:
        message = gettext_noop("No machine translator is set up.")
        raise MachineUnavailable(message, translation)
    waiting = [
        passage
        for passage in passages_of(translation)
        if passage.state == PassageState.MISSING and not passage.is_optional
    ]
    words = dict(_translated(translator, translation, waiting))
    save_passages(
        translation=translation,
        words=words,
        by=by,
        tool=translator.name,
        kind=MACHINE,
    )
    return len(words)


def _translated(
    translator: machine.MachineTranslator,
    translation: Translation,
    waiting: Sequence[Passage],
) -> Iterator[tuple[int, str]]:
    source = translation.source.locale.language_code
    target = translation.target_locale.language_code
    for batch in _batches(waiting):
        texts = translator.translate([one.source for one in batch], source, target)
        for passage, text in zip(batch, texts, strict=True):
            try:
                kept = checked(source=passage.source, text=text)
            except PassageRefused:
                continue
            if kept:
                yield passage.segment_id, kept


def _batches(waiting: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    for start in range(0, len(waiting), BATCH):
        yield waiting[start : start + BATCH]
