"""What a manuscript holds is counted without pandoc, and what is lost is said."""

import zipfile

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from proceedings.model import Counts
from proceedings.readers.counting import Loss, compare, tally_tree, words
from proceedings.readers.counting.markdown import tally_markdown
from proceedings.readers.counting.page import tally_page
from proceedings.readers.counting.tex import tally_tex
from proceedings.readers.tree import nodes, para, text

BOX = (
    f"<w:r {nsdecls('w', 'wp', 'a')} "
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
    '<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x">'
    "<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Text in a box</w:t></w:r></w:p>"
    "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>Text in a box</w:t></w:r></w:p></w:txbxContent></v:textbox>"
    "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
RUBY = (
    f"<w:r {nsdecls('w')}><w:ruby><w:rt><w:r><w:t>reading</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
WRAPPED = (
    f'<w:customXml {nsdecls("w")} w:element="x"><w:r><w:t>wrapped</w:t></w:r>'
    "</w:customXml>"
)
FIELD = (
    f'<w:fldSimple {nsdecls("w")} w:instr="DATE"><w:r><w:t>field</w:t></w:r>'
    "</w:fldSimple>"
)


def said(reading):
    return " ".join(text(list(reading.paper.blocks), notes=True).split())


def losses(reading):
    return [
        (f.values["thing"], f.values["missing"], f.values["count"], f.where)
        for f in reading.findings
        if f.code == "content-lost"
    ]


def found(reading, kind):
    return [n for n in nodes(list(reading.paper.blocks)) if n["t"] == kind]


@pytest.fixture
def word(tmp_path):
    """Save a Word document."""

    def save(document):
        path = tmp_path / "paper.docx"
        document.save(path)
        return path

    return save


def field_mark(paragraph, kind, instruction=""):
    run = paragraph.add_run()._r
    if instruction:
        inner = OxmlElement("w:instrText")
        inner.text = instruction
    else:
        inner = OxmlElement("w:fldChar")
        inner.set(qn("w:fldCharType"), kind)
    run.append(inner)


def test_words_are_runs_of_letters_and_digits():
    assert words("Č-ć d’Annunzio 12,5 so\u00adlution ﬁn_") == [
        "č",
        "ć",
        "d",
        "annunzio",
        "12",
        "5",
        "solution",
        "fin",
    ]


def test_word_document_is_counted_from_its_xml(prepare, word, picture):
    document = docx.Document()
    document.add_heading("Uvod", 1)
    document.add_paragraph("Dve besedi")
    document.add_paragraph("ena", style="List Bullet")
    document.add_paragraph("dve", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "leto", "kraj"
    document.add_picture(str(picture))
    reading = prepare(word(document), title="T", language="sl")
    assert reading.paper.counts == Counts(0, 1, 1, 0, 1, 2, 0, 7)
    assert losses(reading) == []


def test_word_text_box_stands_after_its_paragraph(prepare, word):
    document = docx.Document()
    document.add_paragraph("Words around")._p.append(parse_xml(BOX))
    document.add_paragraph("the end")
    reading = prepare(word(document), title="T", language="en")
    assert said(reading) == "Words around Text in a box the end"
    assert losses(reading) == []


def test_word_wrappers_fields_and_ruby_keep_their_text(prepare, word):
    document = docx.Document()
    for markup in (RUBY, WRAPPED, FIELD):
        document.add_paragraph("x ")._p.append(parse_xml(markup))
    reading = prepare(word(document), title="T", language="en")
    assert said(reading) == "x base(reading) x wrapped x field"
    assert losses(reading) == []


def test_word_hidden_and_deleted_text_is_neither_printed_nor_counted(prepare, word):
    document = docx.Document()
    paragraph = document.add_paragraph("Seen ")
    paragraph.add_run("secret").font.hidden = True
    gone = (
        '<w:del %s w:id="1" w:author="a"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    )
    paragraph._p.append(parse_xml(gone % nsdecls("w")))
    reading = prepare(word(document), title="T", language="en")
    assert said(reading) == "Seen"
    assert reading.paper.counts.words == 1
    assert losses(reading) == []


def test_word_field_over_several_paragraphs_keeps_them_apart(prepare, word):
    document = docx.Document()
    first = document.add_paragraph(style="List Bullet")
    field_mark(first, "begin")
    field_mark(first, "", " ADDIN ZOTERO_BIBL CSL_BIBLIOGRAPHY ")
    field_mark(first, "separate")
    first.add_run("First work of all.")
    last = document.add_paragraph("Second work of all.", style="List Bullet")
    field_mark(last, "end")
    reading = prepare(word(document), title="T", language="en")
    items = [text(item) for item in found(reading, "BulletList")[0]["c"]]
    assert items == ["First work of all.", "Second work of all."]
    assert losses(reading) == []


def test_word_contents_list_is_left_to_the_book(prepare, word):
    document = docx.Document()
    style = document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    first = document.add_paragraph(style=style)
    field_mark(first, "begin")
    field_mark(first, "", ' TOC \\o "1-3" ')
    field_mark(first, "separate")
    first.add_run("Introduction 3")
    field_mark(document.add_paragraph("Conclusion 9", style=style), "end")
    document.add_paragraph("Words of the text.")
    reading = prepare(word(document), title="T", language="en")
    assert said(reading) == "Words of the text."
    assert losses(reading) == []


def test_odt_text_box_and_fields_keep_their_text(prepare, tmp_path):
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(
        f'xmlns:{name}="{oasis}:{full}:1.0"'
        for name, full in {
            "office": "office",
            "text": "text",
            "draw": "drawing",
            "manifest": "manifest",
        }.items()
    )
    body = (
        "<text:p>Around <text:variable-get>a field</text:variable-get><draw:frame>"
        "<draw:text-box><text:p>In a box</text:p><text:p>of two</text:p></draw:text-box>"
        "</draw:frame> here</text:p>"
    )
    path = tmp_path / "paper.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {spaces}><office:styles/></office:document-styles>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            f"<manifest:manifest {spaces}><manifest:file-entry manifest:full-path='/' "
            "manifest:media-type='application/vnd.oasis.opendocument.text'/>"
            "</manifest:manifest>",
        )
    reading = prepare(path, title="T", language="en")
    assert said(reading) == "Around a field here In a box of two"
    assert reading.paper.counts.words == 9
    assert losses(reading) == []


def test_lost_content_is_a_finding_with_its_place(prepare, tmp_path):
    path = tmp_path / "paper.html"
    path.write_text(
        "<html><body><h1>One</h1><p>Kept words.</p><h2>Form</h2>"
        "<textarea>Six words that pandoc will drop.</textarea></body></html>"
    )
    reading = prepare(path, title="T", language="en")
    lost = [("words", 6, 10, "Form \u203a six words that pandoc will drop")]
    assert losses(reading) == lost


def test_compare_names_what_is_missing():
    source = tally_markdown(
        "# Start\n\nText[^1] with [a link](https://example.org).\n\n"
        "[^1]: A note of five words.\n\n- one\n- two\n\n# End of all these things\n"
    )
    there = tally_tree(
        [
            {"t": "Header", "c": [1, ["", [], []], [{"t": "Str", "c": "Start"}]]},
            para("Text with a link. one two"),
        ]
    )
    assert compare(source, [there]) == [
        Loss("footnotes", 1, 1),
        Loss("headings", 1, 2, ("End of all these things",)),
        Loss("list_items", 2, 2, ("one", "two")),
        Loss("links", 1, 1, ("https://example.org",)),
        Loss(
            "words",
            10,
            17,
            (
                "Start \u203a a note of five words",
                "End of all these things \u203a end of all these things",
            ),
        ),
    ]


def test_compare_forgives_a_few_words():
    source = tally_markdown("one two three four five six seven")
    assert compare(source, [tally_tree([para("one two three")])]) == []
    lost = compare(source, [tally_tree([para("one two")])])
    assert [(loss.missing, loss.expected) for loss in lost] == [(5, 7)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("| a | b |\n|---|---|\n| c | d |\n", Counts(0, 1, 0, 0, 0, 0, 0, 4)),
        ("$x$ and $$y$$ cost 5$ or 6$\n", Counts(0, 0, 0, 2, 0, 0, 0, 5)),
        ("```\n# no *heading*\n- no item\n```\n", Counts(0, 0, 0, 0, 0, 0, 0, 4)),
        ("Title\n=====\n\n![Alt](a.png)\n", Counts(0, 0, 1, 0, 1, 0, 0, 2)),
        ("1. one\n2. two\n   - three\n", Counts(0, 0, 0, 0, 0, 3, 0, 3)),
        ("<!-- # no -->see [@kos, p. 3] [b][c]\n", Counts(0, 0, 0, 0, 0, 0, 0, 4)),
    ],
)
def test_markdown_is_counted_line_by_line(source, expected):
    assert tally_markdown(source).counts() == expected


def test_latex_is_counted_by_its_commands():
    source = (
        "\\documentclass{article}\\begin{document}\\section{One}Word\\footnote{note}"
        " $x$ \\[y\\]\n% \\section{No}\n\\begin{itemize}\\item a \\item b\\end{itemize}"
        "\\begin{tabular}{ll}c & d\\end{tabular}\\includegraphics[width=2cm]{p}"
        "\\href{https://example.org}{there}\\end{document}"
    )
    assert tally_tex(source).counts() == Counts(1, 1, 1, 2, 1, 2, 1, 8)


def test_page_is_counted_by_its_tags():
    source = (
        "<html><head><title>no</title><style>no</style></head><body><h1>One</h1>"
        "<p>two <b>th</b>ree <a href='https://example.org'>four</a><img src=a.png alt=no>"
        "<math><mi>x</mi></math></p><ul><li>five</ul><table><tr><td>six</table></body>"
    )
    counts = tally_page(source).counts()
    assert counts == Counts(None, 1, 1, 1, 1, 1, 1, 6)
