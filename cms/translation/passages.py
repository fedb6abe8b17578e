"""The passages of a translation, side by side with their source."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from cms.translation.content import SLUG
from cms.translation.enums import PassageState
from cms.translation.models import Change

_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"(https?://|/)\S+")
_BREAK = "<br/>"
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Passage:
    """One passage: where it stands, what it says, and its translation."""

    segment_id: int
    context_id: int
    string_id: int
    path: str
    source: str
    text: str
    state: PassageState
    old: str = ""
    since: datetime | None = None
    tool: str = ""
    problem: str = ""
    by: str = ""
    label: str = field(default="", compare=False)

    @property
    def key(self) -> tuple[int, int]:
        return (self.context_id, self.string_id)

    @property
    def is_optional(self) -> bool:
        """Whether nobody has to translate it: an address, or figures alone."""
        return self.path == SLUG or not has_words(self.source)

    @property
    def is_ready(self) -> bool:
        """Whether it may be read in the language of the translation."""
        return (bool(self.text) and not self.problem) or self.is_optional

    @property
    def difference(self) -> SafeString:
        """What changed in the source since it was translated."""
        return difference(self.old, self.source) if self.old else SafeString("")


def has_words(html: str) -> bool:
    """Whether a passage says something; an address on the web does not."""
    text = StringValue(html).render_text()
    return bool(_LETTER.search(text)) and not _ADDRESS.fullmatch(text)


def passages_of(translation: Translation) -> list[Passage]:
    """Return the passages in the order of the page; 4 queries."""
    changes = {
        (change.context_id, change.string_id): change
        for change in translation.changes.select_related("old")
    }
    typed = {
        (row.context_id, row.translation_of_id): row
        for row in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            locale=translation.target_locale,
        ).select_related("last_translated_by")
    }
    rows = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .select_related("context", "string")
        .order_by("order")
    )
    seen: dict[tuple[int, int], Passage] = {}
    for row in rows:
        key = (row.context_id, row.string_id)
        # A sentence that stands twice in one place is translated once.
        if key not in seen:
            seen[key] = _passage(row, typed.get(key), changes.get(key))
    return list(seen.values())


def _passage(
    row: StringSegment, typed: StringTranslation | None, change: Change | None
) -> Passage:
    facts = {
        "segment_id": row.pk,
        "context_id": row.context_id,
        "string_id": row.string_id,
        "path": row.context.path,
        "source": row.string.data,
    }
    if typed is not None:
        machine = typed.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
        return Passage(
            **facts,
            text=typed.data,
            state=PassageState.MACHINE if machine else PassageState.DONE,
            tool=typed.tool_name,
            problem=(typed.get_error() or "?") if typed.has_error else "",
            by=str(typed.last_translated_by or ""),
            since=typed.updated_at,
        )
    if change is not None and change.data:
        return Passage(
            **facts,
            text=change.data,
            state=PassageState.STALE,
            old=change.old.data if change.old else "",
            since=change.since,
        )
    since = change.since if change is not None else None
    return Passage(**facts, text="", state=PassageState.MISSING, since=since)


def as_lines(html: str) -> str:
    """Return a passage as translators type it: its line breaks are line breaks."""
    return html.replace(_BREAK, "\n")


def from_lines(text: str) -> str:
    """Return what was typed as a passage."""
    return _BREAK.join(text.strip().splitlines())


def count(passages: Iterable[Passage], state: PassageState) -> int:
    """Return how many passages that somebody has to translate are in a state."""
    return sum(each.state == state and not each.is_optional for each in passages)


def difference(old: str, new: str) -> SafeString:
    """Return both texts in one, what went and what came marked as such."""
    before = _PIECE.findall(StringValue(old).render_text())
    after = _PIECE.findall(StringValue(new).render_text())
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    pieces: list[tuple[SafeString]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        if tag == "equal":
            pieces.append((format_html("{}", gone),))
            continue
        if gone:
            pieces.append((format_html("<del>{}</del>", gone),))
        if come:
            pieces.append((format_html("<ins>{}</ins>", come),))
    return format_html_join("", "{}", pieces)
