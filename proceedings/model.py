"""The nouns of a volume, as immutable values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# A block of pandoc's JSON AST, e.g. {"t": "Para", "c": [...]}.
Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """An author or editor, as printed."""

    name: str
    affiliations: tuple[str, ...] = ()
    email: str = ""
    orcid: str = ""
    corresponding: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded and re-encoded picture of a paper: PNG, JPEG or clean SVG."""

    name: str
    path: Path
    width: int
    height: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each kind a manuscript holds; None where it cannot be told."""

    footnotes: int | None = None
    tables: int | None = None
    images: int | None = None
    equations: int | None = None
    headings: int | None = None
    list_items: int | None = None
    links: int | None = None
    words: int | None = None


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A paper as `volume.toml` names it; empty fields are read from the file.

    `source` and `root` are absolute paths; nothing outside `root` is read for
    this paper.
    """

    id: str
    source: Path
    root: Path
    title: str = ""
    subtitle: str = ""
    language: str = ""
    authors: tuple[Person, ...] = ()
    abstracts: Mapping[str, str] = field(default_factory=dict)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    session: str = ""
    licence: str = ""
    doi: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that can be set: its metadata and its clean text.

    `blocks` is pandoc's AST after cleaning. What writers may rely on:

    - headings begin at level 1, skip none and are never empty;
    - every identifier, and every link to one, begins with `<paper id>--`;
    - an image's target is a key of `pictures`, its alt text is the image's
      inline content; it is empty only with class `decorative`;
    - there is no RawBlock, RawInline or Cite; links are http, https, mailto or
      lead to an identifier that exists; attributes are limited to `lang`,
      `class` values of our own, table geometry and the `width` of an image, as
      `45%` or a length in in, cm, mm, pt or px;
    - the bibliography is a Div with the class `references`;
    - every Math of `blocks` has its typst code in `equations`, under the key
      that `equation_key` makes; only a draft may lack one;
    - a span or div with class `placeholder` marks what a draft lacks, with
      class `finding` the place of a finding (drafts only).

    `references` is the list of works as CSL-JSON items, in printed order; one
    typed by hand has `unstructured`, its words, and what was sure of them.
    `found` says where each field comes from: `typed`, `style:Title`,
    `property:creator`, `yaml:authors`, `meta:citation_title`, `command:title`,
    `heading:Povzetek` or `line:2`, with `.<language>` in the field's name for
    abstracts and keywords. `counts` is what an independent reader counted in the
    source.
    """

    id: str
    source: Path
    source_sha256: str
    title: str
    language: str
    subtitle: str = ""
    authors: tuple[Person, ...] = ()
    abstracts: Mapping[str, str] = field(default_factory=dict)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    equations: Mapping[str, str] = field(default_factory=dict)
    references: tuple[Mapping[str, Any], ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    session: str = ""
    licence: str = ""
    doi: str = ""


def equation_key(tex: str, *, display: bool) -> str:
    """Return the key of an equation in `Paper.equations`.

    The value is typst math without its dollar signs.
    """
    return f"{'display' if display else 'inline'}:{tex}"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the conference recommends, to whom, and on which papers it rests."""

    id: str
    title: str
    text: str
    target_group: str
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conference:
    """Where and when the papers were given; dates are ISO 8601."""

    name: str = ""
    place: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """The book: what the title page, colophon and parts are made from.

    `language` rules the fixed words and the sorting; `languages` lists all that
    the papers use. `foreword` is the path of a Markdown file or None.
    `colophon` holds further lines as (label, text), already in the language.
    """

    title: str
    language: str
    languages: tuple[str, ...]
    papers: tuple[PaperEntry, ...]
    subtitle: str = ""
    editors: tuple[Person, ...] = ()
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
    conference: Conference = field(default_factory=Conference)
    foreword: Path | None = None
    colophon: tuple[tuple[str, str], ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
