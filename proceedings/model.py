"""The nouns of a volume, as immutable values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# A block of pandoc's JSON AST, e.g. {"t": "Para", "c": [...]}.
Block = dict[str, Any]
# What a value says in other languages: by code, then by the name of its field.
Translations = Mapping[str, Mapping[str, Any]]


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
    """A decoded and re-encoded picture of a paper: PNG, JPEG or clean SVG.

    `digests` name the author's picture: by its pixels first, then by its bytes.
    `colours` is the colour space it came in, such as RGB, L or CMYK; `ruled` says
    that it shows a grid of rules with letters between them.
    """

    name: str
    path: Path
    width: int
    height: int
    media_type: str
    digests: tuple[str, ...] = ()
    colours: str = ""
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class PictureFix:
    """What an editor says of a picture; None is undecided."""

    alt: str = ""
    decorative: bool | None = None


@dataclass(frozen=True, slots=True)
class TableFix:
    """What an editor says of a table; None is undecided."""

    header_row: bool | None = None
    header_column: bool | None = None
    layout: bool | None = None


@dataclass(frozen=True, slots=True)
class EquationFix:
    """What an editor says of an equation: words to read aloud, other TeX."""

    alt: str = ""
    tex: str = ""


@dataclass(frozen=True, slots=True)
class Fixes:
    """Decisions about a manuscript that stand beside it, each by a hash.

    A heading has the level that it is to have in the paper, 0 for a line that is
    none; a passage has the code of its language. `proceedings.fixes` makes keys.
    """

    pictures: Mapping[str, PictureFix] = field(default_factory=dict)
    headings: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, TableFix] = field(default_factory=dict)
    passages: Mapping[str, str] = field(default_factory=dict)
    equations: Mapping[str, EquationFix] = field(default_factory=dict)


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
    this paper. An `anonymous` paper is checked for what tells who wrote it; a
    `blind` one is set without its authors, as reviewers read it.
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
    subjects: tuple[str, ...] = ()
    sources: Mapping[str, Path] = field(default_factory=dict)
    translations: Translations = field(default_factory=dict)
    fixes: Fixes = field(default_factory=Fixes)
    anonymous: bool = False
    blind: bool = False


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
      that `equation_key` makes; only a draft may lack one; `alt:` and the key has
      the words that an editor gave to it, if any;
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
    blocks: Sequence[Block] = ()
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
class Passage:
    """A place in a paper: the id of a paragraph, or words that stand in it."""

    paper: str
    anchor: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the conference recommends, to whom, and on what it rests.

    `level` is local, national, eu or empty.
    """

    id: str
    title: str
    text: str
    target_group: str
    papers: tuple[str, ...] = ()
    rests_on: tuple[Passage, ...] = ()
    level: str = ""
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """A part of the book: the papers of one session, and who chaired it."""

    id: str
    title: str
    chairs: tuple[Person, ...] = ()
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a committee; `role` is empty for plain members."""

    person: Person
    role: str = ""
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee of the conference or of the book."""

    name: str
    members: tuple[Member, ...] = ()
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matter:
    """A text of the book that is no paper; `source` is a Markdown file."""

    id: str
    title: str
    source: Path
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subject:
    """A term of the subject index and where it is treated; `see` names another."""

    term: str
    papers: tuple[str, ...] = ()
    places: tuple[Passage, ...] = ()
    see: str = ""
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conference:
    """Where and when the papers were given; dates are ISO 8601."""

    name: str = ""
    place: str = ""
    start: str = ""
    end: str = ""
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deposit:
    """Who hands the metadata in at Crossref, and in whose name."""

    depositor_name: str = ""
    email: str = ""
    registrant: str = ""


@dataclass(frozen=True, slots=True)
class Printing:
    """The paper a book is printed on: from it come the spine and the booklet.

    A `caliper_mm` above 0 is the thickness of a leaf as the printer measured it;
    otherwise it is computed from grammage (g/m²) and bulk (cm³/g, as ISO 534
    defines it). `creep_mm` is what each further sheet of a booklet is moved inwards.
    """

    paper_gsm: float = 90.0
    bulk: float = 1.25
    caliper_mm: float = 0.0
    cover_caliper_mm: float = 0.3
    creep_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Article:
    """What a newspaper prints around the text of an article."""

    kicker: str = ""
    lead: str = ""
    byline: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the calendar, in the words of the edition."""

    when: str
    what: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Newspaper:
    """An issue of a newspaper, in the edition of one language.

    `title` and `subtitle` hold the nameplate in each language; `issn` the number
    of each edition and medium, as language -> medium -> number. `lead` is the
    paper on the first page; `plan` pins papers to the page they begin on.
    """

    title: Mapping[str, str]
    subtitle: Mapping[str, str] = field(default_factory=dict)
    number: int = 1
    year: int = 1
    date: str = ""
    issn: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    price: str = ""
    columns: int = 4
    lead: str = ""
    sections: tuple[str, ...] = ()
    imprint: tuple[tuple[str, str], ...] = ()
    contacts: tuple[str, ...] = ()
    calendar: tuple[Event, ...] = ()
    partners: tuple[str, ...] = ()
    plan: Mapping[str, int] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Volume:
    """The book: what the title page, colophon and parts are made from.

    `language` rules the fixed words and the sorting; `languages` lists all that
    the papers use. `foreword` is the path of a Markdown file or None.
    `colophon` holds further lines as (label, text), already in the language.
    `isbn` and `issn` are by medium: pdf, epub, print, html. `kind` is proceedings,
    handbook or newspaper. A parallel book is the same book in each language of
    `parallel`; `translations` says what differs, here and in all that it holds.
    `paper_url` is the address of a paper on the web, with `{id}` for its id.
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
    layout: str = "b5"
    identity: Path | None = None
    printing: Printing = field(default_factory=Printing)
    newspaper: Newspaper | None = None
    kind: str = "proceedings"
    issn: Mapping[str, str] = field(default_factory=dict)
    doi: str = ""
    series: str = ""
    series_number: str = ""
    cobiss: str = ""
    original_title: str = ""
    translators: tuple[Person, ...] = ()
    reprint: str = ""
    print_year: int | None = None
    print_run: int | None = None
    rights_holder: str = ""
    financer: str = ""
    csl: Path | None = None
    committees: tuple[Committee, ...] = ()
    participants: tuple[Person, ...] = ()
    sessions: tuple[Session, ...] = ()
    conclusions: Path | None = None
    back_matter: tuple[Matter, ...] = ()
    subjects: tuple[Subject, ...] = ()
    parallel: tuple[str, ...] = ()
    translations: Translations = field(default_factory=dict)
    paper_url: str = ""
    deposit: Deposit = field(default_factory=Deposit)
