"""The commands of the tutorial do what it says."""

import re
import subprocess
import sys
from pathlib import Path

from docx import Document

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorials" / "first-book.md"
COMMAND = re.compile(r"^    \.venv/bin/python (-m proceedings .+)$", re.MULTILINE)


def manuscript(path: Path) -> None:
    document = Document()
    document.core_properties.title = "Zadruge čez mejo"
    document.core_properties.author = "Ana Novak"
    document.core_properties.language = "sl"
    document.add_heading("Zadruge čez mejo", 0)
    document.add_heading("Uvod", 1)
    document.add_paragraph("Zadruga je podjetje svojih članov, ki odločajo skupaj.")
    document.save(path)


def test_tutorial_leads_to_a_book(tmp_path: Path) -> None:
    folder = tmp_path / "my-papers"
    folder.mkdir()
    manuscript(folder / "novak.docx")
    commands = COMMAND.findall(TUTORIAL.read_text())
    assert [command.split()[2] for command in commands] == [
        "init",
        "check",
        "build",
        "build",
    ]
    for command in commands:
        result = subprocess.run(
            [sys.executable, *command.split()],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, (command, result.stdout, result.stderr)
    book = tmp_path / "my-book"
    made = sorted(str(path.relative_to(book)) for path in book.rglob("*.*"))
    assert made == [
        "manifest.json",
        "papers/novak.fragment.html",
        "papers/novak.html",
        "papers/novak.pdf",
        "volume.epub",
        "volume.pdf",
    ]
