"""Forty-five spoilt papers and fifteen clean ones, always the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from proceedings.model import PaperEntry, Person
from tests.proceedings.seeded import drawing, in_office, in_text, words
from tests.proceedings.seeded import paper as p
from tests.proceedings.seeded.defects import DEFECTS, Defect, line
from tests.proceedings.seeded.paper import Paper

FORMATS = {
    "docx": in_office.write_docx,
    "odt": in_office.write_odt,
    "markdown": in_text.write_markdown,
    "html": in_text.write_html,
    "latex": in_text.write_latex,
}
LANGUAGES = ("sl", "it", "en")
VARIANTS = 3
# The last variant of each is anonymous.
ANONYMOUS = VARIANTS - 1
DEFECTS_EACH = 6


@dataclass(frozen=True)
class Seeded:
    """One document: its entry, and what was put in, as (code, place)."""

    name: str
    entry: PaperEntry
    defects: tuple[tuple[str, str], ...]

    @property
    def codes(self) -> set[str]:
        return {code for code, _ in self.defects}


def clean(form: str, language: str, variant: int) -> Paper:
    """Return a paper without any defect."""
    title = words.TITLES[language][variant]
    headings, texts = words.HEADINGS[language], words.PARAGRAPHS[language]
    paper = Paper(
        form=form,
        language=language,
        title=title,
        person=words.PEOPLE[variant],
        abstract=words.ABSTRACTS[language],
        keywords=words.KEYWORDS[language],
        declared=language,
        anonymous=variant == ANONYMOUS,
    )
    order = list(islice(cycle(texts), variant, variant + len(texts) + 4))
    for number, heading in enumerate(headings):
        paper.blocks += [p.Heading(1, heading), line(order[2 * number])]
        if number == 1:
            paper.blocks += [p.Heading(2, words.SAID[language]["level"])]
        paper.blocks.append(line(order[(2 * number + 1) % len(order)]))
    _furnish(paper, variant)
    if form != "latex":
        paper.insert(1, line(words.CITING[language]))
        works = [line(entry) for _, _, entry in words.WORKS]
        paper.blocks += [p.Heading(1, words.WORKS_HEADING[language]), *works]
    return paper


def _furnish(paper: Paper, variant: int) -> None:
    """Give a paper a table, a picture and a list, as papers have them."""
    language = paper.language
    caption, header, rows = words.TABLES[language]
    paper.insert(2, p.Table(rows, header, caption))
    said, alt = words.PICTURES[language]
    picture = drawing.house((1200, 800), 90 + variant) if variant else drawing.chart()
    paper.insert(3, p.Picture("prva.png", picture, alt, said, "fig:prva"))
    paper.insert(1, p.Bullets(words.LISTS[language]))


def near_misses(paper: Paper) -> None:
    """Put in what looks like a defect and is none."""
    miss, language = words.NEAR_MISSES[paper.language], paper.language
    lead, text = miss["lead"]
    code, foreign = words.FOREIGN[language]
    paper.insert(1, line(p.Bold(lead), f" {text}"))
    paper.insert(2, line(miss["quotation"]), line(p.Spoken(foreign, code)))
    paper.insert(3, line(miss["dash"]), line(miss["year"]), line(miss["number"]))
    address = "https://arhiv.example/popis"
    paper.insert(4, line(p.Link(miss["link"], address), "."))
    if paper.form != "latex":
        paper.insert(2, p.Picture("okras.png", drawing.line(), decorative=True))
    paper.insert(
        1, p.Picture("graf.png", drawing.chart(90), words.PICTURES[language][0])
    )
    if paper.form in {"docx", "odt", "html"}:
        paper.insert(4, p.Gap(1))
    if paper.form in {"markdown", "latex"}:
        paper.insert(3, line(p.Tex("d = \\frac{s}{n}"), "."))


def spoilt(folder: Path) -> Iterator[Seeded]:
    """Write the spoilt papers, dealing the defects out in turn."""
    dealer = _Dealer()
    for form in FORMATS:
        for language in LANGUAGES:
            for variant in range(VARIANTS):
                paper = clean(form, language, variant)
                seeded = tuple(
                    (defect.code, defect.seed(paper, number + 1))
                    for number, defect in enumerate(dealer.deal(paper))
                )
                yield _written(paper, f"{form}-{language}-{variant}", folder, seeded)


def controls(folder: Path) -> Iterator[Seeded]:
    """Write papers without a defect, but with much that comes near to one."""
    for form in FORMATS:
        for number, language in enumerate(LANGUAGES):
            paper = clean(form, language, number)
            near_misses(paper)
            yield _written(paper, f"{form}-{language}-clean", folder, ())


class _Dealer:
    """Deals the defects so that each comes as often as any other can."""

    def __init__(self) -> None:
        self._dealt = dict.fromkeys(range(len(DEFECTS)), 0)

    def deal(self, paper: Paper) -> list[Defect]:
        """Return defects that one paper can have together, the rarest first."""
        hand: list[Defect] = []
        for number in sorted(self._dealt, key=lambda each: self._dealt[each]):
            defect = DEFECTS[number]
            if self._fits(defect, paper, hand):
                hand.append(defect)
                self._dealt[number] += 1
            if len(hand) == DEFECTS_EACH:
                break
        return hand

    @staticmethod
    def _fits(defect: Defect, paper: Paper, hand: list[Defect]) -> bool:
        groups = {each.group for each in hand if each.group}
        return (
            paper.form in defect.formats
            and (not defect.anonymous or paper.anonymous)
            and not (paper.anonymous and defect.group == "people")
            and defect.group not in groups
            and defect.code not in {each.code for each in hand}
        )


def _written(
    paper: Paper, name: str, folder: Path, seeded: tuple[tuple[str, str], ...]
) -> Seeded:
    place = folder / name
    place.mkdir(parents=True)
    source = FORMATS[paper.form](paper, place)
    person, affiliation = paper.person
    people = (Person(person, (affiliation,) if affiliation else ()),) if person else ()
    entry = PaperEntry(
        id=name,
        source=source,
        root=place,
        title=paper.title,
        language=paper.typed_language,
        authors=people if paper.form != "markdown" or paper.anonymous else (),
        anonymous=paper.anonymous,
    )
    return Seeded(name, entry, seeded)
