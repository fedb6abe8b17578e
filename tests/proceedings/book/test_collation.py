"""Order of the alphabet, after CLDR (sl.xml) and ISO 999."""

import random

import pytest

from proceedings.book.collation import letter, sort_key, without_article

SLOVENIAN = [
    "Cvek, Ana",
    "Czerny, Carl",
    "Čebular, Ana",
    "Čuk, Ana",
    "Ćosić, Dobrica",
    "Dular, Ana",
    "Dvorak, Ana",
    "Đukić, Ivo",
    "Eller, Ana",
    "Kos, Zora",
    "Kos Bizjak, Ana",
    "Kosar, Ana",
    "Lužar, Ana",
    "Lužar Šajt, Darja",
    "Lužar-Šajt, Ema",
    "Lužarič, Ana",
    "Novak, Jan",
    "Novák, Jan",
    "Novak, Žiga",
    "Quine, Willard",
    "Sever, Ana",
    "Szabó, Éva",
    "Šah, Ana",
    "Šuštar, Ana",
    "Tavčar, Ana",
    "Vidmar, Ana",
    "Wagner, Ana",
    "Xenakis, Ana",
    "Young, Ana",
    "Zupan, Ana",
    "Žagar, Ana",
]
ITALIAN = [
    "Bianchi, Marta",
    "Čebular, Ana",
    "Ceccato, Luca",
    "D’Addario, Pio",
    "Dalla Costa, Maria",
    "D'Angelo, Ugo",
    "De Rossi, Ada",
    "della Rovere, Carlo",
    "Dell’Orto, Gino",
    "Derossi, Ada",
    "Di Stefano, Ida",
    "È vita, Coop",
    "Marini, Elio",
]


@pytest.mark.parametrize(
    ("language", "names"), [("sl", SLOVENIAN), ("it", ITALIAN)], ids=["sl", "it"]
)
def test_names_stand_in_the_order_of_the_language(language, names):
    mixed = random.Random(1).sample(names, len(names))
    assert sorted(mixed, key=lambda name: sort_key(name, language)) == names


def test_numbers_stand_first_and_by_value():
    terms = ["2012", "COOP 2", "COOP 10", "coop", "9 regij"]
    mixed = random.Random(1).sample(terms, len(terms))
    ordered = sorted(mixed, key=lambda term: sort_key(term, "en"))
    assert ordered == ["9 regij", "2012", "coop", "COOP 2", "COOP 10"]


@pytest.mark.parametrize(
    ("text", "language", "heading"),
    [
        ("Čebular", "sl", "Č"),
        ("čebela", "sl", "Č"),
        ("Čebular", "it", "C"),
        ("Đukić", "sl", "Đ"),
        ("Đukić", "en", "D"),
        ("Élite", "sl", "E"),
        ("d’Angelo", "it", "D"),
        ("»Zadruga«", "sl", "Z"),
        ("2012", "sl", "0–9"),
        ("…", "sl", "#"),
        ("Østergaard", "en", "O"),
    ],
)
def test_heading_of_an_entry(text, language, heading):
    assert letter(text, language) == heading


@pytest.mark.parametrize(
    ("name", "language", "looked_up"),
    [
        ("The Women’s Organisation", "en", "Women’s Organisation"),
        ("L’Officina", "it", "Officina"),
        ("La Bottega", "it", "Bottega"),
        ("La Bottega", "sl", "La Bottega"),
        ("Labor", "it", "Labor"),
        ("The", "en", "The"),
    ],
)
def test_article_is_not_looked_up(name, language, looked_up):
    assert without_article(name, language) == looked_up
