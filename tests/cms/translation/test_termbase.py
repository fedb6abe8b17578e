"""The project's terms are found in every form, suggested and checked."""

import pytest

from cms.translation.termbase import Hint, hints, terms


def test_every_term_has_a_name_in_every_language():
    lacking = [term for term in terms() if not all(term.sl + term.it + term.en)]
    assert (len(terms()), lacking) == (194, [])


@pytest.mark.parametrize(
    ("source", "language", "target", "expected"),
    [
        ("Zadrugami", "sl", "it", [Hint("zadruga", ("cooperativa",))]),
        (
            "dobrih praks v lokalnih skupnostih",
            "sl",
            "en",
            [
                Hint("dobra praksa", ("good practice",)),
                Hint("lokalna skupnost", ("local community",)),
            ],
        ),
        (
            "Le imprese sociali",
            "it",
            "sl",
            [Hint("impresa sociale", ("socialno podjetje",))],
        ),
        ("nothing of ours", "en", "sl", []),
    ],
)
def test_terms_are_found_in_every_form(source, language, target, expected):
    assert hints(source, language, "", target) == expected


def test_translation_without_the_term_is_noticed():
    found = hints("Vodilni partner", "sl", "Il primo partner", "it")
    assert found == [Hint("vodilni partner", ("capofila",), is_missing=True)]


def test_translation_with_the_term_is_fine():
    found = hints("Vodilni partner", "sl", "Il capofila", "it")
    assert found == [Hint("vodilni partner", ("capofila",))]


def test_longer_term_covers_its_words():
    found = hints("Una cooperativa sociale", "it", "", "sl")
    assert [hint.source for hint in found] == ["cooperativa sociale"]
