"""Names in the alphabet of the volume's language."""

from pathlib import Path

import pytest

from proceedings.book.author_index import index, inverted
from proceedings.model import Paper, Person


def paper(identifier, *names):
    authors = tuple(Person(name) for name in names)
    return Paper(identifier, Path(), "", identifier, "sl", authors=authors)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Ana Čebular", "Čebular, Ana"),
        ("Carlo della Rovere", "della Rovere, Carlo"),
        ("Ludwig van der Berg", "van der Berg, Ludwig"),
        ("Novak, Janez", "Novak, Janez"),
        ("Platon", "Platon"),
    ],
)
def test_name_is_inverted(name, printed):
    assert inverted(name) == printed


def test_slovenian_letters_follow_their_base_letters():
    rows = index(
        [paper("a", "A Žagar", "B Zupan", "C Čeh", "D Cuder", "E Šuštar", "F Smole")],
        "sl",
    )
    assert [row.letter for row in rows] == ["C", "Č", "S", "Š", "Z", "Ž"]


def test_author_of_two_papers_stands_once():
    rows = index([paper("a", "Ana Novak"), paper("b", "Ana Novak")], "sl")
    assert [(row.name, row.papers) for row in rows] == [("Novak, Ana", ("a", "b"))]
