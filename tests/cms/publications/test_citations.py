import pytest
from django.utils.translation import override

from cms.publications import citations

PAPER = {
    "id": "delo",
    "type": "paper-conference",
    "title": "Delo & vključevanje: 50 % več",
    "author": [
        {"family": "Žagar", "given": "Ana Marija"},
        {"family": "de Rossi", "given": "Carlo"},
    ],
    "container-title": "Sodelovanje",
    "editor": [{"family": "Gavez", "given": "Sonja"}],
    "issued": {"date-parts": [[2013, 5, 30]]},
    "event-title": "COOP",
    "publisher": "Institut",
    "publisher-place": "Maribor",
    "ISBN": "978-961-6354-00-4",
    "page": "11-24",
    "language": "sl",
    "abstract": "Prva vrstica.\nDruga {vrstica}.",
    "keyword": "delo, mladi",
    "URL": "http://localhost/sl/zbornik/z/delo/",
}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Žagar", {"family": "Žagar", "given": "Ana"}),
        ("Carlo de Rossi", {"family": "de Rossi", "given": "Carlo"}),
        (
            "Maria della Valle Bianchi",
            {"family": "Bianchi", "given": "Maria della Valle"},
        ),
        ("Lužar Šajt, Darja", {"family": "Lužar Šajt", "given": "Darja"}),
        ("  COOP ", {"literal": "COOP"}),
    ],
)
def test_name_is_split(name, parts):
    assert citations.csl_name(name) == parts


def test_bibtex_of_paper_escapes_specials():
    assert citations.bibtex(PAPER) == (
        "@inproceedings{zagar2013delo,\n"
        "  author = {Žagar, Ana Marija and de Rossi, Carlo},\n"
        "  title = {{Delo \\& vključevanje: 50 \\% več}},\n"
        "  booktitle = {{Sodelovanje}},\n"
        "  editor = {Gavez, Sonja},\n"
        "  year = {2013},\n"
        "  pages = {11--24},\n"
        "  address = {Maribor},\n"
        "  publisher = {Institut},\n"
        "  isbn = {978-961-6354-00-4},\n"
        "  url = {http://localhost/sl/zbornik/z/delo/},\n"
        "  langid = {slovene},\n"
        "  keywords = {delo, mladi},\n"
        "  abstract = {Prva vrstica. Druga \\{vrstica\\}.},\n"
        "}\n"
    )


def test_bibtex_is_read_back_by_a_parser():
    from pybtex.database import parse_string

    (entry,) = parse_string(citations.bibtex(PAPER), "bibtex").entries.values()
    names = [(p.last_names, p.prelast_names) for p in entry.persons["author"]]
    assert names == [(["Žagar"], []), (["Rossi"], ["de"])]


def test_bibtex_keeps_a_name_with_and_in_one_piece():
    item = {**PAPER, "author": [{"literal": "Trade and Labour"}]}
    assert "author = {{Trade and Labour}}," in citations.bibtex(item)


def test_ris_of_paper_has_one_line_a_value():
    assert citations.ris(PAPER).split("\r\n") == [
        "TY  - CPAPER",
        "AU  - Žagar, Ana Marija",
        "AU  - de Rossi, Carlo",
        "ED  - Gavez, Sonja",
        "TI  - Delo & vključevanje: 50 % več",
        "T2  - Sodelovanje",
        "C3  - COOP",
        "PY  - 2013",
        "SP  - 11",
        "EP  - 24",
        "CY  - Maribor",
        "PB  - Institut",
        "SN  - 978-961-6354-00-4",
        "UR  - http://localhost/sl/zbornik/z/delo/",
        "LA  - sl",
        "KW  - delo",
        "KW  - mladi",
        "AB  - Prva vrstica. Druga {vrstica}.",
        "ER  - ",
        "",
    ]


def test_formatted_citation_in_english():
    with override("en"):
        assert citations.formatted(PAPER) == (
            "Žagar, A. M. and de Rossi, C. (2013). Delo & vključevanje: 50 % več. "
            "In: S. Gavez (ed.), Sodelovanje (pp. 11–24). Maribor: Institut. "
            "http://localhost/sl/zbornik/z/delo/"
        )


def test_formatted_citation_without_names_begins_with_title():
    item = {"type": "book", "title": "Zbornik", "issued": {"date-parts": [[2013]]}}
    assert citations.formatted(item) == "Zbornik (2013)."
