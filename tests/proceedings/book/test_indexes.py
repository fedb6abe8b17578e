"""What stands in the indexes, and where a passage is found."""

from dataclasses import replace
from pathlib import Path

import pytest

from proceedings.book import indexes, passages
from proceedings.book.anchors import with_anchors
from proceedings.book.assemble import assemble
from proceedings.model import (
    Paper,
    PaperEntry,
    Passage,
    Person,
    Recommendation,
    Subject,
    Volume,
)

WORDS = "Odločitve se sprejemajo počasneji, a držijo dlje."
VOLUME = Volume(
    "Zbornik",
    "sl",
    ("sl",),
    (PaperEntry("a", Path(), Path(), subjects=("Čebela",)),),
    participants=(Person("Ivo Đukić"), Person("Ana Dular"), Person("Zora Cvek")),
)


def para(words):
    inlines = [{"t": "Str", "c": word} for word in words.split()]
    spaced = [each for inline in inlines for each in (inline, {"t": "Space"})]
    return {"t": "Para", "c": spaced[:-1]}


def paper(identifier, *authors, keywords=()):
    blocks = with_anchors((para("Uvod."), para(WORDS)), identifier)
    return Paper(
        identifier,
        Path(),
        "",
        identifier,
        "it",
        authors=authors,
        keywords={"sl": keywords, "it": ("cooperativa",)},
        blocks=blocks,
    )


def terms(entries):
    return [(each.term, each.letter, [p.part for p in each.places]) for each in entries]


def test_organisation_of_two_authors_stands_once():
    book = assemble(
        VOLUME,
        [
            paper("a", Person("Ana", ("Inštitut  A",)), Person("Eva", ("inštitut A",))),
            paper("b", Person("Eva", ("Šola",))),
        ],
    )
    assert terms(indexes.organisations(book)) == [
        ("Inštitut A", "I", ["a"]),
        ("Šola", "Š", ["b"]),
    ]


def test_subjects_come_from_keywords_papers_and_terms():
    volume = replace(
        VOLUME,
        subjects=(
            Subject("Zadruga", papers=("b",), places=(Passage("a", "a--p-1"),)),
            Subject("kooperativa", see="zadruga"),
            Subject("izginulo", papers=("left-out",)),
        ),
    )
    papers = [paper("a", keywords=("zadruga",)), paper("b", keywords=("cena",))]
    found = indexes.subjects(assemble(volume, papers))
    assert terms(found) == [
        ("cena", "C", ["b"]),
        ("Čebela", "Č", ["a"]),
        ("kooperativa", "K", []),
        ("Zadruga", "Z", ["b", "a", "a"]),
    ]
    assert [each.see for each in found] == ["", "", "zadruga", ""]


def test_participants_stand_by_family_name():
    book = assemble(VOLUME, [paper("a")])
    names = [person.name for person in indexes.participants(book)]
    assert names == ["Zora Cvek", "Ana Dular", "Ivo Đukić"]


def test_quoted_words_become_the_id_of_their_paragraph():
    volume = replace(
        VOLUME,
        recommendations=(
            Recommendation(
                "r",
                "Pravila",
                "",
                "",
                ("a", "left-out"),
                (
                    Passage("a", words="odločitve se sprejemajo  počasneji"),
                    Passage("a", words="tega ni nikjer"),
                    Passage("left-out", words="Uvod"),
                ),
            ),
        ),
    )
    found, findings = passages.found_in(volume, [paper("a")])
    (row,) = found.recommendations
    anchor = with_anchors((para(WORDS),), "a")[0]["c"][0]["c"][0][0]
    assert row.papers == ("a",)
    assert [each.anchor for each in row.rests_on] == [anchor, ""]
    assert [(each.code, each.where, each.values["passage"]) for each in findings] == [
        ("passage-missing", "Pravila", "tega ni nikjer")
    ]


def test_id_of_a_paragraph_that_was_rewritten_is_missing():
    subject = Subject("zadruga", places=(Passage("a", anchor="a--p-00000000"),))
    volume = replace(VOLUME, subjects=(subject,))
    found, findings = passages.found_in(volume, [paper("a")])
    assert found.subjects[0].places == (Passage("a"),)
    assert [each.values["passage"] for each in findings] == ["a--p-00000000"]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Ana Čebular", "Čebular, Ana"),
        ("Carlo della Rovere", "della Rovere, Carlo"),
        ("Ludwig van der Berg", "van der Berg, Ludwig"),
        ("Maria D’Angelo", "D’Angelo, Maria"),
        ("Novak, Janez", "Novak, Janez"),
        ("Platon", "Platon"),
    ],
)
def test_name_is_inverted_and_keeps_its_particles(name, printed):
    assert indexes.inverted(name) == printed
