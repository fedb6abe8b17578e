"""Makes volumes of synthetic papers: equal ones for equal numbers."""

import random
import subprocess
from pathlib import Path

import pypandoc
from PIL import Image, ImageDraw

# With abstracts, notes and works, 2,400 on the eight pages of our book.
WORDS = 1700
DOCX_EVERY = 5
_SECTIONS = 6
_NOTES = 10
_WORKS = 12
_COMMON = "ra de mi ko ve na po li ta so du be re ga ma ni lo ve ti ca pe zo"
_RARE = "šo ča že bra kra stro tri pla gle sni"
_SYLLABLES = [*_COMMON.split(), *_RARE.split()]

_HEAD = """[volume]
title = "Zbornik meritev"
language = "sl"
languages = ["sl"]
publisher = "Založba"
publisher_place = "Maribor"
year = 2013
"""


class _Author:
    """Writes words, sentences and paragraphs, the same for the same number."""

    def __init__(self, number: int) -> None:
        self._chance = random.Random(number)
        chance = random.Random(0)
        self._words = [
            "".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3, 3, 4))))
            for _ in range(1500)
        ]

    def words(self, count: int) -> str:
        return " ".join(self._chance.choices(self._words, k=count))

    def sentence(self) -> str:
        return self.words(self._chance.randint(9, 21)).capitalize() + "."

    def paragraph(self, count: int) -> str:
        sentences: list[str] = []
        while sum(len(each.split()) for each in sentences) < count:
            sentences.append(self.sentence())
        return " ".join(sentences)

    def number(self, most: int) -> int:
        return self._chance.randint(1, most)


def volume(folder: Path, papers: int, *, docx: bool = True) -> Path:
    """Write a volume of that many papers; every fifth is a DOCX."""
    folder.mkdir(parents=True)
    rows = [_HEAD]
    for number in range(1, papers + 1):
        name = f"p{number:04}"
        source = paper(folder / name, number)
        if docx and number % DOCX_EVERY == 0:
            source = _as_docx(source)
        author = _Author(number + 1_000_000)
        rows.append(
            f'[[papers]]\nid = "{name}"\nsource = "{name}/{source.name}"\n'
            f'title = "{author.words(6).capitalize()}"\nlanguage = "sl"\n'
            f'session = "Sklop {number * 8 // (papers + 1) + 1}"\n'
            f'abstracts = {{ sl = "{author.paragraph(120)}", '
            f'en = "{author.paragraph(120)}" }}\n'
            f'keywords = {{ sl = ["{author.words(1)}"], en = ["{author.words(1)}"] }}\n'
            f'[[papers.authors]]\nname = "{author.words(2).title()}"\n'
            f'affiliations = ["Zavod {author.words(1)}"]\n'
        )
    (folder / "volume.toml").write_text("\n".join(rows), encoding="utf-8")
    return folder


def paper(folder: Path, number: int) -> Path:
    """Write one paper of eight pages: text, figures, tables, notes, a list of works."""
    folder.mkdir(parents=True)
    author = _Author(number)
    for figure in (1, 2):
        _draw(folder / f"fig{figure}.png", number * 2 + figure)
    (folder / "refs.bib").write_text(_works(author), encoding="utf-8")
    (folder / "paper.md").write_text(_text(author), encoding="utf-8")
    return folder / "paper.md"


def _text(author: _Author) -> str:
    lines = ["---\nbibliography: refs.bib\nlang: sl\n---\n"]
    blocks = WORDS // 100
    sections = {number * blocks // _SECTIONS for number in range(_SECTIONS)}
    notes = {number * blocks // _NOTES for number in range(_NOTES)}
    for block in range(blocks):
        if block in sections:
            lines.append(f"# {author.words(3).capitalize()}\n")
        words = author.paragraph(85)
        if block in notes:
            words += f"^[{author.sentence()}]"
        if block % 2:
            words += f" [@w{author.number(_WORKS)}]"
        lines.append(words + "\n")
        if block in {blocks // 4, blocks // 2}:
            lines.append(_table(author))
        if block in {blocks // 3, 2 * blocks // 3}:
            which = 1 if block == blocks // 3 else 2
            caption, alt = author.words(6).capitalize(), author.words(9)
            lines.append(f'![{caption}](fig{which}.png){{alt="{alt}" width=70%}}\n')
    return "\n".join(lines)


def _table(author: _Author) -> str:
    head = "| " + " | ".join(author.words(1).capitalize() for _ in range(5)) + " |"
    rule = "|" + "---|" * 5
    rows = [
        f"| {author.words(2)} | "
        + " | ".join(str(author.number(9999)) for _ in range(4))
        + " |"
        for _ in range(10)
    ]
    caption = f": {author.words(6).capitalize()}"
    return "\n".join([head, rule, *rows, "", caption, ""])


def _works(author: _Author) -> str:
    return "\n".join(
        f"@article{{w{number},\n  author = {{{author.words(1).title()}, "
        f"{author.words(1).title()} and {author.words(1).title()}, "
        f"{author.words(1).title()}}},\n"
        f"  title = {{{author.words(8).capitalize()}}},\n"
        f"  journal = {{{author.words(3).title()}}},\n"
        f"  year = {{{1980 + author.number(30)}}},\n  volume = {{{number}}},\n"
        f"  pages = {{{number}--{number + 9}}}\n}}\n"
        for number in range(1, _WORKS + 1)
    )


def _draw(path: Path, number: int) -> None:
    chance = random.Random(number)
    image = Image.new("RGB", (1200, 800), "white")
    pen = ImageDraw.Draw(image)
    for bar in range(12):
        height = chance.randint(80, 700)
        left = 60 + bar * 92
        pen.rectangle((left, 760 - height, left + 64, 760), fill="navy")
    pen.line((40, 40, 40, 760, 1180, 760), fill="black", width=4)
    image.save(path)


def _as_docx(source: Path) -> Path:
    target = source.with_suffix(".docx")
    subprocess.run(
        [
            pypandoc.get_pandoc_path(),
            source.name,
            "--citeproc",
            f"--output={target.name}",
        ],
        cwd=source.parent,
        check=True,
    )
    return target
