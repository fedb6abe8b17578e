"""BibTeX, RIS and CSL-JSON say the same, whatever stands in a title."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

import proceedings
from proceedings.model import Person
from proceedings.writers import bibtex, csl_json, ris
from proceedings.writers.citing.names import csl_name, orcid_address
from proceedings.writers.citing.records import bare_doi, records

from .volumes import PAPER, SECOND, book, order

STYLE = Path(proceedings.__file__).parent / "data" / "styles" / "author-date.csl"
HOSTILE = [
    "A } {brace}} and {{another",
    "Line\nTY  - BOOK\r\nER  - \u2028AU  - Evil",
    'Quote " , author = {Evil}, @comment{',
    "\\input{/etc/passwd} $x^2$ & 50 % of_it #1 ~",
    "Control \x00\x07\x1b and \ufffe and \ud800 surrogate",
    "Plain",
]


def named(title: str, **values: object):
    return book(replace(PAPER, title=title, subtitle="", **values))


def pandoc(words: str, *arguments: str) -> str:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), *arguments],
        input=words.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Žagar", {"family": "Žagar", "given": "Ana"}),
        (
            "Carlo de Rossi",
            {"family": "Rossi", "given": "Carlo", "non-dropping-particle": "de"},
        ),
        (
            "Žiga van der Šuštar",
            {"family": "Šuštar", "given": "Žiga", "non-dropping-particle": "van der"},
        ),
        ("Ana De Rossi", {"family": "De Rossi", "given": "Ana"}),
        ("Lužar Šajt, Darja", {"family": "Lužar Šajt", "given": "Darja"}),
        ("  Zadruga ", {"literal": "Zadruga"}),
    ],
)
def test_name_is_taken_apart(name, parts):
    assert csl_name(name) == parts


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
        (
            "https://orcid.org/0000-0002-1694-233X",
            "https://orcid.org/0000-0002-1694-233X",
        ),
        ("0000000218250097", "https://orcid.org/0000-0002-1825-0097"),
        ("0000-0002-1825-0098", ""),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_orcid_is_an_address_or_nothing(given, address):
    assert orcid_address(Person("Ana Novak", orcid=given)) == address


@pytest.mark.parametrize(
    ("given", "bare"),
    [
        ("10.5555/abc", "10.5555/abc"),
        ("https://doi.org/10.5555/abc", "10.5555/abc"),
        ("doi:10.5555/abc", "10.5555/abc"),
        ("none", ""),
        ("10.5555", ""),
        ("10.5555/a b", ""),
    ],
)
def test_doi_is_bare(given, bare):
    assert bare_doi(given) == bare


def test_bibtex_of_paper():
    assert bibtex.entry(records(book(PAPER))[1], "key") == (
        "@inproceedings{key,\n"
        "  author = {van der Šuštar, Žiga and De Rossi, Ana and {Zadruga}},\n"
        "  title = {{Delo \\& vključevanje: 50 \\% več: Primer}},\n"
        "  booktitle = {{Zbornik: Sodelovanje}},\n"
        "  editor = {Gavez, Sonja},\n"
        "  options = {useprefix=true},\n"
        "  year = {2013},\n"
        "  pages = {9--16},\n"
        "  address = {Maribor},\n"
        "  publisher = {Založba},\n"
        "  isbn = {978-961-6354-00-4},\n"
        "  doi = {10.5555/prvi},\n"
        "  url = {https://example.org/z/prvi/},\n"
        "  langid = {slovene},\n"
        "  keywords = {delo, mladi},\n"
        "  abstract = {Prvi odstavek. Drugi.},\n"
        "}\n"
    )


def test_ris_of_volume():
    assert ris.record(records(book(PAPER))[0]).split("\r\n") == [
        "TY  - CONF",
        "ED  - Gavez, Sonja",
        "TI  - Zbornik: Sodelovanje",
        "PY  - 2013",
        "CY  - Maribor",
        "PB  - Založba",
        "SN  - 978-961-6354-00-4",
        "DO  - 10.5555/zbornik",
        "UR  - https://example.org/z/",
        "LA  - sl",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize(
    ("writer", "suffix"), [(bibtex, ".bib"), (ris, ".ris"), (csl_json, ".csl.json")]
)
def test_files_of_volume_and_papers(tmp_path, writer, suffix):
    written = writer.write(order(tmp_path))
    names = [path.relative_to(tmp_path).as_posix() for path in written]
    assert names == [
        f"volume{suffix}",
        f"papers/prvi{suffix}",
        f"papers/second{suffix}",
    ]
    whole = written[0].read_text(encoding="utf-8")
    for path in written[1:]:
        one = path.read_text(encoding="utf-8")
        assert one.strip().strip("[]").strip() in whole


def test_keys_are_unique_and_do_not_depend_on_the_order():
    twin = replace(SECOND, id="twin")
    keys = {r["title"] + r["id"] for r in records(book(SECOND, twin))[1:]}
    assert keys == {r["title"] + r["id"] for r in records(book(twin, SECOND))[1:]}
    assert [r["id"] for r in records(book(PAPER, SECOND, twin))] == [
        "gavez2013zbornik",
        "vandersustar2013delo",
        "novak2013work-second",
        "novak2013work-twin",
    ]


@pytest.mark.parametrize("title", HOSTILE)
def test_pybtex_reads_two_whole_entries(title):
    made = bibtex.bibtex(records(named(title, abstracts={"sl": title})))
    entries = parse_string(made, "bibtex").entries
    assert [entry.type for entry in entries.values()] == [
        "proceedings",
        "inproceedings",
    ]
    paper = list(entries.values())[1]
    names = [
        " ".join([*p.prelast_names, *p.last_names]) for p in paper.persons["author"]
    ]
    assert names == ["van der Šuštar", "De Rossi", "{Zadruga}"]
    assert paper.fields["pages"] == "9--16"


@pytest.mark.parametrize("title", HOSTILE)
def test_ris_has_one_record_a_work(title):
    made = ris.ris(records(named(title, keywords={"sl": (title,)})))
    tags = [line[:6] for line in made.split("\r\n")]
    assert tags.count("TY  - ") == tags.count("ER  - ") == 2
    assert all(tag[2:] == "  - " for tag in tags[:-1])
    assert "\n" not in made.replace("\r\n", "")


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "ris"])
def test_pandoc_formats_the_same_reference(form):
    paper = replace(
        PAPER, authors=(Person("Ana De Rossi"), Person("Žiga Šuštar")), doi=""
    )
    item = records(book(paper, isbn={}, publisher_place="", paper_url=""))[1]
    plain = ["--to=plain", "--citeproc", f"--csl={STYLE}", "--wrap=none"]
    written = ris.ris if form == "ris" else bibtex.bibtex
    # Languages name hyphenation and quotation marks; RIS and BibTeX say less.
    expected = pandoc(csl_json.csl_json([item]), "--from=csljson", *plain)
    assert pandoc(written([item]), f"--from={form}", *plain) == expected
    assert "De Rossi, Ana" in expected
    assert "9–16" in expected


def test_csl_json_holds_every_field():
    (_, item) = json.loads(csl_json.csl_json(records(book(PAPER))))
    assert item["author"][0] == {
        "family": "Šuštar",
        "given": "Žiga",
        "non-dropping-particle": "van der",
    }
    assert item["issued"] == {"date-parts": [[2013, 5, 30]]}
    assert item["event-date"] == {"date-parts": [[2013, 5, 23], [2013, 5, 24]]}
    assert item["page"] == "9-16"


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_text_stays_within_its_field(words):
    items = records(named(words, abstracts={"sl": words}))
    lines = bibtex.bibtex(items).encode().decode().splitlines()
    assert sum(line.startswith("@") for line in lines) == 2
    assert all(_depth(line) == 0 for line in lines if line.startswith("  "))
    assert ris.ris(items).count("\r\nER  - ") == 2
    assert json.loads(csl_json.csl_json(items)) == items


def _depth(line: str) -> int:
    """Return how many braces stay open; -1 if one is closed that was not open."""
    depth = 0
    for letter in line:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return -1
    return depth
