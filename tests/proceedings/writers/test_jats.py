"""JATS holds the paper whole, and is valid against the DTD of its standard."""

import tempfile
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from proceedings.model import Paper, Person
from proceedings.writers import jats
from proceedings.writers.jats.sections import text_of

from .volumes import PAPER, REFERENCES, book, order

SCHEMA = Path(__file__).parents[1] / "schemas" / "jats-archiving-1-3.zip"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HREF = "{http://www.w3.org/1999/xlink}href"

TEXT = """
# Uvod

Besedilo z *poudarkom*, [vir]{lang=en}, "narekovaji", H~2~O in opombo.^[Opomba z
[naslovom](https://example.org).]

Enačba $x^2$ in

$$\\int_0^1 f$$

Glej [slika](#fig-ena), [tabela](#tab) in [uvod](#uvod).

![Napis](picture.png){#fig-ena alt="Moder pravokotnik"}

## Podpoglavje

1. ena
2. dve

   odstavek

3. [povezava](https://example.org/a?b=1&c=2) z opombo^[Še ena.]

Izraz
:   razlaga

> Navedek.

| pesem
| druga vrstica

``` python
if a < b: pass
```

| Kraj    | Število |
|---------|--------:|
| Maribor | 1       |

: Napis tabele {#tab}

# Zahvala

Hvala vsem.

# Priloga A

Dodatek.
"""


@pytest.fixture
def paper(prepare, picture) -> Paper:
    """A paper with everything that a paper can hold."""
    folder = picture.parent / "manuscript"
    folder.mkdir()
    picture.rename(folder / "picture.png")
    source = folder / "paper.md"
    source.write_text(TEXT, encoding="utf-8")
    read = prepare(source, title="Naslov", language="sl").paper
    known = ("authors", "abstracts", "keywords", "licence", "doi", "session")
    return replace(
        read,
        id="trial",
        subtitle="Podnaslov",
        **{name: getattr(PAPER, name) for name in known},
    )


def made(paper: Paper, **values: object) -> etree._Element:
    """Return a paper as it is read back from its file."""
    text = text_of(paper, f"{paper.id}-files/")
    written = jats.serialised(jats.article(paper, book(paper, **values), text))
    return etree.fromstring(written)


def words(root: etree._Element, path: str) -> list[str]:
    return ["".join(each.itertext()).strip() for each in root.findall(path)]


@cache
def dtd() -> etree.DTD:
    """Return the DTD of the tag set."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(SCHEMA) as archive:
        archive.extractall(folder)
        return etree.DTD(str(Path(folder, "JATS-archivearticle1-3-mathml3.dtd")))


def assert_valid(root: etree._Element) -> None:
    """Ask the DTD."""
    assert dtd().validate(root), dtd().error_log.filter_from_errors()


def test_paper_with_everything_is_valid(paper):
    assert_valid(made(paper))


def test_paper_with_references_is_valid():
    assert_valid(made(replace(PAPER, blocks=WORKS, references=REFERENCES)))


def test_paper_without_anything_is_valid():
    bare = Paper("bare", Path("bare.md"), "", "Naslov", "sl")
    assert_valid(made(bare, editors=(), publisher="", year=None, issued="", isbn={}))


def test_front_says_what_catalogues_ask_for(paper):
    root = made(paper)
    meta = root.find("front/article-meta")
    assert words(meta, "article-id") == ["trial", "10.5555/prvi"]
    assert words(meta, "title-group/article-title") == ["Naslov"]
    assert words(meta, "title-group/subtitle") == ["Podnaslov"]
    assert words(meta, "article-categories//subject") == ["Delo"]
    assert words(meta, "contrib-group/contrib/name/surname") == [
        "van der Šuštar",
        "De Rossi",
    ]
    assert words(meta, "contrib-group/contrib/collab") == ["Zadruga"]
    assert words(meta, ".//contrib-id") == ["https://orcid.org/0000-0002-1825-0097"]
    assert words(meta, "aff") == ["Zavod, Maribor", "Univerza"]
    assert words(meta, "author-notes/corresp/email") == ["ziga@example.org"]
    assert words(meta, "contrib-group/contrib/email") == ["ana@example.org"]
    assert meta.find("pub-date").get("iso-8601-date") == "2013-05-30"
    assert words(meta, "isbn") == ["9789616354004"]
    assert (words(meta, "fpage"), words(meta, "lpage")) == (["9"], ["16"])
    licence = meta.find("permissions/license")
    assert licence.get(HREF) == "https://creativecommons.org/licenses/by/4.0/"
    assert words(meta, "abstract/p") == ["Prvi odstavek.", "Drugi."]
    assert [a.get(LANG) for a in meta.iter("abstract", "trans-abstract")] == [
        "sl",
        "en",
    ]
    assert words(meta, "trans-abstract/p") == ["An abstract."]
    assert [g.get(LANG) for g in meta.iter("kwd-group")] == ["sl", "en"]
    assert words(meta, "funding-group//award-id") == ["VS/2012/0155"]
    assert [s.get(LANG) for s in meta.iter("funding-statement")] == ["sl", "en"]
    date = meta.find("conference/conf-date")
    assert date.get("iso-8601-date") == "2013-05-23/2013-05-24"
    assert words(meta, "conference/conf-name") == ["COOP 2013"]
    assert words(root, "front/journal-meta//journal-title") == ["Zbornik"]


def test_title_in_another_language_is_told():
    group = made(PAPER).find("front/article-meta/title-group/trans-title-group")
    assert (group.get(LANG), words(group, "trans-title")) == ("en", ["Work"])


def test_counts_are_those_of_the_paper(paper):
    counts = made(paper).find("front/article-meta/counts")
    found = {count.tag: count.get("count") for count in counts}
    assert found.pop("word-count").isdigit()
    assert found == {
        "fig-count": "1",
        "table-count": "1",
        "equation-count": "2",
        "ref-count": "0",
        "page-count": "8",
    }


def test_body_holds_every_kind_of_text(paper):
    body = made(paper).find("body")
    assert words(body, "sec/title") == ["Uvod"]
    assert words(body, "sec/sec/title") == ["Podpoglavje"]
    first = body.find("sec/p")
    assert words(first, "italic") == ["poudarkom"]
    assert first.find("named-content").get(LANG) == "en"
    assert "„narekovaji“" in "".join(first.itertext())
    assert words(first, "sub") == ["2"]
    assert words(body, ".//list/list-item/p")[:3] == ["ena", "dve", "odstavek"]
    assert words(body, ".//def-list/def-item/term") == ["Izraz"]
    assert words(body, ".//disp-quote/p") == ["Navedek."]
    assert words(body, ".//verse-group/verse-line") == ["pesem", "druga vrstica"]
    assert words(body, ".//code") == ["if a < b: pass"]
    assert words(body, ".//table-wrap//th") == ["Kraj", "Število"]
    assert words(body, ".//table-wrap//td") == ["Maribor", "1"]
    link = body.find(".//list//ext-link")
    assert link.get(HREF) == "https://example.org/a?b=1&c=2"


def test_back_holds_thanks_appendix_and_notes(paper):
    back = made(paper).find("back")
    assert [part.tag for part in back] == ["ack", "app-group", "fn-group"]
    assert words(back, "ack/title") == ["Zahvala"]
    assert words(back, "app-group/app/title") == ["Priloga A"]
    assert words(back, "fn-group/fn/p") == ["Opomba z naslovom.", "Še ena."]


def test_picture_is_described_and_copied(paper, tmp_path):
    out = tmp_path / "out"
    written = jats.write(order(out, paper))
    names = [path.relative_to(out).as_posix() for path in written]
    assert names[0] == "papers/trial.xml"
    graphic = etree.parse(written[0]).find(".//fig/graphic")
    assert f"papers/{graphic.get(HREF)}" in names
    assert words(graphic, "alt-text") == ["Moder pravokotnik"]
    assert graphic.get("mimetype") == "image"


def test_formulas_are_mathml_and_tex(paper):
    body = made(paper).find("body")
    for tag, tex in (("inline-formula", "x^2"), ("disp-formula", "\\int_0^1 f")):
        (formula,) = body.iter(tag)
        assert formula.find(f".//{MATHML}math") is not None
        assert words(formula, ".//tex-math") == [tex]


def test_every_reference_inside_leads_somewhere(paper):
    root = made(paper)
    identifiers = [made.get("id") for made in root.iter() if made.get("id")]
    assert len(identifiers) == len(set(identifiers))
    kinds = [
        (x.get("ref-type"), x.get("rid") in identifiers) for x in root.iter("xref")
    ]
    assert all(there for _, there in kinds)
    assert {"fig", "table", "sec", "fn", "aff", "corresp"} <= {
        kind for kind, _ in kinds
    }


def _string(text: str) -> list[dict]:
    return [{"t": "Str", "c": text}]


def _entry(key: str, text: str) -> dict:
    content = [{"t": "Para", "c": _string(text)}]
    return {"t": "Div", "c": [[f"prvi--ref-{key}", ["csl-entry"], []], content]}


WORKS = (
    {
        "t": "Para",
        "c": [
            {
                "t": "Link",
                "c": [["", [], []], _string("Berg"), ["#prvi--ref-berg", ""]],
            }
        ],
    },
    {"t": "Header", "c": [1, ["prvi--literatura", [], []], _string("Literatura")]},
    {
        "t": "Div",
        "c": [
            ["prvi--refs", ["references"], []],
            [
                _entry("berg", "van der Berg 2010."),
                _entry("doi", "A book."),
                _entry("typed", "Novak 2001."),
            ],
        ],
    },
)


def test_references_are_elements_or_as_printed():
    root = made(replace(PAPER, blocks=WORKS))
    works = root.find("back/ref-list")
    assert words(works, "title") == ["Literatura"]
    assert [ref[0].tag for ref in works.iter("ref")] == [
        "element-citation",
        "element-citation",
        "mixed-citation",
    ]
    first = works.find("ref/element-citation")
    assert first.get("publication-type") == "journal"
    assert [(part.tag, "".join(part.itertext())) for part in first] == [
        ("person-group", "van der BergAnna"),
        ("article-title", "Work and care"),
        ("source", "Journal of Work"),
        ("volume", "4"),
        ("year", "2010"),
        ("fpage", "3"),
        ("lpage", "9"),
        ("date-in-citation", "2024-03-01"),
    ]
    assert words(works, "ref[2]//pub-id") == ["10.1000/book"]
    assert words(works, "ref[3]/mixed-citation") == ["Novak 2001."]
    cited = root.find("body/p/xref")
    assert (cited.get("ref-type"), cited.get("rid")) == ("bibr", "prvi--ref-berg")


def test_note_within_a_link_follows_it():
    note = {"t": "Note", "c": [{"t": "Para", "c": _string("Opomba.")}]}
    link = [["", [], []], [*_string("tja"), note], ["https://example.org", ""]]
    paragraph = {"t": "Para", "c": [{"t": "Link", "c": link}]}
    root = made(replace(PAPER, blocks=(paragraph,), references=()))
    assert [part.tag for part in root.find("body/p")] == ["ext-link", "sup"]
    assert words(root, "back/fn-group/fn/p") == ["Opomba."]


def test_cells_that_span_keep_head_columns():
    def cell(text: str, rows: int = 1, columns: int = 1) -> list:
        plain = [{"t": "Plain", "c": _string(text)}]
        return [["", [], []], {"t": "AlignDefault"}, rows, columns, plain]

    rows = [[cell("Leto", 2), cell("a")], [cell("b")], [cell("c", 1, 2)]]
    body = [["", [], []], 1, [], [[["", [], []], row] for row in rows]]
    columns = [[{"t": "AlignRight"}, {"t": "ColWidthDefault"}]] * 2
    nothing = [["", [], []], []]
    table = [["", [], []], [None, []], columns, nothing, [body], nothing]
    paper = replace(PAPER, blocks=({"t": "Table", "c": table},), references=())
    root = made(paper)
    found = [
        (c.tag, c.text, c.get("rowspan"), c.get("colspan"))
        for c in root.iter("th", "td")
    ]
    assert found == [
        ("th", "Leto", "2", None),
        ("td", "a", None, None),
        ("td", "b", None, None),
        ("th", "c", None, "2"),
    ]
    assert_valid(root)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_text_is_well_formed(text):
    hostile = replace(
        PAPER,
        title=text,
        authors=(Person(text or "Ana", (text,)),),
        abstracts={"sl": text},
        blocks=({"t": "Para", "c": [*_string(text), {"t": "Code", "c": [[], text]}]},),
        references=(),
    )
    root = made(hostile)
    assert [part.tag for part in root] == ["article", "front", "body"][1:]
