"""The colophon: what it says, and what the law would have it say."""

from dataclasses import replace

import pytest

from proceedings.book import colophon
from proceedings.book.numbers import isbn, issn
from proceedings.model import Person, Volume
from proceedings.report import Severity

VOLUME = Volume(
    "Zbornik",
    "sl",
    ("sl",),
    (),
    subtitle="Prispevki",
    original_title="Proceedings",
    editors=(Person("Ana Žagar"),),
    translators=(Person("Eva Primer"),),
    publisher="Založba",
    publisher_place="Maribor",
    year=2013,
    isbn={"pdf": "9789616354011", "print": "978-961-6354-02-8"},
    issn={"print": "23503653"},
    edition="1. izdaja",
    print_year=2013,
    print_run=300,
    price="brezplačno",
    rights_holder="Založba",
    cip="COBISS.SI-ID 123",
    cobiss="123",
)
# Everything that the law asks for, and how the finding names what is missing.
MISSING = {
    "isbn": {"isbn": {}, "issn": {}, "print_run": 300},
    "rights": {"rights_holder": ""},
    "edition": {"edition": ""},
    "author": {"editors": ()},
    "publisher": {"publisher_place": ""},
    "year": {"year": None},
    "print-year": {"print_year": None},
    "print-run": {"print_run": None},
    "price": {"price": ""},
}


def codes(volume):
    return [each.code for each in colophon.findings(volume)]


def test_colophon_holds_the_items_in_their_order():
    assert colophon.items(VOLUME) == [
        ("Naslov", "Zbornik: Prispevki"),
        ("Naslov izvirnika", "Proceedings"),
        ("Urednik", "Ana Žagar"),
        ("Prevod", "Eva Primer"),
        ("Založnik", "Založba, Maribor"),
        ("Izdano", "2013"),
        ("Izdaja", "1. izdaja"),
        ("Leto natisa", "2013"),
        ("Naklada", "300 izvodov"),
        ("ISBN (PDF)", "978-961-6354-01-1"),
        ("ISBN (tiskana izdaja)", "978-961-6354-02-8"),
        ("ISSN (tiskana izdaja)", "2350-3653"),
        ("Cena", "brezplačno"),
        ("Avtorske pravice", "© 2013 Založba"),
        (
            "Javni financer",
            "Ta projekt je prejel sredstva Evropske unije. (COOP, VS/2012/0155)",
        ),
    ]


def test_number_of_the_library_stands_once():
    assert ("COBISS.SI-ID", "123") in colophon.items(replace(VOLUME, cip=""))


def test_complete_colophon_has_no_findings():
    assert codes(VOLUME) == []


@pytest.mark.parametrize("item", MISSING)
def test_missing_item_is_a_note_that_names_it(item):
    found = list(colophon.findings(replace(VOLUME, **MISSING[item])))
    assert [(each.code, each.severity) for each in found] == [
        (f"colophon-without-{item}", Severity.NOTES)
    ]


def test_book_on_the_web_needs_an_address_and_no_print_run():
    online = replace(
        VOLUME, isbn={"epub": "9789616354011"}, issn={}, print_run=None, print_year=None
    )
    assert codes(online) == ["colophon-without-address"]
    assert codes(replace(online, url="https://example.org")) == []


@pytest.mark.parametrize(
    ("field", "number", "code"),
    [
        ("isbn", "978-961-6354-01-2", "isbn-wrong"),
        ("issn", "2350-3654", "issn-wrong"),
    ],
)
def test_wrong_check_digit_blocks(field, number, code):
    found = list(colophon.findings(replace(VOLUME, **{field: {"pdf": number}})))
    wrong = [each for each in found if each.severity is Severity.BLOCKS]
    assert [(each.code, each.where, each.values) for each in wrong] == [
        (code, f"{field}.pdf", {field: number})
    ]


def test_numbers_are_printed_with_hyphens_and_wrong_ones_as_they_are():
    assert [isbn("9789616354011"), isbn("1"), issn("23503653"), issn("2350")] == [
        "978-961-6354-01-1",
        "1",
        "2350-3653",
        "2350",
    ]
