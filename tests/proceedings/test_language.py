import pytest

from proceedings import language


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Zbornik je nastal, ker so se partnerji povezali in so sodelovali.", "sl"),
        ("Gli atti sono nati perché i partner hanno lavorato insieme con le", "it"),
        ("The book was made because the partners worked with each other.", "en"),
        ("Abc", ""),
    ],
)
def test_guess_by_stop_words(words, code):
    assert language.guess(words) == code


def test_normalise_keeps_the_region_and_refuses_the_unknown():
    codes = ["en-gb", "sl_SI", "IT", "xx", ""]
    assert [language.normalise(c) for c in codes] == ["en-GB", "sl-SI", "it", "", ""]


def test_folded_text_has_neither_accents_nor_capitals():
    assert language.folded("Đukić, Łódź, Œuvre") == "dukic, lodz, oeuvre"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Žagar", ("Žagar", "Ana")),
        ("Carlo  della Rovere", ("della Rovere", "Carlo")),
        ("Ludwig van der Berg", ("van der Berg", "Ludwig")),
        ("de Rossi", ("Rossi", "de")),
        ("Lužar Šajt,  Darja", ("Lužar Šajt", "Darja")),
        (" COOP ", ("COOP", "")),
        ("Novak,", ("Novak,", "")),
        ("", ("", "")),
    ],
)
def test_name_is_split_into_family_and_given(name, parts):
    assert language.family_and_given(name) == parts
