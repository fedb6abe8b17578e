"""A small volume that is quickly set."""

from pathlib import Path

import pytest

HEAD = """[volume]
title = "Zbornik"
language = "sl"
languages = ["sl"]
publisher = "Založba"
publisher_place = "Maribor"
year = 2013
"""


def entry(name: str, title: str) -> str:
    return (
        f'\n[[papers]]\nid = "{name}"\nsource = "{name}.md"\ntitle = "{title}"\n'
        'language = "sl"\nabstracts = { sl = "Povzetek.", en = "An abstract." }\n'
        'keywords = { sl = ["delo"], en = ["work"] }\n'
        f'[[papers.authors]]\nname = "Ana {title}"\naffiliations = ["Zavod"]\n'
    )


class Desk:
    """A folder of manuscripts, and an editor who changes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.title = "Zbornik"
        self.papers = {name: f"Naslov {name}" for name in ("ena", "dva", "tri")}
        folder.mkdir()
        for name in self.papers:
            self.write(name, f"Besedilo prispevka {name}.")
        self.save()

    def write(self, name: str, text: str) -> None:
        path = self.folder / f"{name}.md"
        path.write_text(f"# Uvod\n\n{text}\n\n# Sklep\n\nKonec.\n", encoding="utf-8")

    def save(self) -> None:
        entries = [entry(name, title) for name, title in self.papers.items()]
        text = HEAD.replace("Zbornik", self.title) + "".join(entries)
        (self.folder / "volume.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "volume")
