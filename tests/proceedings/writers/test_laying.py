"""Where each part of a book stands."""

from dataclasses import replace
from pathlib import Path

from proceedings.book import parts, whereabouts
from proceedings.book.assemble import assemble
from proceedings.book.indexes import EDITOR, MEMBER, names
from proceedings.model import (
    Committee,
    Member,
    Paper,
    PaperEntry,
    Person,
    Recommendation,
    Session,
    Volume,
)
from proceedings.writers.laying import lay

EDITED = Person("Ana Žagar")


def paper(identifier, session=""):
    return Paper(
        identifier, Path(), "", identifier, "sl", authors=(EDITED,), session=session
    )


PAPERS = tuple(paper(f"p{number}", f"Sklop {number // 2}") for number in range(4))
VOLUME = Volume(
    "Zbornik",
    "sl",
    ("sl",),
    tuple(PaperEntry(each.id, Path(), Path()) for each in PAPERS),
    editors=(EDITED,),
    committees=(Committee("Odbor", (Member(EDITED),)),),
    sessions=(Session("a", "Sklop 0"), Session("b", "Sklop 1")),
    recommendations=(Recommendation("r", "R", "R", "", ("p0",)),),
)
LENGTHS = {"_titles": 4, "_committees": 1, "_contents": 3, "_recommendations": 2}


def laid(volume=VOLUME, papers=PAPERS):
    seen = []

    def set_parts(tasks):
        for task in tasks:
            known = whereabouts.page(task.book, "p0")
            seen.append((task.part.name, task.first, known))
        return [LENGTHS.get(task.part.name, 1) for task in tasks]

    book = lay(
        assemble(volume, papers), dict.fromkeys(["p0", "p1", "p2", "p3"], 3), set_parts
    )
    return book, seen


def test_every_part_begins_on_a_right_hand_page():
    book, _ = laid()
    assert [(part.name, part.label(1), part.count) for part in book.page_map.parts] == [
        ("_cover", "", 1),
        ("_titles", "i", 4),
        ("_committees", "v", 1),
        ("_contents", "vii", 3),
        ("_session-a", "1", 1),
        ("p0", "3", 3),
        ("p1", "7", 3),
        ("_session-b", "11", 1),
        ("p2", "13", 3),
        ("p3", "17", 3),
        ("_recommendations", "21", 2),
        ("_names", "23", 1),
    ]
    assert book.pages == {"p0": (3, 5), "p1": (7, 9), "p2": (13, 15), "p3": (17, 19)}


def test_contents_are_set_last_and_what_names_pages_knows_them():
    _, seen = laid()
    assert seen == [
        ("_titles", 1, ""),
        ("_committees", 5, ""),
        ("_session-a", None, ""),
        ("_session-b", None, ""),
        ("_recommendations", None, "3"),
        ("_names", None, "3"),
        ("_contents", 7, "3"),
    ]


def test_sessions_of_few_papers_have_no_pages_of_their_own():
    book, _ = laid(papers=PAPERS[1:3])
    names = [part.name for part in parts.body(book)]
    assert names == ["p1", "p2"]


def test_index_names_each_page_once_in_the_order_of_the_book():
    book, _ = laid()
    (row,) = names(book)
    found = whereabouts.found(book, row.places, whole=False)
    assert [(each.label, each.role) for each in found] == [
        ("iii", EDITOR),
        ("v", MEMBER),
        ("3", "author"),
        ("7", "author"),
        ("13", "author"),
        ("17", "author"),
    ]
    spans = whereabouts.found(book, row.places[:1], whole=True)
    assert [each.label for each in spans] == ["3–5"]


def test_passage_has_the_page_on_which_it_begins():
    book, _ = laid()
    book = replace(book, places={"p1": {"p1--p-1a2b3c4d": 2}})
    assert whereabouts.page(book, "p1", "p1--p-1a2b3c4d") == "8"
