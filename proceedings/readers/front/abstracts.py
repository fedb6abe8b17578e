"""Abstracts and keywords under their labels: found and moved out of the text."""

import re
from dataclasses import dataclass, field

from proceedings import language
from proceedings.readers.front.labels import (
    ABSTRACT,
    ABSTRACT_LINE,
    KEYWORDS,
    KEYWORDS_LINE,
    folded,
)
from proceedings.readers.manuscript import Front
from proceedings.readers.metadata import split_keywords
from proceedings.readers.tree import Node, branches, text

_LONGEST_ABSTRACT = 6
_NOT_PLAIN = frozenset({"Note", "Cite", "Math", "Image"})
_PLAIN = frozenset({"Para", "Plain"})
_LABELLED = _PLAIN | {"Header", "Div"}


def take_abstracts(front: Front, zone: list[Node], *, ended: bool) -> list[Node]:
    """Return the blocks without abstracts and keywords, which are in front now.

    `ended` says whether a heading ends the zone.
    """
    gathering = _Gathering(front)
    for block in zone:
        gathering.take(block)
    gathering.close(complete=ended)
    return gathering.kept


@dataclass(slots=True)
class _Open:
    """An abstract that is being gathered."""

    code: str
    place: str
    label: str
    paragraphs: list[str]
    blocks: list[Node]


@dataclass(slots=True)
class _Gathering:
    front: Front
    kept: list[Node] = field(default_factory=list)
    current: _Open | None = None
    # The language of keywords whose label stands alone, waiting for their line.
    waiting: tuple[str, str] | None = None

    def take(self, block: Node) -> None:
        """Take the next block."""
        words = " ".join(text(block, notes=False).split())
        if self.waiting is not None and words:
            self._set_keywords(*self.waiting, words)
            self.waiting = None
        elif found := _starts_abstract(block, words):
            self.close(complete=True)
            self.current = found
        elif block["t"] in _LABELLED and (match := KEYWORDS_LINE.match(words)):
            self._keywords(block, match)
        elif self.current and block["t"] in _PLAIN and words:
            self.current.paragraphs.append(words)
            self.current.blocks.append(block)
        else:
            self.close(complete=block["t"] == "Header")
            self.kept.append(block)

    def _keywords(self, block: Node, match: re.Match[str]) -> None:
        # Keywords below an abstract are in its language.
        label = match[1].casefold()
        code = KEYWORDS[label]
        if self.current and not code:
            said = " ".join(self.current.paragraphs)
            code = self.current.code or language.guess(said)
        self.close(complete=True)
        self.front.dropped.append(match[1])
        place = f"{'heading' if block['t'] == 'Header' else 'label'}:{match[1]}"
        if match[2].strip():
            self._set_keywords(code, place, match[2])
        else:
            self.waiting = (code, place)

    def _set_keywords(self, code: str, place: str, line: str) -> None:
        words = split_keywords(line)
        if code not in self.front.keywords:
            self.front.keywords[code] = words
            self.front.found[f"keywords.{code}"] = place
        elif self.front.keywords[code] == words:
            self.front.dropped.append(line)
        else:
            # The same language twice: what would be lost is added.
            self.front.keywords[code] += tuple(
                word for word in words if word not in self.front.keywords[code]
            )

    def close(self, *, complete: bool) -> None:
        """End an abstract; without an end mark only its first paragraph is one."""
        current, self.current = self.current, None
        if current is None:
            return
        limit = _LONGEST_ABSTRACT if complete else 1
        surplus: list[Node] = []
        if len(current.paragraphs) > limit:
            surplus = current.blocks[limit - len(current.paragraphs) :]
            current.blocks = current.blocks[: -len(surplus)]
            del current.paragraphs[limit:]
        words = "\n\n".join(current.paragraphs)
        code = current.code or language.guess(words)
        if not all(_is_plain(block) for block in current.blocks):
            # An abstract is plain text: notes, citations and equations would be lost.
            self.kept.extend(current.blocks)
        elif not words and self.front.abstracts:
            # The label of an abstract that its style or the properties gave.
            self.front.dropped.append(current.label)
        elif words and self.front.abstracts.get(code, words) == words:
            self.front.dropped.append(current.label)
            self.front.abstracts[code] = words
            self.front.found.setdefault(f"abstract.{code}", current.place)
        elif current.blocks:
            # A second abstract in this language: it stays where it stands.
            self.kept.extend(current.blocks)
        self.kept.extend(surplus)


def _is_plain(block: Node) -> bool:
    return not any(node["t"] in _NOT_PLAIN for node in branches(block))


def _starts_abstract(block: Node, words: str) -> _Open | None:
    if block["t"] not in _LABELLED:
        return None
    kind = "heading" if block["t"] == "Header" else "label"
    label = folded(words)
    if label in ABSTRACT:
        return _Open(ABSTRACT[label], f"{kind}:{words}", words, [], [block])
    match = ABSTRACT_LINE.match(words)
    if match:
        place, code = f"{kind}:{match[1]}", ABSTRACT[match[1].casefold()]
        beginning = [match[2].strip()] if match[2].strip() else []
        return _Open(code, place, match[1], beginning, [block])
    return None


def settle_languages(front: Front, code: str) -> None:
    """Give abstracts and keywords of unknown language the one they read as."""
    front.abstracts = _by_language(front, code)
    known = {key: words for key, words in front.keywords.items() if key}
    if "" in front.keywords:
        words = front.keywords[""]
        guessed = language.guess(" ".join(words)) or code
        if guessed in known:
            guessed = next((key for key in front.abstracts if key not in known), code)
        known.setdefault(guessed, words)
        _rename(front, "keywords", guessed)
    front.keywords = known


def _by_language(front: Front, paper: str) -> dict[str, str]:
    settled: dict[str, str] = {}
    for code, words in front.abstracts.items():
        bare = re.sub(ABSTRACT_LINE, r"\2", words).strip()
        if bare and bare != words:
            front.dropped.append(words[: len(words) - len(bare)])
        own = code or language.guess(bare) or paper
        settled.setdefault(own, bare or words)
        if not code:
            _rename(front, "abstract", own)
    return settled


def _rename(front: Front, field_name: str, code: str) -> None:
    place = front.found.pop(f"{field_name}.", "")
    if place:
        front.found.setdefault(f"{field_name}.{code}", place)
