import docx
import pytest
from docx.shared import Cm

from proceedings.model import Person, equation_key
from proceedings.readers.tree import nodes, text

BIB = "@book{novak, author={Novak, Ana}, title={Forum}, year=2012, publisher={Z}}"


def codes(reading, severity=None):
    return sorted({f.code for f in reading.findings if severity in {None, f.severity}})


def kinds(reading):
    return {node["t"] for node in nodes(list(reading.paper.blocks))}


def words(reading):
    return " ".join(text(list(reading.paper.blocks)).split())


def test_markdown_gives_what_its_metadata_say(prepare):
    reading = prepare(
        "---\ntitle: Forum\nlang: sl\nauthor:\n- name: Ana Novak\n  affiliation: 1\n"
        "  orcid: 0000-0002-1825-0097\naffiliations:\n- index: 1\n  name: Inštitut\n"
        "abstract: |\n  Povzetek.\nkeywords: [forum, platforma]\ncss: /etc/passwd\n---\n\n"
        "# Uvod\n\nBesedilo.\n"
    )
    paper = reading.paper
    assert (paper.title, paper.language) == ("Forum", "sl")
    assert paper.authors == (
        Person("Ana Novak", ("Inštitut",), orcid="0000-0002-1825-0097"),
    )
    assert paper.abstracts == {"sl": "Povzetek."}
    assert paper.keywords == {"sl": ("forum", "platforma")}
    assert reading.findings == []


def test_markdown_when_values_are_typed_they_win(prepare):
    reading = prepare(
        "---\ntitle: Old\nlang: sl\n---\n\nText.", title="New", language="en"
    )
    assert (reading.paper.title, reading.paper.language) == ("New", "en")


def test_markdown_when_front_matter_stands_in_the_text_moves_it_out(prepare):
    reading = prepare(
        "# Forum deležnikov\n\n## Povzetek\n\nKaj smo storili na forumu in kako.\n\n"
        "**Ključne besede:** forum, platforma\n\n## Abstract\n\nWhat we have done "
        "and how it was.\n\nKeywords: forum; platform\n\n## Uvod\n\nBesedilo.\n",
        language="sl",
    )
    paper = reading.paper
    assert paper.title == "Forum deležnikov"
    assert paper.abstracts == {
        "sl": "Kaj smo storili na forumu in kako.",
        "en": "What we have done and how it was.",
    }
    assert paper.keywords["sl"] == ("forum", "platforma")
    assert words(reading) == "Uvod Besedilo."


def test_markdown_when_raw_or_scripted_keeps_nothing_of_it(prepare):
    reading = prepare(
        "# A {onclick=x style=y}\n\n<script>alert(1)</script>\n\n<!-- note -->\n\n"
        '```{=typst}\n#read("/etc/passwd")\n```\n\n[x](javascript:alert(1)) '
        "[y](data:text/html,z) [z](https://example.org){onclick=x}\n",
        title="T",
        language="en",
    )
    links = [
        n["c"][2][0] for n in nodes(list(reading.paper.blocks)) if n["t"] == "Link"
    ]
    assert links == ["https://example.org"]
    assert kinds(reading) & {"RawBlock", "RawInline"} == set()
    assert "onclick" not in repr(reading.paper.blocks)
    assert "link-removed" in codes(reading)


def test_markdown_headings_begin_at_one_and_skip_none(prepare):
    reading = prepare(
        "## A\n\nx\n\n#### B\n\n## C\n\n### D\n", title="T", language="en"
    )
    levels = [n["c"][0] for n in reading.paper.blocks if n["t"] == "Header"]
    assert levels == [1, 2, 1, 2]


def test_markdown_links_carry_the_papers_name(prepare):
    reading = prepare(
        "# Žiga {#žiga}\n\n[there](#žiga) [nowhere](#x)\n", title="T", language="en"
    )
    header, para = reading.paper.blocks
    assert header["c"][1][0] == "trial--ziga"
    links = [n["c"][2][0] for n in nodes([para]) if n["t"] == "Link"]
    assert links == ["#trial--ziga"]
    assert "link-dangling" in codes(reading)


def test_markdown_when_a_picture_is_not_described_blocks(prepare, bundle, picture):
    source = bundle({"paper.md": "![](a.png)\n\nText.", "a.png": picture.read_bytes()})
    reading = prepare(source, title="T", language="en")
    assert codes(reading, "blocks") == ["picture-without-alt"]
    image = next(n for n in nodes(list(reading.paper.blocks)) if n["t"] == "Image")
    assert image["c"][0][1] == ["placeholder"]
    assert text(image["c"][1]) == "[The picture “a.png” has no alt text.]"


def test_markdown_when_a_picture_is_decorative_has_no_alt(prepare, bundle, picture):
    files = {"paper.md": "x ![](a.png){.decorative}", "a.png": picture.read_bytes()}
    reading = prepare(bundle(files), title="T", language="en")
    assert codes(reading, "blocks") == []


@pytest.mark.parametrize(
    "target",
    ["/etc/passwd", "../../etc/passwd", "file:///etc/passwd", "http://x.y/a.png"],
)
def test_markdown_when_a_picture_lies_elsewhere_is_missing(prepare, target):
    reading = prepare(f"![Alt text]({target})\n", title="T", language="en")
    assert "picture-missing" in codes(reading, "blocks")


def test_markdown_equations_have_typst_code(prepare):
    reading = prepare("Is $\\frac{a}{b}$ so?", title="T", language="en")
    key = equation_key("\\frac{a}{b}", display=False)
    assert reading.paper.equations == {key: "a / b"}


def test_markdown_when_an_equation_is_wrong_blocks(prepare):
    reading = prepare("Is $\\nosuch{a}$ so?", title="T", language="en")
    assert codes(reading, "blocks") == ["equation-unconverted"]
    assert "Math" not in kinds(reading)


def test_bundle_of_markdown_sets_citations(prepare, bundle):
    source = bundle(
        {
            "paper.md": "---\nbibliography: w.bib\n---\nSee [@novak, str. 3].",
            "w.bib": BIB,
        }
    )
    reading = prepare(source, title="T", language="sl")
    assert words(reading) == (
        "See (Novak 2012, str. 3). Literatura Novak, Ana (2012). Forum. Z."
    )
    assert codes(reading, "blocks") == []


def test_bundle_when_a_citation_is_unknown_blocks(prepare, bundle):
    source = bundle(
        {
            "paper.md": "---\nbibliography: w.bib\n---\nSee [@rossi; @novak].",
            "w.bib": BIB,
        }
    )
    reading = prepare(source, title="T", language="it")
    assert codes(reading, "blocks") == ["citation-unresolved"]


def test_bundle_when_the_bibliography_is_elsewhere_does_not_read_it(prepare, bundle):
    (bundle({}).parent / "secret.bib").write_text(BIB)
    source = bundle(
        {"paper.md": "---\nbibliography: ../secret.bib\n---\nSee [@novak]."}
    )
    reading = prepare(source, title="T", language="en")
    assert codes(reading, "blocks") == ["bibliography-missing", "citation-unresolved"]


def test_bundle_of_latex_puts_its_chapters_together(prepare, bundle, picture):
    source = bundle(
        {
            "main.tex": "\\documentclass{article}\\title{Forum}\\begin{document}"
            "\\input{chapters/one}\n% \\input{gone}\n\\begin{figure}"
            "\\includegraphics[alt={A map of Rubano}]{img/map}\\caption{Map}"
            "\\end{figure}\\cite{novak}\\bibliography{w}\\end{document}",
            "chapters/one.tex": "\\section{Uvod} Prvo poglavje.",
            "img/map.png": picture.read_bytes(),
            "w.bib": BIB,
        }
    )
    reading = prepare(source, language="sl")
    assert codes(reading, "blocks") == []
    assert reading.paper.title == "Forum"
    assert words(reading).startswith("Uvod Prvo poglavje.")
    assert len(reading.paper.pictures) == 1


@pytest.mark.parametrize(
    "command",
    ["\\input{gone}", "\\input{/etc/passwd}", "\\lstinputlisting{/etc/passwd}"],
)
def test_bundle_of_latex_when_an_include_is_missing_blocks(prepare, bundle, command):
    main = f"\\documentclass{{article}}\\begin{{document}}Text {command}\n\\end{{document}}"
    reading = prepare(bundle({"main.tex": main}), title="T", language="en")
    assert codes(reading, "blocks") == ["include-missing"]


def test_bundle_when_includes_go_round_refuses(prepare, bundle):
    source = bundle(
        {"main.tex": "\\documentclass{a}\\input{b}", "b.tex": "\\input{main}"}
    )
    reading = prepare(source)
    assert (reading.paper, codes(reading)) == (None, ["include-too-deep"])


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"README.md": "x", "data.csv": "y"}, "bundle-without-main"),
        ({"one.md": "x", "two.md": "y"}, "bundle-ambiguous"),
        ({"../paper.md": "x"}, "archive-path"),
    ],
)
def test_bundle_when_the_manuscript_is_not_clear_refuses(prepare, bundle, files, code):
    reading = prepare(bundle(files))
    assert (reading.paper, codes(reading)) == (None, [code])


def test_word_gives_headings_tables_and_pictures(prepare, tmp_path, picture):
    document = docx.Document()
    document.add_paragraph("Forum", style="Title")
    document.add_heading("Uvod", 2)
    document.add_paragraph("Ključne besede so pomembne, ker jih bralci iščejo.")
    document.add_picture(str(picture), width=Cm(6))
    document.inline_shapes[0]._inline.docPr.set("descr", "Zemljevid občine Rubano")
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "Leto"
    document.save(tmp_path / "in.docx")
    reading = prepare(tmp_path / "in.docx", language="sl")
    assert reading.paper.title == "Forum"
    assert [n["c"][0] for n in reading.paper.blocks if n["t"] == "Header"] == [1]
    image = next(n for n in nodes(list(reading.paper.blocks)) if n["t"] == "Image")
    assert text(image["c"][1]) == "Zemljevid občine Rubano"
    assert codes(reading, "blocks") == []


def test_text_when_the_encoding_is_old_warns(prepare, tmp_path):
    source = tmp_path / "in.md"
    source.write_bytes("Čuk in žaba sta šla na izlet.".encode("cp1250"))
    reading = prepare(source, title="T", language="sl")
    assert words(reading) == "Čuk in žaba sta šla na izlet."
    assert "text-encoding" in codes(reading)
