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


@pytest.mark.parametrize(
    ("words", "expected", "found"),
    [
        (
            (
                "La cooperativa non è nata per fare beneficenza, ma per dare lavoro a chi "
                "era rimasto nel paese."
            ),
            "sl",
            "it",
        ),
        (
            (
                "Zadruge su od početka stoljeća imale važnu ulogu u razvoju sela, što je "
                "vidljivo i iz arhivskih izvora koji su sačuvani."
            ),
            "sl",
            "hr",
        ),
        # A sentence of ours with a long foreign title in it is still ours.
        (
            (
                "Schwalm je leta 1942 napisal poročilo (Bericht über die Tätigkeit der "
                "Forschungsgemeinschaft für die Provinz Laibach), ki je dolgo 85 strani in "
                "ki ga hrani arhiv."
            ),
            "sl",
            "",
        ),
        ("Too few words to be sure of.", "sl", ""),
        (
            (
                "Zadruge so od začetka stoletja imele pomembno vlogo pri razvoju vasi, kar "
                "je razvidno tudi iz virov."
            ),
            "sl-SI",
            "",
        ),
    ],
)
def test_sure_names_only_what_is_surely_another_language(words, expected, found):
    assert language.sure(words, expected) == found
