"""What a book has besides its papers, as `volume.toml` says it."""

import re
from pathlib import Path

import pytest

from proceedings import volume_file
from proceedings.exceptions import VolumeFileIsWrong
from proceedings.model import Passage, Person
from proceedings.volume_file.schema import SCHEMA, PerLanguage

FULL = """
[volume]
title = { sl = "Zbornik", en = "Proceedings" }
language = "sl"
conclusions = "sklepi.md"
original_title = "Original"
translators = ["Ana Prevajalka"]
print_year = 2013
print_run = 300
rights_holder = "Inštitut"
financer = { sl = "Evropska unija", en = "European Union" }
cobiss = "123"
series = "Zbirka"
series_number = "4"
issn = { pdf = "2350-3661", print = "2350-3653" }
colophon = { sl = [["Oblikovanje", "Eva"]], en = [["Design", "Eva"]] }

[volume.conference]
name = { sl = "Posvet", en = "Meeting" }

[[committees]]
name = { sl = "Programski odbor", en = "Programme committee" }
[[committees.members]]
name = "Ana Žagar"
role = { sl = "predsednica", en = "chair" }
affiliations = ["Inštitut"]

[[sessions]]
id = "second"
title = { sl = "Drugi sklop", en = "Second part" }
chairs = ["Ana Žagar"]

[[sessions]]
id = "first"
title = "Prvi sklop"

[[papers]]
id = "opening"
source = "a.md"

[[papers]]
id = "one"
source = "a.md"
session = "first"
subjects = ["zadruga"]

[[papers]]
id = "two"
source = "a.md"
session = "second"

[[recommendations]]
id = "r1"
title = { sl = "Naslov", en = "Title" }
text = "Besedilo"
target_group = "občine"
level = "EU"
papers = ["two"]
rests_on = ["one--p-1a2b3c4d", { paper = "two", words = "Prve  besede" }]

[[subjects]]
term = { sl = "zadruga", en = "cooperative" }
papers = ["two"]
places = ["one--p-1a2b3c4d"]

[[subjects]]
term = "kooperativa"
see = "zadruga"

[[participants]]
name = "Ivo Đukić"
affiliations = ["Občina"]

[[back_matter]]
title = { sl = "Priloga", en = "Annex" }
source = "sklepi.md"
"""

PARALLEL = """
[volume]
title = { sl = "Priročnik", it = "Manuale" }
language = "sl"
parallel = ["sl", "it"]
isbn = { sl = { pdf = "978-961-6354-01-0" }, it = { pdf = "978-961-6354-02-7" } }
foreword = { sl = "sl/a.md", it = "it/a.md" }

[[sessions]]
id = "deli"
title = { sl = "Prvi del", it = "Prima parte" }

[[papers]]
id = "vodenje"
sources = { sl = "sl/a.md", it = "it/a.md" }
title = { sl = "Vodenje", it = "La gestione" }
session = "deli"
"""


@pytest.fixture
def folder(tmp_path):
    for name in ("a.md", "sklepi.md", "sl/a.md", "it/a.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("# A", encoding="utf-8")
    return tmp_path


def loaded(folder, text):
    (folder / "volume.toml").write_text(text, encoding="utf-8")
    return volume_file.load(folder)


def problems(folder, text):
    with pytest.raises(VolumeFileIsWrong) as problem:
        loaded(folder, text)
    return [
        line.removeprefix("volume.toml: ") for line in str(problem.value).splitlines()
    ]


def test_all_parts_are_read(folder):
    volume = loaded(folder, FULL)
    assert volume.translations["en"]["title"] == "Proceedings"
    assert volume.translators == (Person("Ana Prevajalka"),)
    assert (volume.print_year, volume.print_run) == (2013, 300)
    assert volume.colophon == (("Oblikovanje", "Eva"),)
    (member,) = volume.committees[0].members
    assert (member.person.name, member.role) == ("Ana Žagar", "predsednica")
    (row,) = volume.recommendations
    assert (row.level, row.papers) == ("eu", ("two", "one"))
    assert row.rests_on == (
        Passage("one", anchor="one--p-1a2b3c4d"),
        Passage("two", words="Prve besede"),
    )
    assert volume.subjects[1].see == "zadruga"
    assert volume.back_matter[0].source == folder / "sklepi.md"


def test_papers_stand_in_the_order_of_the_sessions(folder):
    volume = loaded(folder, FULL)
    assert [(p.id, p.session) for p in volume.papers] == [
        ("opening", ""),
        ("two", "Drugi sklop"),
        ("one", "Prvi sklop"),
    ]


@pytest.mark.parametrize("text", [FULL, PARALLEL])
def test_dump_gives_back_what_was_loaded(folder, text):
    volume = loaded(folder, text)
    assert loaded(folder, volume_file.dump(volume, folder)) == volume


def test_parallel_volume_is_a_book_in_each_of_its_languages(folder):
    volume = loaded(folder, PARALLEL)
    book = volume_file.in_language(volume, "it")
    assert (book.title, book.language, book.languages) == ("Manuale", "it", ("it",))
    assert book.isbn == {"pdf": "978-961-6354-02-7"}
    assert book.foreword == folder / "it" / "a.md"
    (paper,) = book.papers
    assert (paper.id, paper.title, paper.session, paper.language) == (
        "vodenje",
        "La gestione",
        "Prima parte",
        "it",
    )
    assert (paper.source, paper.root) == (folder / "it" / "a.md", folder / "it")
    assert volume_file.in_language(volume, "sl") is volume


@pytest.mark.parametrize(
    ("text", "old", "new", "at", "message"),
    [
        (FULL, 'role = { sl = "predsednica"', 'rolle = { sl = "predsednica"', 'rolle =', "committees.1.members.1.rolle is not known"),
        (FULL, 'title = { sl = "Drugi sklop"', 'title = { xx = "Drugi sklop"', 'title = { xx', "sessions.1.title has no language codes such as sl, it or en: xx"),
        (FULL, 'title = { sl = "Drugi sklop", ', "title = { ", 'title = { en = "Second', "sessions.1.title says nothing in sl"),
        (FULL, 'session = "first"', 'session = "third"', 'session = "third"', "papers: there is no session 'third'"),
        (FULL, 'level = "EU"', 'level = "world"', 'level = "world"', "recommendations: the level must be one of: local, national, eu"),
        (FULL, '"one--p-1a2b3c4d", {', '"one", {', 'rests_on', "recommendations: 'one' is no id of a passage"),
        (FULL, 'paper = "two", words', 'paper = "x", words', 'rests_on', "recommendations: there is no paper 'x'"),
        (FULL, 'issn = { pdf', 'issn = { web', 'issn =', "volume.issn.web is not known"),
        (FULL, 'source = "sklepi.md"', 'source = "../x.md"', 'source = "../x.md"', "back_matter.1.source: there is no file ../x.md"),
        (PARALLEL, ', it = "it/a.md" }\ntitle', " }\ntitle", 'sources =', "papers: 'vodenje' has no source in it"),
        (PARALLEL, 'parallel = ["sl", "it"]', "", 'sources =', "papers: 'vodenje' has sources, but volume.parallel is not given"),
        (PARALLEL, 'parallel = ["sl", "it"]', 'parallel = ["it"]', 'parallel =', "volume.parallel must name the language"),
        (PARALLEL, '"it/a.md" }\n\n[[s', '"../a.md" }\n\n[[s', 'foreword =', "foreword: there is no file ../a.md"),
        (FULL, "print_run = 300", "print_run = true", 'print_run =', "volume.print_run must be a whole number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(folder, text, old, new, at, message):
    assert old in text
    text = text.replace(old, new, 1)
    line = text[: text.index(at)].count("\n") + 1
    found = [each for each in problems(folder, text) if message in each]
    assert [each[: len(f"line {line}: {message}")] for each in found] == [
        f"line {line}: {message}"
    ]


def test_every_key_is_documented():
    page = Path(__file__).parents[2] / "docs" / "reference" / "volume-file.md"
    documented = set(re.findall(r"`\[*([\w.]+)\]*`", page.read_text(encoding="utf-8")))
    assert keys(SCHEMA) - documented == set()


def keys(schema):
    """Return all names that may stand in the file."""
    if isinstance(schema, PerLanguage):
        return keys(schema.inner)
    if isinstance(schema, list | tuple):
        return {name for each in schema for name in keys(each)}
    if isinstance(schema, dict):
        found = {name for name in schema if name != "*"}
        return found | {name for each in schema.values() for name in keys(each)}
    return set()
