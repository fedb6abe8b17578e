from dataclasses import replace

import pytest

from proceedings import volume_file
from proceedings.exceptions import VolumeFileIsWrong, WrongUsage
from proceedings.model import Person

GOOD = """
isbn = { pdf = "978-961-0-00000-1" }

[volume]
title = "Zbornik"
language = "sl"
languages = ["sl", "it"]
year = 2013
issued = 2013-05-31

[volume.conference]
name = "COOP"
start = 2013-04-01

[[papers]]
id = "forum"
source = "a/forum.md"
title = "Forum"
abstracts = { sl = "Povzetek." }
keywords = { sl = ["forum"] }

[[papers.authors]]
name = "Ana Novak"
affiliations = ["Inštitut"]
corresponding = true

[[recommendations]]
id = "r1"
title = "Naslov"
text = "Besedilo"
target_group = "podjetja"
papers = ["forum"]
"""


def write(folder, text):
    (folder / "volume.toml").write_text(text, encoding="utf-8")
    return folder


def same(entries):
    return entries


def test_load_reads_what_the_schema_allows(tmp_path):
    volume = volume_file.load(write(tmp_path, GOOD))
    assert (volume.title, volume.issued, volume.year) == ("Zbornik", "2013-05-31", 2013)
    assert volume.isbn == {"pdf": "978-961-0-00000-1"}
    (paper,) = volume.papers
    assert paper.source == tmp_path / "a" / "forum.md"
    assert paper.root == tmp_path / "a"
    assert paper.authors == (Person("Ana Novak", ("Inštitut",), corresponding=True),)


def test_dump_gives_back_what_was_loaded(tmp_path):
    volume = volume_file.load(write(tmp_path, GOOD))
    write(tmp_path, volume_file.dump(volume, tmp_path))
    assert volume_file.load(tmp_path) == volume


def test_dump_escapes_what_authors_type(tmp_path):
    volume = volume_file.load(write(tmp_path, GOOD))
    volume = replace(volume, title='A "b" \\ c\n[[papers]]\x07')
    write(tmp_path, volume_file.dump(volume, tmp_path))
    assert volume_file.load(tmp_path).title == volume.title


def test_load_when_several_things_are_wrong_names_all_with_their_lines(tmp_path):
    text = '[volume]\ntitle = 3\nlangauge = "sl"\n\n[[papers]]\nid = "a"\npages = 2\n'
    with pytest.raises(VolumeFileIsWrong) as problem:
        volume_file.load(write(tmp_path, text))
    lines = str(problem.value).splitlines()
    assert [line.partition(";")[0] for line in lines] == [
        "volume.toml: line 2: volume.title must be text in quotation marks.",
        "volume.toml: line 3: volume.langauge is not known",
        "volume.toml: line 7: papers.1.pages is not known",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "forum"', 'id = "Forum 1"', "small letters"),
        ('"a/forum.md"', '"../forum.md"', "outside the folder"),
        ('"a/forum.md"', '"/etc/passwd"', "outside the folder"),
        ('papers = ["forum"]', 'papers = ["x"]', "no paper 'x'"),
        ('title = "Zbornik"', 'title = ""', "title is missing"),
        ("[volume]", "[volume", "line 4"),
    ],
)
def test_load_when_a_value_is_wrong_says_so(tmp_path, old, new, message):
    with pytest.raises(VolumeFileIsWrong, match=message):
        volume_file.load(write(tmp_path, GOOD.replace(old, new, 1)))


def test_discover_finds_manuscripts_and_nothing_else(tmp_path):
    for name in (
        "README.md",
        "b/paper.md",
        "a/paper.docx",
        "a/~$paper.docx",
        ".git/x.md",
        "c/notes.txt",
        "2020 Oset.docx",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "c" / "main.tex").write_text("\\documentclass{article}")
    (tmp_path / "c" / "chapter.tex").write_text("Text")
    found = volume_file.discover(tmp_path)
    assert [(e.id, e.source.relative_to(tmp_path).as_posix()) for e in found] == [
        ("p-2020-oset", "2020 Oset.docx"),
        ("a", "a/paper.docx"),
        ("a-2", "a/~$paper.docx"),
        ("b", "b/paper.md"),
        ("c", "c/main.tex"),
    ]
    assert [entry.root.name for entry in found[1:]] == ["a", "a", "b", "c"]


def test_initialise_writes_a_file_that_loads(tmp_path):
    (tmp_path / "one.md").write_text("Text")
    path = volume_file.initialise(tmp_path, same)
    assert path == tmp_path / "volume.toml"
    assert [paper.id for paper in volume_file.load(tmp_path).papers] == ["one"]


def test_initialise_when_there_is_a_volume_leaves_it(tmp_path):
    write(tmp_path, GOOD)
    with pytest.raises(WrongUsage):
        volume_file.initialise(tmp_path, same)
    assert (tmp_path / "volume.toml").read_text() == GOOD


def test_initialise_when_there_are_no_manuscripts_says_so(tmp_path):
    with pytest.raises(WrongUsage):
        volume_file.initialise(tmp_path, same)
