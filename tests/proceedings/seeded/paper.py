"""A paper of the seeded set, before it is a file of some format."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bold:
    words: str


@dataclass(frozen=True)
class Link:
    words: str
    target: str


@dataclass(frozen=True)
class Spoken:
    """Words that are marked as being in another language."""

    words: str
    language: str


@dataclass(frozen=True)
class Tex:
    code: str


@dataclass(frozen=True)
class Cited:
    """A work that is cited by its key, where the format knows keys."""

    key: str


@dataclass(frozen=True)
class Reference:
    label: str


@dataclass(frozen=True)
class Inserted:
    """Words that stand as a tracked change."""

    words: str
    by: str


@dataclass(frozen=True)
class Remarked:
    """Words with a remark in the margin."""

    words: str
    remark: str
    by: str


Piece = str | Bold | Link | Spoken | Tex | Cited | Reference | Inserted | Remarked


@dataclass(frozen=True)
class Heading:
    level: int
    words: str


@dataclass(frozen=True)
class Para:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Table:
    """A table; without a header row where `header` is empty."""

    rows: tuple[tuple[str, ...], ...]
    header: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    name: str
    data: bytes
    alt: str = ""
    caption: str = ""
    label: str = ""
    decorative: bool = False
    # Not put among the files, though the text names it.
    lost: bool = False


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """Empty paragraphs."""

    count: int


@dataclass(frozen=True)
class Keyed:
    """A list of works with keys, each (key, words)."""

    works: tuple[tuple[str, str], ...]


Block = Heading | Para | Table | Picture | Bullets | Gap | Keyed


@dataclass
class Paper:
    """What a manuscript will hold; `person` is typed by the editor, `named` printed."""

    form: str
    language: str
    title: str
    person: tuple[str, str]
    abstract: str
    keywords: str
    declared: str
    blocks: list[Block] = field(default_factory=list)
    property_author: str = ""
    anonymous: bool = False
    typed_language: str = ""

    def insert(self, heading: int, *blocks: Block) -> None:
        """Put blocks before a heading of the first level, never before the first."""
        places = [
            number
            for number, block in enumerate(self.blocks)
            if isinstance(block, Heading) and block.level == 1
        ]
        place = places[1 + heading % (len(places) - 1)]
        self.blocks[place:place] = blocks


def plain(pieces: tuple[Piece, ...]) -> str:
    """Return the words of a paragraph."""
    return "".join(
        piece if isinstance(piece, str) else getattr(piece, "words", "")
        for piece in pieces
    )
