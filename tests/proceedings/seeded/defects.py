"""The defects of the seeded set: each changes a clean paper in one place."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.proceedings.seeded import drawing, words
from tests.proceedings.seeded import paper as p
from tests.proceedings.seeded.paper import Paper

OFFICE = frozenset({"docx", "odt"})
TEXT = frozenset({"markdown", "html", "latex"})
ALL = OFFICE | TEXT
KEYS = frozenset({"markdown", "latex"})


@dataclass(frozen=True)
class Defect:
    """A way to spoil a paper: `code` is what must be found, in `formats`.

    `seed` changes the paper, putting what it adds before the given heading, and
    returns words that must stand in the place of the finding ('' for none).
    """

    code: str
    seed: Callable[[Paper, int], str]
    formats: frozenset[str] = ALL
    anonymous: bool = False
    # Defects that cannot be in one paper share a group.
    group: str = ""


DEFECTS: list[Defect] = []


def defect(
    code: str,
    formats: frozenset[str] = ALL,
    *,
    anonymous: bool = False,
    group: str = "",
) -> Callable[[Callable[[Paper, int], str]], Callable[[Paper, int], str]]:
    def keep(seed: Callable[[Paper, int], str]) -> Callable[[Paper, int], str]:
        DEFECTS.append(Defect(code, seed, formats, anonymous, group))
        return seed

    return keep


def said(paper: Paper, key: str) -> str:
    return words.SAID[paper.language][key]


def line(*pieces: p.Piece) -> p.Para:
    return p.Para(pieces)


# --- pictures -------------------------------------------------------------------------
@defect("picture-without-alt")
def without_alt(paper: Paper, place: int) -> str:
    paper.insert(place, p.Picture("vhod.png", drawing.house((1100, 700), 20)))
    return ""


@defect("picture-alt-says-nothing")
def alt_says_nothing(paper: Paper, place: int) -> str:
    alts = (said(paper, "image"), "IMG_2041.jpg", f"{said(paper, 'image')} 3")
    alt = alts[place % 3]
    paper.insert(place, p.Picture("okno.png", drawing.house((1100, 720), 30), alt))
    return alt


@defect("picture-decorative-unmarked")
def decoration_with_words(paper: Paper, place: int) -> str:
    alt = said(paper, "ornament")
    paper.insert(place, p.Picture("rob.png", drawing.house((1100, 740), 40), alt))
    return alt


@defect("picture-decorative-unmarked")
def decoration_without_words(paper: Paper, place: int) -> str:
    paper.insert(place, p.Picture("crta.png", drawing.line()))
    return ""


@defect("picture-unreadable")
def damaged(paper: Paper, place: int) -> str:
    alt = words.PICTURES[paper.language][1]
    paper.insert(place, p.Picture("streha.png", drawing.damaged(), alt))
    return "png"


@defect("picture-missing", TEXT)
def missing(paper: Paper, place: int) -> str:
    alt = words.PICTURES[paper.language][1]
    paper.insert(place, p.Picture("klet.png", b"", alt, lost=True))
    return "klet.png"


@defect("picture-colour-space")
def for_presses(paper: Paper, place: int) -> str:
    alt = words.PICTURES[paper.language][1]
    paper.insert(place, p.Picture("naslovnica.jpg", drawing.for_presses(), alt))
    return alt[:20]


@defect("picture-coarse")
def coarse(paper: Paper, place: int) -> str:
    alt = words.PICTURES[paper.language][0]
    paper.insert(place, p.Picture("drobna.png", drawing.house((220, 150)), alt))
    return alt[:20]


@defect("picture-of-table")
def picture_of_table(paper: Paper, place: int) -> str:
    alt = words.PICTURES[paper.language][0]
    paper.insert(place, p.Picture("sken.png", drawing.ruled_table(), alt))
    return alt[:20]


@defect("picture-of-table")
def picture_under_caption(paper: Paper, place: int) -> str:
    caption = f"{words.TABLE_WORD[paper.language]} 2: {said(paper, 'scan')}"
    alt = words.PICTURES[paper.language][0]
    picture = p.Picture("prihodki.png", drawing.chart(40), alt)
    paper.insert(place, line(caption), picture)
    return alt[:20]


# --- headings -------------------------------------------------------------------------
@defect("heading-skipped")
def skipped(paper: Paper, place: int) -> str:
    text = line(words.PARAGRAPHS[paper.language][0])
    # Below a heading of the first level, wherever the others stand.
    paper.insert(3, p.Heading(3, said(paper, "skipped")), text)
    return said(paper, "skipped")


@defect("heading-empty")
def empty_heading(paper: Paper, place: int) -> str:
    paper.insert(place, p.Heading(2, ""))
    return ""


@defect("heading-faked")
def faked(paper: Paper, place: int) -> str:
    text = line(words.PARAGRAPHS[paper.language][1])
    paper.insert(place, line(p.Bold(said(paper, "faked"))), text)
    return said(paper, "faked")


# --- tables and lists -----------------------------------------------------------------
@defect("table-without-header")
def headless(paper: Paper, place: int) -> str:
    _, header, rows = words.TABLES[paper.language]
    paper.insert(place, p.Table((header, *rows)))
    return header[0]


@defect("table-layout", OFFICE | {"html", "latex"})
def layout(paper: Paper, place: int) -> str:
    left, right = said(paper, "left"), said(paper, "right")
    paper.insert(place, p.Table(((left, right),)))
    return left[:20]


@defect("list-typed")
def typed_bullets(paper: Paper, place: int) -> str:
    items = words.LISTS[paper.language]
    paper.insert(place, *(line(f"• {item}") for item in items))
    return items[0]


@defect("list-typed", OFFICE | {"html", "latex"})
def typed_numbers(paper: Paper, place: int) -> str:
    items = words.LISTS[paper.language]
    numbered = [f"{number}) {item}" for number, item in enumerate(items, 1)]
    paper.insert(place, line("\n".join(numbered)))
    return items[0]


@defect("paragraphs-empty", OFFICE | {"html"})
def gaps(paper: Paper, place: int) -> str:
    paper.insert(place, p.Gap(2))
    paper.insert(place + 1, p.Gap(2))
    return ""


# --- links and letters ----------------------------------------------------------------
@defect("link-says-nothing")
def link_says_nothing(paper: Paper, place: int) -> str:
    here = said(paper, "here")
    link = p.Link(here, "https://arhiv.example/clani-1905")
    paper.insert(place, line(f"{said(paper, 'see')} ", link, "."))
    return here


@defect("link-bare")
def bare(paper: Paper, place: int) -> str:
    address = "https://arhiv.example/fond/318/popis-clanov"
    paper.insert(place, line(f"{said(paper, 'address')} ", p.Link(address, address)))
    return "arhiv.example"


@defect("link-dangling")
def dangling(paper: Paper, place: int) -> str:
    link = p.Link(words.TABLES[paper.language][0].lower(), "#priloga-devet")
    paper.insert(place, line(f"{said(paper, 'reference')}: ", link, "."))
    return ""


@defect("glyph-missing")
def glyph(paper: Paper, place: int) -> str:
    paper.insert(place, line(said(paper, "glyph").format("合")))
    return "合"


@defect("glyph-private")
def private(paper: Paper, place: int) -> str:
    paper.insert(place, line(said(paper, "glyph").format("\ue6a1")))
    return "\ue6a1"


# --- language -------------------------------------------------------------------------
@defect("language-unmarked", group="language")
def unmarked(paper: Paper, place: int) -> str:
    paper.declared = ""
    return ""


@defect("language-wrong", group="language")
def wrongly_declared(paper: Paper, place: int) -> str:
    paper.declared = {"sl": "en", "it": "en", "en": "de"}[paper.language]
    return ""


@defect("language-wrong", group="language")
def wrongly_typed(paper: Paper, place: int) -> str:
    # The editor chose the wrong line in a form; every paragraph is then foreign.
    paper.typed_language = {"sl": "it", "it": "sl", "en": "sl"}[paper.language]
    return ""


@defect("passage-language")
def foreign(paper: Paper, place: int) -> str:
    _, passage = words.FOREIGN[paper.language]
    paper.insert(place, line(passage))
    return passage[:20]


# --- works, labels, equations ---------------------------------------------------------
@defect("citation-unresolved", KEYS)
def unresolved_key(paper: Paper, place: int) -> str:
    paper.insert(
        place, line(words.PARAGRAPHS[paper.language][2], " ", p.Cited("neznan"))
    )
    if not any(isinstance(block, p.Keyed) for block in paper.blocks):
        keyed = p.Keyed(
            tuple((name.lower(), entry) for name, _, entry in words.WORKS[:2])
        )
        cited = line(
            words.PARAGRAPHS[paper.language][3], " ", p.Cited("birk"), p.Cited("carli")
        )
        paper.insert(place, cited)
        paper.blocks.append(keyed)
    return "neznan"


@defect("citation-unresolved", OFFICE | {"html"})
def unlisted(paper: Paper, place: int) -> str:
    paper.insert(place, line(said(paper, "unlisted")))
    return "Hribar"


@defect("reference-uncited", frozenset({"docx", "odt", "html", "markdown"}))
def uncited(paper: Paper, place: int) -> str:
    paper.blocks.append(line(said(paper, "uncited")))
    return "Zajc"


@defect("reference-uncited", frozenset({"latex"}))
def uncited_key(paper: Paper, place: int) -> str:
    entries = (("birk", words.WORKS[0][2]), ("zajc", said(paper, "uncited")))
    paper.blocks = [b for b in paper.blocks if not isinstance(b, p.Keyed)]
    paper.insert(place, line(words.PARAGRAPHS[paper.language][3], " ", p.Cited("birk")))
    paper.blocks.append(p.Keyed(entries))
    return "Zajc"


@defect("label-duplicate", TEXT)
def twice(paper: Paper, place: int) -> str:
    caption, alt = words.PICTURES[paper.language]
    for number, shade in enumerate((50, 60)):
        name, data = f"dvojnik{number}.png", drawing.house((1100, 760), shade)
        paper.insert(place, p.Picture(name, data, alt, caption, "fig:dvojnik"))
    paper.insert(
        place, line(f"{said(paper, 'reference')} ", p.Reference("fig:dvojnik"), ".")
    )
    return "dvojnik"


@defect("equation-unconverted", KEYS)
def equation(paper: Paper, place: int) -> str:
    tex = p.Tex("\\vlozek{d} = \\frac{\\sredstva}{n}")
    paper.insert(place, line(f"{said(paper, 'equation')} ", tex, "."))
    return "vlozek"


# --- traces of work -------------------------------------------------------------------
@defect("tracked-changes", OFFICE)
def changed(paper: Paper, place: int) -> str:
    inserted = p.Inserted(f" {said(paper, 'changed')}", "Author")
    paper.insert(place, line(words.PARAGRAPHS[paper.language][4], inserted))
    return ""


@defect("comments", OFFICE)
def remarked(paper: Paper, place: int) -> str:
    remark = p.Remarked("1931", said(paper, "remark"), "Author")
    paper.insert(place, line(words.PARAGRAPHS[paper.language][5], " (", remark, ")"))
    return ""


# --- front ----------------------------------------------------------------------------
@defect("abstract-missing")
def no_abstract(paper: Paper, place: int) -> str:
    paper.abstract = ""
    return ""


@defect("keywords-missing")
def no_keywords(paper: Paper, place: int) -> str:
    paper.keywords = ""
    return ""


@defect("affiliation-missing", group="people")
def no_affiliation(paper: Paper, place: int) -> str:
    paper.person = (paper.person[0], "")
    return ""


@defect("authors-missing", group="people")
def no_authors(paper: Paper, place: int) -> str:
    paper.person = ("", "")
    return ""


# --- anonymous papers -----------------------------------------------------------------
@defect("anonymous-author", anonymous=True)
def named(paper: Paper, place: int) -> str:
    paper.person = words.PEOPLE[0]
    paper.insert(place, line(said(paper, "name")))
    return said(paper, "name")[:20]


@defect("anonymous-address", anonymous=True)
def mailed(paper: Paper, place: int) -> str:
    paper.insert(place, line(said(paper, "mail")))
    return said(paper, "mail")[:20]


@defect("anonymous-acknowledgement", anonymous=True)
def thanked(paper: Paper, place: int) -> str:
    paper.insert(place, line(said(paper, "thanks")))
    return said(paper, "thanks")[:20]


@defect("anonymous-self-citation", anonymous=True)
def own_work(paper: Paper, place: int) -> str:
    paper.insert(place, line(said(paper, "own")))
    return said(paper, "own")[:20]


@defect("anonymous-properties", OFFICE, anonymous=True)
def in_properties(paper: Paper, place: int) -> str:
    paper.property_author = "Ana Kodrič"
    return ""
