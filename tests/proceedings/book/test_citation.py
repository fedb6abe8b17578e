"""A paper's own citation, in its language."""

from pathlib import Path

import pytest

from proceedings.book import citation
from proceedings.model import Conference, Paper, Person, Volume

VOLUME = Volume(
    "Zbornik",
    "sl",
    ("sl",),
    (),
    publisher="Založba",
    publisher_place="Maribor",
    year=2013,
    editors=(Person("Ana Čebular"),),
)


def paper(language, doi=""):
    return Paper(
        "p",
        Path(),
        "",
        "Naslov",
        language,
        authors=(Person("Žiga Šuštar"), Person("Mary O’Neill")),
        doi=doi,
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "sl",
            "Naslov. V: Ana Čebular (ur.), Zbornik. Maribor: Založba, str.\u00a09–16.",
        ),
        (
            "en",
            "Naslov. In: Ana Čebular (ed.), Zbornik. Maribor: Založba, pp.\u00a09–16.",
        ),
    ],
)
def test_citation_is_in_the_language_of_the_paper(language, text):
    names = {"sl": "Žiga Šuštar in Mary O’Neill", "en": "Žiga Šuštar and Mary O’Neill"}
    cited = citation.cite(paper(language), VOLUME).text(9, 16)
    assert cited == f"{names[language]} (2013). {text}"


@pytest.mark.parametrize(("language", "mark"), [("it", "p."), ("sl", "str.")])
def test_citation_of_one_page_names_one(language, mark):
    cited = citation.cite(paper(language), VOLUME).text(9, 9)
    assert cited.endswith(f"Zbornik. Maribor: Založba, {mark}\u00a09.")


def test_citation_without_pages_and_with_doi():
    cited = citation.cite(paper("it", "10.1/x"), VOLUME).text(None, None)
    assert cited.endswith("Zbornik. Maribor: Založba. https://doi.org/10.1/x")


@pytest.mark.parametrize(
    ("end", "words"),
    [("2013-04-19", "18–19 April 2013"), ("", "18 April 2013")],
)
def test_days_of_a_conference_in_words(end, words):
    meeting = Conference("COOP", "Maribor", "2013-04-18", end)
    assert citation.when(meeting, "en") == words


def test_long_title_is_cut_between_words():
    title = "A title that goes on and on, well past what a running head can hold"
    assert citation.short_title(title) == (
        "A title that goes on and on, well past what a running head …"
    )
