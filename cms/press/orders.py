"""What other apps hand over to have a paper or a volume set."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from proceedings.model import Article as ArticleOrder
from proceedings.model import Conference as ConferenceOrder
from proceedings.model import Newspaper as NewspaperOrder
from proceedings.model import Passage as PassageOrder
from proceedings.model import Person as PersonOrder
from proceedings.model import Recommendation as RecommendationOrder

__all__ = [
    "ArticleOrder",
    "ConferenceOrder",
    "NewspaperOrder",
    "PaperOrder",
    "PassageOrder",
    "PersonOrder",
    "RecommendationOrder",
    "VolumeOrder",
]

FLAGS = ("anonymous", "blind", "proof")


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """One paper: its manuscript and what was typed about it.

    `manuscript` is a path or the file's bytes; `filename` is the author's own
    name of it and is only looked at for its ending. `beside` holds the files that
    the manuscript refers to, by name. Empty fields are read from the manuscript. An
    `anonymous` paper is searched for what tells its authors; a `blind` one is set
    without them.
    """

    id: str
    manuscript: Path | bytes
    filename: str
    title: str = ""
    subtitle: str = ""
    language: str = ""
    authors: tuple[PersonOrder, ...] = ()
    abstracts: Mapping[str, str] = field(default_factory=dict)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    session: str = ""
    licence: str = ""
    doi: str = ""
    beside: Mapping[str, bytes] = field(default_factory=dict)
    anonymous: bool = False
    blind: bool = False
    # Set as the finished page, for the author to approve.
    proof: bool = False
    # What was decided beside the manuscript: kind, then key, then field.
    fixes: Mapping[str, Mapping[str, Mapping[str, object]]] = field(
        default_factory=dict
    )

    @property
    def content(self) -> bytes:
        """The manuscript's bytes."""
        if isinstance(self.manuscript, bytes):
            return self.manuscript
        return self.manuscript.read_bytes()

    @property
    def source_sha256(self) -> str:
        """The fingerprint of the manuscript."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def metadata_sha256(self) -> str:
        """The fingerprint of everything that was typed and decided."""
        typed = {
            "filename": Path(self.filename).suffix.lower(),
            "title": self.title,
            "subtitle": self.subtitle,
            "language": self.language,
            "authors": [asdict(author) for author in self.authors],
            "abstracts": dict(self.abstracts),
            "keywords": {code: list(words) for code, words in self.keywords.items()},
            "session": self.session,
            "licence": self.licence,
            "doi": self.doi,
        }
        # Only where they hold: what was set before they existed keeps its name.
        typed |= {name: True for name in FLAGS if getattr(self, name)}
        if self.fixes:
            typed["fixes"] = dict(self.fixes)
        text = json.dumps(typed, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class VolumeOrder:
    """The whole book; `foreword` is Markdown.

    With `newspaper` it is an issue, and the papers are its articles.
    """

    title: str
    language: str
    languages: tuple[str, ...]
    papers: tuple[PaperOrder, ...]
    subtitle: str = ""
    editors: tuple[PersonOrder, ...] = ()
    publisher: str = ""
    publisher_place: str = ""
    year: int | None = None
    issued: str = ""
    isbn: Mapping[str, str] = field(default_factory=dict)
    edition: str = ""
    price: str = ""
    rights: str = ""
    url: str = ""
    cip: str = ""
    conference: ConferenceOrder = field(default_factory=ConferenceOrder)
    foreword: str = ""
    colophon: tuple[tuple[str, str], ...] = ()
    recommendations: tuple[RecommendationOrder, ...] = ()
    kind: str = "proceedings"
    newspaper: NewspaperOrder | None = None
