"""Title, abstracts and keywords that stand in the text: found and moved out."""

import re
from dataclasses import dataclass, replace

from proceedings import language
from proceedings.model import PaperEntry
from proceedings.readers.manuscript import Front, Manuscript
from proceedings.readers.metadata import LONGEST_TITLE, split_keywords
from proceedings.readers.tree import Node, nodes, open_sections, text
from proceedings.report import Severity

_ABSTRACT = {
    "povzetek": "sl",
    "izvleček": "sl",
    "riassunto": "it",
    "sommario": "it",
    "abstract": "",
    "sažetak": "hr",
    "zusammenfassung": "de",
    "résumé": "fr",
}
_KEYWORDS = {
    "ključne besede": "sl",
    "parole chiave": "it",
    "keywords": "",
    "key words": "",
    "ključne riječi": "hr",
    "schlüsselwörter": "de",
    "mots-clés": "fr",
}
_ABSTRACT_LINE = re.compile(
    rf"^({'|'.join(_ABSTRACT)})\s*[:.–—-]+\s*(.*)$", re.IGNORECASE | re.DOTALL
)
_KEYWORDS_LINE = re.compile(
    rf"^({'|'.join(_KEYWORDS)})\s*[:.–—-]*\s*(.*)$", re.IGNORECASE | re.DOTALL
)
_FRONT_BLOCKS = 40
_LONGEST_ABSTRACT = 6


def settle_front(manuscript: Manuscript, entry: PaperEntry) -> None:
    """Fill the front from the text, and take out of the text what is now in front."""
    zone, rest = _front_zone(list(open_sections(manuscript.blocks)))
    front = manuscript.front
    zone = _take_abstracts(front, zone)
    title = entry.title or front.title
    if not title:
        zone, rest = _take_title(manuscript, zone, rest)
        if not front.title and front.property_title:
            front.title = front.property_title
            manuscript.find("title-guessed", Severity.WARNS, title=front.title)
    else:
        zone = _without_lines(zone, title)
    names = [person.name for person in entry.authors or front.authors]
    if names:
        zone = _without_names(zone, names)
    manuscript.blocks = zone + rest


def _front_zone(blocks: list[Node]) -> tuple[list[Node], list[Node]]:
    """Split at the first heading that begins the text proper."""
    seen = 0
    for position, block in enumerate(blocks[:_FRONT_BLOCKS]):
        if block["t"] != "Header":
            continue
        words = _folded(text(block["c"][2]))
        if words and not _is_label(words):
            seen += 1
            # The first heading may be the title; the next begins the text.
            if seen == 2 or position > 0:
                return blocks[:position], blocks[position:]
    return blocks[:_FRONT_BLOCKS], blocks[_FRONT_BLOCKS:]


def _folded(words: str) -> str:
    return " ".join(words.split()).strip(" :.*").casefold()


def _is_label(words: str) -> bool:
    return words in _ABSTRACT or words in _KEYWORDS


@dataclass(slots=True)
class _Open:
    """An abstract that is being gathered."""

    code: str
    paragraphs: list[str]
    blocks: list[Node]


def _take_abstracts(front: Front, zone: list[Node]) -> list[Node]:
    kept: list[Node] = []
    current: _Open | None = None
    keywords_next: str | None = None
    for block in zone:
        words = " ".join(text(block, notes=False).split())
        folded = _folded(words)
        if keywords_next is not None and words:
            front.keywords.setdefault(keywords_next, split_keywords(words))
            keywords_next = None
        elif found := _starts_abstract(block, words, folded):
            _close(front, kept, current, complete=True)
            current = None
            code, beginning = found
            current = _Open(code, [beginning] if beginning else [], [])
        elif block["t"] in {"Para", "Plain", "Header", "Div"} and (
            match := _KEYWORDS_LINE.match(words)
        ):
            _close(front, kept, current, complete=True)
            # Keywords below an abstract are in its language.
            code = _KEYWORDS[match[1].casefold()] or (current.code if current else "")
            current = None
            if match[2].strip():
                front.keywords.setdefault(code, split_keywords(match[2]))
            else:
                keywords_next = code
        elif current and block["t"] in {"Para", "Plain"} and words:
            current.paragraphs.append(words)
            current.blocks.append(block)
        else:
            _close(front, kept, current, complete=block["t"] == "Header")
            current = None
            kept.append(block)
    _close(front, kept, current, complete=False)
    return kept


def _starts_abstract(block: Node, words: str, folded: str) -> tuple[str, str] | None:
    if block["t"] not in {"Para", "Plain", "Header", "Div"}:
        return None
    if folded in _ABSTRACT:
        return _ABSTRACT[folded], ""
    if match := _ABSTRACT_LINE.match(words):
        return _ABSTRACT[match[1].casefold()], match[2].strip()
    return None


def _close(
    front: Front, kept: list[Node], current: _Open | None, *, complete: bool
) -> None:
    """End an abstract; without an end mark only its first paragraph is one."""
    if current is None:
        return
    limit = _LONGEST_ABSTRACT if complete else 1
    if len(current.paragraphs) > limit:
        surplus = len(current.paragraphs) - limit
        kept.extend(current.blocks[-surplus:])
        del current.paragraphs[limit:]
    words = "\n\n".join(current.paragraphs)
    current.code = current.code or language.guess(words)
    if words:
        front.abstracts.setdefault(current.code, words)


def settle_languages(front: Front, code: str) -> None:
    """Give abstracts and keywords of unknown language the one they read as."""
    front.abstracts = _by_language(front.abstracts, code)
    known = {key: words for key, words in front.keywords.items() if key}
    if "" in front.keywords:
        words = front.keywords[""]
        known.setdefault(language.guess(" ".join(words)) or code, words)
    front.keywords = known


def _by_language(abstracts: dict[str, str], paper: str) -> dict[str, str]:
    settled: dict[str, str] = {}
    for code, words in abstracts.items():
        bare = re.sub(_ABSTRACT_LINE, r"\2", words).strip()
        settled.setdefault(code or language.guess(bare) or paper, bare or words)
    return settled


def _take_title(
    manuscript: Manuscript, zone: list[Node], rest: list[Node]
) -> tuple[list[Node], list[Node]]:
    blocks = zone + rest
    for position, block in enumerate(blocks[:8]):
        words = " ".join(text(block).split())
        if not words:
            continue
        if block["t"] == "Header" and _is_alone(block, blocks):
            manuscript.front.title = words[:LONGEST_TITLE]
            return blocks[:position] + blocks[position + 1 :], []
        if _is_bold_line(block) and 8 <= len(words) <= 250:
            return _guess(manuscript, blocks, position, words)
    for position, block in enumerate(blocks[:3]):
        words = " ".join(text(block).split())
        if block["t"] in {"Para", "Plain"} and _may_be_title(block, words):
            return _guess(manuscript, blocks, position, words)
    return zone, rest


def _guess(
    manuscript: Manuscript, blocks: list[Node], position: int, words: str
) -> tuple[list[Node], list[Node]]:
    manuscript.front.title = words
    manuscript.find("title-guessed", Severity.WARNS, words, title=words)
    return blocks[:position] + blocks[position + 1 :], []


def _may_be_title(block: Node, words: str) -> bool:
    """Say whether a short first line, perhaps partly set off, could be the title."""
    set_off = any(node["t"] in {"Strong", "Emph"} for node in block["c"])
    return 8 <= len(words) <= (300 if set_off else 120) and words[-1] not in ":,;"


def _is_alone(header: Node, blocks: list[Node]) -> bool:
    """Say whether a heading is above all others: the title of the text."""
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    return levels.count(header["c"][0]) == 1 and header["c"][0] == min(levels)


def _is_bold_line(block: Node) -> bool:
    if block["t"] not in {"Para", "Plain"}:
        return False
    solid = [n for n in block["c"] if n["t"] not in {"Space", "SoftBreak", "LineBreak"}]
    solid = [n for n in solid if n["t"] not in {"Note", "Span"} or text(n)]
    return bool(solid) and all(node["t"] == "Strong" for node in solid)


def _without_lines(zone: list[Node], title: str) -> list[Node]:
    """Drop the line that repeats the title."""
    wanted = _letters(title)
    for position, block in enumerate(zone[:10]):
        if (
            block["t"] in {"Header", "Para", "Plain"}
            and _letters(text(block)) == wanted
        ):
            return zone[:position] + zone[position + 1 :]
    return zone


def _without_names(zone: list[Node], names: list[str]) -> list[Node]:
    """Drop the line that holds the authors' names and hardly anything else."""
    letters = sum(len(_letters(name)) for name in names)
    for position, block in enumerate(zone[:10]):
        words = text(block)
        if block["t"] not in {"Para", "Plain"} or len(_letters(words)) > 1.3 * letters:
            continue
        if all(_letters(name) in _letters(words) for name in names):
            if any(node["t"] == "Note" for node in nodes(block)):
                continue
            return zone[:position] + zone[position + 1 :]
    return zone


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalpha())


def with_front(entry: PaperEntry, front: Front) -> PaperEntry:
    """Return the entry filled up from the manuscript; what is typed wins."""
    return replace(
        entry,
        title=entry.title or front.title,
        subtitle=entry.subtitle or front.subtitle,
        language=entry.language or front.language,
        authors=entry.authors or front.authors,
        abstracts={
            **{k: v for k, v in front.abstracts.items() if k and v},
            **{k: v for k, v in entry.abstracts.items() if v},
        },
        keywords={
            **{k: v for k, v in front.keywords.items() if k and v},
            **{k: v for k, v in entry.keywords.items() if v},
        },
    )
