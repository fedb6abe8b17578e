"""Takes back translations that were made outside of the site."""

from dataclasses import dataclass, field

from wagtail_localize.models import Translation

from cms.translation import exchange
from cms.translation.exceptions import FileRefused, PassageRefused
from cms.translation.operations.saving import checked, save_passages
from cms.translation.passages import Passage, passages_of


@dataclass
class Report:
    """What became of a file of translations."""

    kept: int = 0
    drafts: int = 0
    unknown: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def import_file(
    *, translation: Translation, name: str, content: bytes, by=None
) -> Report:
    """Keep every translation of the file that belongs to a passage of the page.

    What the file marks as unfinished and nobody has changed stays as it is. Passages
    that the page does not hold any more, or whose markup is broken, are reported.

    Raises:
        FileRefused: when the file is too large, unreadable, or of another page.
    """
    if len(content) > exchange.LARGEST_FILE:
        message = "large"
        raise FileRefused(message, translation)
    found = exchange.read(name, content, translation)
    here = {(one.path, one.source): one for one in passages_of(translation)}
    report = Report(unknown=[*found.problems])
    words: dict[int, str] = {}
    for entry in found.entries:
        passage = here.get((entry.path, entry.source))
        if passage is None:
            report.unknown.append(entry.source)
        elif entry.text and not _is_untouched(entry, passage, report):
            try:
                words[passage.segment_id] = checked(
                    source=passage.source, text=entry.text
                )
            except PassageRefused:
                report.refused.append(entry.source)
    report.kept = save_passages(translation=translation, words=words, by=by)
    return report


def _is_untouched(entry: exchange.Entry, passage: Passage, report: Report) -> bool:
    if entry.is_draft and entry.text == passage.text:
        report.drafts += 1
        return True
    return False
