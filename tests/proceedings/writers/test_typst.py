"""Author text becomes typst literals, never typst code."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from proceedings import typesetter
from proceedings.book.assemble import assemble, settled
from proceedings.exceptions import ToolFailed
from proceedings.model import Paper, Person, Picture, Volume, equation_key
from proceedings.writers import typst
from proceedings.writers.sheets import paper_sheet

ATTRIBUTES = ["", [], []]
VOLUME = Volume("Zbornik", "sl", ("sl",), ())
HOSTILE = '#read("/etc/passwd") $x$ ] */ // ``` \\ #{panic()} <label> @cite = H - + / ~ _a_ *b*'


def words(text):
    return [{"t": "Str", "c": text}]


def para(*inlines):
    return {"t": "Para", "c": list(inlines)}


def paper(*blocks, **fields):
    return Paper(
        id="p",
        source=Path("p.md"),
        source_sha256="0",
        title=fields.pop("title", "Naslov"),
        language=fields.pop("language", "sl"),
        blocks=blocks,
        **fields,
    )


def typeset(subject):
    book = assemble(VOLUME, [settled(subject, VOLUME.language)])
    return typesetter.typeset(
        paper_sheet(book, book.papers[0], 1).files, conforming=True, timestamp=0
    )


def text(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = " ".join(p.get_textpage().get_text_range() for p in document)
    finally:
        document.close()
    return " ".join(found.replace("\xa0", " ").split())


def cell(words_):
    return [
        ATTRIBUTES,
        {"t": "AlignDefault"},
        1,
        1,
        [{"t": "Plain", "c": words(words_)}],
    ]


def table(caption):
    column = [{"t": "AlignRight"}, {"t": "ColWidthDefault"}]
    row = [ATTRIBUTES, [cell("ena"), cell("dve")]]
    return {
        "t": "Table",
        "c": [
            ATTRIBUTES,
            [None, [{"t": "Plain", "c": words(caption)}] if caption else []],
            [column, column],
            [ATTRIBUTES, [row]],
            [[ATTRIBUTES, 0, [], [row, row]]],
            [ATTRIBUTES, []],
        ],
    }


INLINES = {
    "Str": words("beseda")[0],
    "Emph": {"t": "Emph", "c": words("beseda")},
    "Strong": {"t": "Strong", "c": words("beseda")},
    "Underline": {"t": "Underline", "c": words("beseda")},
    "Strikeout": {"t": "Strikeout", "c": words("beseda")},
    "Superscript": {"t": "Superscript", "c": words("beseda")},
    "Subscript": {"t": "Subscript", "c": words("beseda")},
    "SmallCaps": {"t": "SmallCaps", "c": words("beseda")},
    "Quoted": {"t": "Quoted", "c": [{"t": "DoubleQuote"}, words("beseda")]},
    "Cite": {"t": "Cite", "c": [[], words("beseda")]},
    "Code": {"t": "Code", "c": [ATTRIBUTES, "beseda"]},
    "Link": {"t": "Link", "c": [ATTRIBUTES, words("beseda"), ["https://a.org", ""]]},
    "Note": {"t": "Note", "c": [para(*words("beseda"))]},
    "Span": {"t": "Span", "c": [["", [], [["lang", "it"]]], words("beseda")]},
}
BLOCKS = {
    "Plain": {"t": "Plain", "c": words("beseda")},
    "Para": para(*words("beseda")),
    "LineBlock": {"t": "LineBlock", "c": [words("beseda"), words("dve")]},
    "CodeBlock": {"t": "CodeBlock", "c": [ATTRIBUTES, "beseda\n  dve"]},
    "BlockQuote": {"t": "BlockQuote", "c": [para(*words("beseda"))]},
    "OrderedList": {
        "t": "OrderedList",
        "c": [
            [3, {"t": "LowerRoman"}, {"t": "TwoParens"}],
            [[para(*words("beseda"))]],
        ],
    },
    "BulletList": {"t": "BulletList", "c": [[para(*words("beseda"))]]},
    "DefinitionList": {
        "t": "DefinitionList",
        "c": [[words("beseda"), [[para(*words("razlaga"))]]]],
    },
    "Header": {"t": "Header", "c": [1, ["p--h", [], []], words("beseda")]},
    "Table": table("beseda"),
    "Table without caption": {
        "t": "Div",
        "c": [ATTRIBUTES, [para(*words("beseda")), table("")]],
    },
    "Figure": {
        "t": "Figure",
        "c": [ATTRIBUTES, [None, [para(*words("beseda"))]], [para(*words("x"))]],
    },
    "Div": {
        "t": "Div",
        "c": [["p--r", ["references"], []], [para(*words("beseda"))]],
    },
}


@pytest.mark.parametrize("kind", INLINES)
def test_inline_is_set(kind):
    found = text(typeset(paper(para(*words("prej "), INLINES[kind]))))
    assert found.count("beseda") == 1


@pytest.mark.parametrize("kind", BLOCKS)
def test_block_is_set(kind):
    assert text(typeset(paper(BLOCKS[kind]))).count("beseda") == 1


def test_horizontal_rule_is_set():
    found = text(typeset(paper(para(*words("a")), {"t": "HorizontalRule"})))
    assert " a " in found


@pytest.mark.parametrize(
    "node",
    [
        {"t": "RawBlock", "c": ["typst", "#read"]},
        {"t": "Unheard", "c": []},
        para({"t": "RawInline", "c": ["typst", "#read"]}),
        para({"t": "Unheard", "c": []}),
    ],
)
def test_node_that_no_reader_lets_through_is_refused(node):
    with pytest.raises(ToolFailed) as problem:
        typst.write([node], language="sl", pictures={}, names={}, equations={})
    assert problem.value.subject in {"RawBlock", "RawInline", "Unheard"}


@pytest.mark.parametrize("place", ["title", "text", "note", "code", "author", "lang"])
def test_hostile_text_stands_on_the_page(place):
    note = {"t": "Note", "c": [para(*words(HOSTILE))]}
    subjects = {
        "title": paper(title=HOSTILE),
        "text": paper(para(*words(HOSTILE))),
        "note": paper(para(*words("a"), note)),
        "code": paper({"t": "CodeBlock", "c": [ATTRIBUTES, HOSTILE]}),
        "author": paper(authors=(Person(HOSTILE, (HOSTILE,)),)),
        "lang": paper(
            abstracts={"sl": HOSTILE}, keywords={"sl": (HOSTILE,)}, session=HOSTILE
        ),
    }
    letters = "".join(text(typeset(subjects[place])).split())
    assert "".join(HOSTILE.split()) in letters.replace("\u2010", "-")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_literal_keeps_every_printable_character(given_text):
    code = typst.literal(given_text)
    inner = code[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inner
    assert "\n" not in code


@pytest.mark.parametrize(
    ("told", "alt"), [({}, "a^2"), ({"alt:display:a^2": "a squared"}, "a squared")]
)
def test_equation_has_its_source_or_an_editors_words_as_alternative_text(
    tmp_path, told, alt
):
    subject = paper(
        para({"t": "Math", "c": [{"t": "DisplayMath"}, "a^2"]}),
        equations={equation_key("a^2", display=True): "a^2", **told},
    )
    path = tmp_path / "p.pdf"
    path.write_bytes(typeset(subject))
    with typeset_pdf(path) as pdf:
        alts = [str(e.Alt) for e in elements(pdf) if str(e.S) == "/Formula"]
    assert alts == [alt]


def typeset_pdf(path):
    import pikepdf

    return pikepdf.open(path)


def elements(pdf):
    from proceedings.proofs.pdf import elements as walk

    return list(walk(pdf.Root.StructTreeRoot))


@pytest.mark.parametrize("code", ['#read("x")', '#import "@preview/x:1.0.0"', "# eval"])
def test_equation_that_calls_what_it_may_not_stays_source(code):
    tex = "source"
    lines = typst.write(
        [para({"t": "Math", "c": [{"t": "InlineMath"}, tex]})],
        language="sl",
        pictures={},
        names={},
        equations={equation_key(tex, display=False): code},
    )
    assert "eval" not in lines[0].code


def test_picture_has_alternative_text(tmp_path):
    path = tmp_path / "a.png"
    Image.new("RGB", (300, 200), "navy").save(path)
    image = {"t": "Image", "c": [ATTRIBUTES, words("Most"), ["a.png", ""]]}
    subject = replace(
        paper(para(image)),
        pictures={"a.png": Picture("a.png", path, 300, 200, "image/png")},
    )
    target = tmp_path / "p.pdf"
    target.write_bytes(typeset(subject))
    with typeset_pdf(target) as pdf:
        alts = [str(e.Alt) for e in elements(pdf) if str(e.S) == "/Figure"]
    assert alts == ["Most"]


def test_quotation_marks_follow_the_language():
    quoted = para(INLINES["Quoted"])
    pages = {
        code: text(typeset(paper(quoted, language=code))) for code in ("sl", "it", "en")
    }
    assert "\u201ebeseda\u201c" in pages["sl"]
    assert "\u00abbeseda\u00bb" in pages["it"]
    assert "\u201cbeseda\u201d" in pages["en"]


def test_fault_names_the_place():
    lines = typst.write(
        [
            {"t": "Header", "c": [1, ATTRIBUTES, words("Uvod")]},
            para(*words("Besedilo")),
        ],
        language="sl",
        pictures={},
        names={},
        equations={},
    )
    assert [line.place for line in lines] == ["Uvod", "Uvod – Besedilo"]


def test_same_paper_gives_the_same_bytes():
    subject = paper(para(*words("beseda")))
    assert typeset(subject) == typeset(subject)


def test_pages_hold_no_system_font(tmp_path):
    path = tmp_path / "p.pdf"
    path.write_bytes(typeset(paper(para(*words("čšž")))))
    with typeset_pdf(path) as pdf:
        names = {
            str(font.BaseFont).split("+")[1].split("-")[0]
            for page in pdf.pages
            for font in page.resources.Font.values()
        }
    assert names <= {"Vollkorn", "FiraSans"}
