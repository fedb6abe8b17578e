"""The tutorial, followed word by word, does and says what stands in it."""

import io
import json
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

from docx import Document
from docx.shared import Cm
from pikepdf import Pdf
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorials" / "first-book.md"
BLOCK = re.compile(r"(?:^ {4,}\S.*\n(?:\n(?= {4}))?)+", re.MULTILINE)


def blocks() -> list[str]:
    """Return the commands, answers and files that the tutorial shows."""
    return [textwrap.dedent(block) for block in BLOCK.findall(TUTORIAL.read_text())]


def block(beginning: str, place: int = 0) -> str:
    return [each for each in blocks() if each.startswith(beginning)][place]


def picture() -> io.BytesIO:
    image = Image.new("RGB", (900, 500), "white")
    draw = ImageDraw.Draw(image)
    for number, height in enumerate((120, 200, 330, 410)):
        left = 80 + number * 200
        draw.rectangle((left, 480 - height, left + 140, 480), fill=(31, 78, 121))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    stream.seek(0)
    return stream


def manuscript(path: Path, language: str, title: str, *words: str) -> None:
    """Write a Word file as people type it: names, abstract and keywords in lines."""
    document = Document()
    document.core_properties.author = ""
    document.core_properties.language = language
    document.add_heading(title, 0)
    name, place, heading, abstract, keywords, introduction, text = words
    document.add_paragraph(name)
    document.add_paragraph(place)
    document.add_heading(heading, 1)
    document.add_paragraph(abstract)
    document.add_paragraph(keywords)
    document.add_heading(introduction, 1)
    document.add_paragraph(text)
    if language == "sl":
        document.add_picture(picture(), width=Cm(10))
    document.save(path)


def manuscripts(folder: Path) -> None:
    folder.mkdir()
    manuscript(
        folder / "novak.docx",
        "sl",
        "Zadruge čez mejo",
        "Ana Novak",
        "Inštitut za zadružništvo, Maribor",
        "Povzetek",
        "Zadruge ob meji družijo ljudi iz dveh držav. Prispevek kaže, kako odločajo.",
        "Ključne besede: zadruga, meja, odločanje",
        "Uvod",
        "Zadruga je podjetje svojih članov, ki odločajo skupaj.",
    )
    manuscript(
        folder / "rossi.docx",
        "it",
        "Le cooperative sociali in Friuli",
        "Marco Rossi",
        "Università di Trieste",
        "Riassunto",
        "Le cooperative sociali danno lavoro a chi ne è escluso.",
        "Parole chiave: cooperativa sociale, lavoro",
        "Introduzione",
        "La cooperativa sociale è un’impresa che unisce il lavoro e la cura.",
    )


def follow(told: str, folder: Path) -> int:
    """Type a command, compare the answer with what is told, return the exit code."""
    typed, _, answer = told.partition("\n")
    done = subprocess.run(
        [sys.executable, "-m", *typed.removeprefix("$ ").split()],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    lines = (re.escape(line).replace("…", ".*") for line in answer.splitlines())
    pattern = "".join(rf"{line}\n" if line != ".*" else r"(?:.*\n)*" for line in lines)
    assert re.fullmatch(pattern, done.stdout), (typed, done.stdout)
    return done.returncode


def names(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "-files" not in path.as_posix()
    )


def test_tutorial_leads_to_a_book(tmp_path: Path) -> None:
    papers, book = tmp_path / "my-papers", tmp_path / "my-book"
    manuscripts(papers)
    commands = [each for each in blocks() if each.startswith("$ ")]
    init, check, fixes, again, build, build_all, draft = commands

    assert follow(init, tmp_path) == 0
    volume = papers / "volume.toml"
    written, wanted = block("[volume]"), block("[volume]", 1)
    assert volume.read_text() == written
    volume.write_text(wanted + "\n" + written[written.index("[[papers]]") :])

    assert follow(check, tmp_path) == 1
    assert follow(fixes, tmp_path) == 0
    fixed = papers / "novak.docx.fixes.toml"
    filled = block("# Uvod")
    offered = re.sub(r'^alt = ".+"$', '# alt = ""', filled, flags=re.MULTILINE)
    assert fixed.read_text().strip() == offered.strip()
    fixed.write_text(filled)
    assert follow(again, tmp_path) == 0

    assert follow(build, tmp_path) == 0
    told = re.findall(r"^\| `my-book/([^`]+\w)`", TUTORIAL.read_text(), re.MULTILINE)
    assert [name for name in told if not (book / name).is_file()] == []
    with Pdf.open(book / "volume.pdf") as pdf:
        assert f"the book, {len(pdf.pages)} pages:" in TUTORIAL.read_text()
    standard = names(book)

    assert follow(build_all, tmp_path) == 0
    assert set(standard) < set(names(book))
    assert (book / "papers" / "novak.xml").is_file()
    outputs = json.loads((book / "manifest.json").read_text())["outputs"]
    assert "volume.crossref.xml" not in {each["path"] for each in outputs}

    assert follow(draft, tmp_path) == 0
