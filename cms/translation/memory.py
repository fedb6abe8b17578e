"""What was translated before, on any page: the same passage, or one much like it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from cms.translation.passages import Passage, as_lines

# The newest translations into a language are compared; older ones count when equal.
LONGEST_MEMORY = 5000
LIKE_ENOUGH = 0.7
SUGGESTIONS = 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Match:
    """A translation made before; `likeness` is 1 for the same passage."""

    source: str
    text: str
    likeness: float
    is_machine: bool = False

    @property
    def typed(self) -> str:
        return as_lines(self.text)

    @property
    def percent(self) -> int:
        return int(self.likeness * 100)


def matches(
    translation: Translation, passages: Sequence[Passage]
) -> dict[int, list[Match]]:
    """Return what is known for each passage, best first, by its segment; 2 queries."""
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale,
        translation_of__locale=translation.source.locale,
        has_error=False,
    ).select_related("translation_of")
    same = defaultdict(list)
    for row in rows.filter(translation_of__in=[one.string_id for one in passages]):
        same[row.translation_of_id].append(row)
    newest = list(rows.order_by("-updated_at")[:LONGEST_MEMORY])
    bags = [(row, _bag(row.translation_of.data)) for row in newest]
    return {
        one.segment_id: _best(one, [*_equal(one, same), *_similar(one, bags)])
        for one in passages
    }


def _equal(passage: Passage, same: dict[int, list[StringTranslation]]) -> list[Match]:
    return [
        _match(row, 1.0)
        for row in same[passage.string_id]
        if row.context_id != passage.context_id
    ]


def _similar(
    passage: Passage, bags: Sequence[tuple[StringTranslation, frozenset[str]]]
) -> list[Match]:
    own, found = _bag(passage.source), []
    if len(own) < 2:
        return found
    plain = StringValue(passage.source).render_text()
    for row, bag in bags:
        shared = len(own & bag)
        # Cheap first: most passages share hardly a word.
        if row.translation_of_id == passage.string_id or shared * 2 < len(own | bag):
            continue
        other = StringValue(row.translation_of.data).render_text()
        likeness = SequenceMatcher(None, plain, other, autojunk=False).ratio()
        if likeness >= LIKE_ENOUGH:
            found.append(_match(row, min(likeness, 0.99)))
    return found


def _best(passage: Passage, found: list[Match]) -> list[Match]:
    """Return the best few, each text once, without what stands there already."""
    best: dict[str, Match] = {}
    for match in sorted(found, key=lambda one: (-one.likeness, one.is_machine)):
        if match.text != passage.text:
            best.setdefault(match.text, match)
    return list(best.values())[:SUGGESTIONS]


def _match(row: StringTranslation, likeness: float) -> Match:
    machine = row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    return Match(
        source=StringValue(row.translation_of.data).render_text(),
        text=row.data,
        likeness=likeness,
        is_machine=machine,
    )


def _bag(html: str) -> frozenset[str]:
    return frozenset(_WORD.findall(StringValue(html).render_text().casefold()))
