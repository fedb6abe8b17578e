"""What authors write stays words: it never becomes code of the typesetter."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proceedings import typesetter
from proceedings.book.assemble import assemble, settled
from proceedings.book.parts import back, front
from proceedings.model import (
    Paper,
    Person,
    Recommendation,
    Session,
    Volume,
    equation_key,
)
from proceedings.writers.matter import cover_sheet, part_sheet
from proceedings.writers.sheets import paper_sheet
from tests.proceedings.hostile.artefacts import texts

CODE = (
    '#read("/etc/passwd")',
    '#include "main.typ"',
    '#import "coop.typ": *',
    "#sys.inputs",
    "#panic()",
    '#eval("1+1")',
    '#image("x.svg")',
    "#{ let x = 1; x }",
    "$ x^2 $",
    "`raw`",
    "```typ #panic()```",
    "] #panic() [",
    ") #panic() (",
    '" + read("main.typ") + "',
    '\\" + panic() + \\"',
    "\\u{23}panic()",
    "// comment",
    "/* comment",
    "*/",
    "= heading",
    "- item",
    "+ item",
    "/ term: x",
    "<label>",
    "@reference",
    "_a_ *b* ~ --- ...",
    "https://example.org/#a",
)
# Stands around what somebody wrote: where it stands, words of theirs stand.
MARK = "Qzq"
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_DRAWN = "".join(map(chr, range(33, 127))) + "čšžČŠŽàèéìòùßäöü„“”»«–—…€§°×"
pieces = st.one_of(
    st.sampled_from(CODE),
    st.text(st.sampled_from('#$`[](){}"\\/*@<>_~=-+;:,.! \nabA1čž'), max_size=40),
    st.text(max_size=40),
)


def words(text):
    return [{"t": "Str", "c": text}]


def para(*inlines):
    return {"t": "Para", "c": list(inlines)}


def cell(text):
    attributes = ["", [], []]
    return [attributes, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": words(text)}]]


def table(text):
    attributes = ["", [], []]
    row = [attributes, [cell(text), cell(text)]]
    column = [{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]
    body = [attributes, 0, [], [row]]
    caption = [None, [{"t": "Plain", "c": words(text)}]]
    return {
        "t": "Table",
        "c": [
            attributes,
            caption,
            [column] * 2,
            [attributes, [row]],
            [body],
            [attributes, []],
        ],
    }


def blocks(text):
    """Return blocks with the text wherever a block has words."""
    attributes, inside = ["", [], []], words(text)
    return (
        {"t": "Header", "c": [1, ["p--x", [], []], inside]},
        para(*inside, {"t": "Space"}, {"t": "Emph", "c": inside}),
        para(
            {
                "t": "Link",
                "c": [attributes, inside, ["https://example.org/" + text, ""]],
            }
        ),
        para(
            {"t": "Note", "c": [para(*inside)]}, {"t": "Code", "c": [attributes, text]}
        ),
        para({"t": "Span", "c": [["", [], [["lang", text]]], inside]}),
        para({"t": "Image", "c": [attributes, inside, [text, ""]]}),
        {"t": "CodeBlock", "c": [attributes, text]},
        {"t": "BulletList", "c": [[para(*inside)]]},
        {"t": "LineBlock", "c": [inside, inside]},
        {"t": "DefinitionList", "c": [[inside, [[para(*inside)]]]]},
        {
            "t": "BlockQuote",
            "c": [para({"t": "Quoted", "c": [{"t": "DoubleQuote"}, inside]})],
        },
        table(text),
    )


def book_of(text, body):
    """Return a book in which the text stands in every field that it has."""
    person = Person(text, (text,), f"{text}@example.org", "", corresponding=True)
    paper = Paper(
        id="p",
        source=None,
        source_sha256="0",
        title=text,
        subtitle=text,
        language="sl",
        authors=(person,),
        abstracts={"sl": f"{text}\n\n{text}", "en": text},
        keywords={"sl": (text, text)},
        blocks=body,
        session="s",
        licence=text,
        doi=text,
    )
    volume = Volume(
        title=text,
        subtitle=text,
        language="sl",
        languages=("sl",),
        papers=(),
        editors=(person,),
        publisher=text,
        publisher_place=text,
        rights=text,
        url=text,
        cip=text,
        series=text,
        colophon=((text, text),),
        sessions=(Session("s", text, (person,)),),
        participants=(person,),
        recommendations=(Recommendation("r", text, text, text, ("p",)),),
    )
    return assemble(volume, [settled(paper, "sl")])


def sheets(book):
    """Yield every sheet of a book."""
    yield paper_sheet(book, book.papers[0])
    yield cover_sheet(book)
    for part in (*front(book), *back(book)):
        yield part_sheet(book, part)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces)
def test_words_stand_in_strings_and_nowhere_else(text):
    marked = f"{MARK}{text}{MARK}"
    for sheet in sheets(book_of(marked, blocks(marked))):
        code = sheet.files["main.typ"].decode()
        assert MARK in code
        assert MARK not in _LITERAL.sub("", code)
        assert '"' not in _LITERAL.sub("", code)


def squeezed(text):
    """Return a text without what setting it may change: spaces and hyphens."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u00ad\u2010\u0002\ufffe-]", "", plain)


def printed(sheet):
    made = typesetter.typeset(sheet.files, conforming=True, timestamp=0)
    return squeezed("".join(texts(made)))


@pytest.mark.parametrize("text", CODE)
def test_code_is_printed_as_it_was_written(text):
    book = book_of(text, (para(*words(text)), para(*words(text))))
    assert printed(paper_sheet(book, book.papers[0])).count(squeezed(text)) >= 4


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.text(st.sampled_from(_DRAWN), min_size=1, max_size=12),
        min_size=50,
        max_size=50,
    )
)
def test_every_word_is_printed_as_it_was_written(many):
    body = tuple(para(*words(text)) for text in many)
    book = book_of("Naslov", body)
    found = printed(paper_sheet(book, book.papers[0]))
    assert [text for text in many if squeezed(text) not in found] == []


@pytest.mark.parametrize(
    "code",
    [
        'std.read("main.typ")',
        "std . panic()",
        '#read("main.typ")',
        '#include "main.typ"',
        "#{ panic() }",
        "#(panic)()",
    ],
)
def test_an_equation_calls_nothing_but_mathematics(code):
    equation = {"t": "Math", "c": [{"t": "InlineMath"}, "izvirnik"]}
    key = equation_key("izvirnik", display=False)
    book = book_of("Naslov", (para(equation),))
    paper = replace(book.papers[0], equations={key: code})
    made = paper_sheet(book, paper).files["main.typ"].decode()
    assert "eval(" not in made
    assert 'raw("izvirnik")' in made


TEX = (
    "std.read(x)",
    "\\operatorname{std}.\\operatorname{read}(\\text{main.typ})",
    "\\mathrm{std}.\\mathrm{panic}()",
    '\\text{" #panic() "}',
    "\\text{$ #panic() $}",
    "\\#panic()",
    "\\$ \\#panic() \\$",
    "\\mbox{] #panic() [}",
    "\\label{a] #panic() [}x",
    "\\tag{#panic()}x",
    "\\unicode{35}panic()",
    "\\mathop{std.panic()}",
)


def test_equations_of_authors_are_set_as_equations_or_shown_as_text(prepare):
    source = "# Naslov\n\n" + "\n\n".join(f"Enačba $${tex}$$ tu." for tex in TEX)
    paper = prepare(source, title="Naslov", language="sl").paper
    book = assemble(Volume("Zbornik", "sl", ("sl",), ()), [settled(paper, "sl")])
    found = printed(paper_sheet(book, book.papers[0]))
    assert found.count("Enačba") == len(TEX)
    assert "#import" not in found
