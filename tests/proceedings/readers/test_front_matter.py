"""What stands above the text becomes front matter, and says where it was found."""

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from proceedings.model import PaperEntry, Person
from proceedings.readers import describe
from proceedings.readers.people import check_orcid, read_lines
from proceedings.readers.tree import string, text

NOVAK = Person("Ana Novak", ("Inštitut za gozdove, Ljubljana",), "ana.novak@iz.si")
ROSSI = Person("Marco Rossi", ("Università di Trieste",))


def said(reading):
    return " ".join(text(list(reading.paper.blocks), notes=True).split())


def codes(reading):
    return sorted({f.code for f in reading.findings})


def superscript(words):
    return {"t": "Superscript", "c": string(words)}


def note(words):
    return {"t": "Note", "c": [{"t": "Para", "c": string(words)}]}


@pytest.fixture
def word(tmp_path):
    """Save a Word document made of (text, style or '' or 'bold') lines."""

    def save(*lines):
        document = docx.Document()
        for words, style in lines:
            if style and style != "bold" and style not in document.styles:
                document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
            named = style if style != "bold" else None
            paragraph = document.add_paragraph(style=named or None)
            for position, piece in enumerate(words.split("^")):
                run = paragraph.add_run(piece)
                run.font.superscript = position % 2 == 1
                run.bold = style == "bold" or None
        path = tmp_path / "paper.docx"
        document.save(path)
        return path

    return save


def test_word_lines_under_the_title_are_authors_with_their_institutions(prepare, word):
    path = word(
        ("Gozd in mesto v stoletju sprememb", "bold"),
        ("Ana Novak^1^, Marco Rossi^2,*^ in Jo van Dyk^1,2^", ""),
        ("^1^ Inštitut za gozdove, Ljubljana", ""),
        ("^2^ Università di Trieste", ""),
        ("^*^ Korespondenčni avtor: marco.rossi@units.it", ""),
        ("Povzetek", "bold"),
        ("Kaj smo v gozdu storili in kako je to vplivalo na mesto.", ""),
        ("Ključne besede: gozd, mesto", ""),
        ("Abstract: What we have done in the wood and how it was for the town.", ""),
        ("Keywords: wood; town", ""),
        ("Uvod", "Heading 1"),
        ("Besedilo.", ""),
    )
    reading = prepare(path, language="sl")
    paper = reading.paper
    assert paper.title == "Gozd in mesto v stoletju sprememb"
    assert paper.authors == (
        Person("Ana Novak", ("Inštitut za gozdove, Ljubljana",)),
        Person(
            "Marco Rossi",
            ("Università di Trieste",),
            "marco.rossi@units.it",
            corresponding=True,
        ),
        Person(
            "Jo van Dyk", ("Inštitut za gozdove, Ljubljana", "Università di Trieste")
        ),
    )
    assert paper.abstracts == {
        "sl": "Kaj smo v gozdu storili in kako je to vplivalo na mesto.",
        "en": "What we have done in the wood and how it was for the town.",
    }
    assert paper.keywords == {"sl": ("gozd", "mesto"), "en": ("wood", "town")}
    assert paper.found == {
        "title": "line:1",
        "language": "typed",
        "authors": "line:1",
        "abstract.sl": "label:Povzetek",
        "keywords.sl": "label:Ključne besede",
        "abstract.en": "label:Abstract",
        "keywords.en": "label:Keywords",
    }
    assert said(reading) == "Uvod Besedilo."
    assert "content-lost" not in codes(reading)


def test_word_names_alone_are_taken_with_a_warning(prepare, word):
    path = word(
        ("Franc Rozman", ""),
        ("Častni občani občine Bled", "bold"),
        ("Kdo so bili častni občani Bleda, je zapletena naloga.", ""),
    )
    reading = prepare(path, language="sl")
    assert reading.paper.authors == (Person("Franc Rozman"),)
    assert reading.paper.title == "Častni občani občine Bled"
    assert {"authors-guessed", "title-guessed"} <= set(codes(reading))


@pytest.mark.parametrize(
    "line",
    [
        "Storia di Trieste",
        "CORSO DI LAUREA",
        "Ljubljana, 20 April 2017",
        "Wood and Town in the Time of War",
    ],
)
def test_word_line_that_is_no_name_stays_in_the_text(prepare, word, line):
    path = word(("The title of this paper", "bold"), (line, ""), ("Words.", ""))
    reading = prepare(path, language="en")
    assert reading.paper.authors == ()
    assert said(reading) == f"{line} Words."


def test_word_styles_in_slovenian_and_italian_are_understood(prepare, word):
    path = word(
        ("Il bosco e la città", "Titolo articolo"),
        ("Un secolo di storia", "Sottotitolo"),
        ("Marco Rossi", "Avtor"),
        ("Università di Trieste", "Ustanova"),
        ("Che cosa abbiamo fatto nel bosco.", "Povzetek"),
        ("bosco, città", "Ključne besede"),
        ("Testo del contributo.", ""),
    )
    paper = prepare(path, language="it").paper
    assert (paper.title, paper.subtitle) == (
        "Il bosco e la città",
        "Un secolo di storia",
    )
    assert paper.authors == (ROSSI,)
    assert paper.abstracts == {"it": "Che cosa abbiamo fatto nel bosco."}
    assert paper.keywords == {"it": ("bosco", "città")}
    assert paper.found["title"] == "style:Titolo articolo"
    assert paper.found["authors"] == "style:Avtor"
    assert text(list(paper.blocks)) == "Testo del contributo."


def test_word_label_above_a_styled_abstract_is_not_printed_again(prepare, word):
    path = word(
        ("Gozdna zadruga", "Title"),
        ("Povzetek", ""),
        ("Zadruga v gozdu zaposluje ljudi iz bližnjih vasi.", "Povzetek"),
        ("Uvod", "Heading 1"),
        ("V gozdu.", ""),
    )
    paper = prepare(path, language="sl").paper
    assert paper.abstracts == {
        "sl": "Zadruga v gozdu zaposluje ljudi iz bližnjih vasi."
    }
    assert text(list(paper.blocks)).split() == ["Uvod", "V", "gozdu."]


def test_word_author_style_that_cannot_be_read_stays_in_the_text(prepare, word):
    path = word(
        ("The title", "Title"),
        ("Ana Novak^1^", "Author"),
        ("^1^ Inštitut za gozdove, Ljubljana", "Author"),
        ("what this line means 12 nobody knows", "Author"),
        ("Words.", ""),
    )
    reading = prepare(path, language="en")
    assert reading.paper.authors == (
        Person("Ana Novak", ("Inštitut za gozdove, Ljubljana",)),
    )
    assert said(reading) == "what this line means 12 nobody knows Words."
    assert "authors-unread" in codes(reading)
    assert "content-lost" not in codes(reading)


def test_typed_values_win_and_the_lines_are_not_printed_twice(prepare, word):
    path = word(
        ("Gozd in mesto", "bold"),
        ("Ana Novak^1^", ""),
        ("^1^ Inštitut za gozdove, Ljubljana; ana.novak@iz.si", ""),
        ("Besedilo prispevka.", ""),
    )
    typed = (Person("Ana Novak"),)
    reading = prepare(path, title="Gozd in mesto", language="sl", authors=typed)
    assert reading.paper.authors == typed
    assert reading.paper.found["authors"] == "typed"
    assert said(reading) == "Besedilo prispevka."


def test_markdown_note_of_a_title_begins_the_text(prepare):
    reading = prepare(
        "# Forum deležnikov^[Nastalo v okviru programa P6.]\n\n## Uvod\n\nBesedilo.\n",
        language="sl",
    )
    assert reading.paper.title == "Forum deležnikov"
    assert said(reading) == "Nastalo v okviru programa P6. Uvod Besedilo."
    assert "content-lost" not in codes(reading)


def test_abstract_with_notes_stays_in_the_text(prepare):
    reading = prepare(
        "# T\n\n## Summary\n\nAll of it.^[A note.]\n\n## One\n\nWords.\n", language="en"
    )
    assert reading.paper.abstracts == {}
    assert said(reading) == "Summary All of it.A note. One Words."


def test_latex_packages_say_authors_institutions_and_keywords(prepare, bundle):
    source = r"""\documentclass{article}
\title{Gozd in \emph{mesto}\thanks{Funded by P6.}}
\author[1,2]{Ana Novak}
\author[2]{Marko Ko\v{s}ir\thanks{corresponding author, marko.kosir@um.si}}
\affil[1]{Institute of Forests, Ljubljana}
\affil[2]{University of Maribor}
\keywords{gozd; mesto}
\begin{document}
\maketitle
\section{Uvod}
Besedilo.
\end{document}
"""
    paper = prepare(bundle({"main.tex": source}), language="sl").paper
    assert paper.title == "Gozd in mesto"
    assert paper.authors == (
        Person(
            "Ana Novak", ("Institute of Forests, Ljubljana", "University of Maribor")
        ),
        Person(
            "Marko Košir",
            ("University of Maribor",),
            "marko.kosir@um.si",
            corresponding=True,
        ),
    )
    assert paper.keywords == {"sl": ("gozd", "mesto")}
    assert paper.found["authors"] == "command:author"
    assert text(list(paper.blocks)) == "Funded by P6. Uvod Besedilo."


def test_html_metadata_for_search_engines_are_read(prepare, tmp_path):
    path = tmp_path / "paper.html"
    path.write_text(
        '<html lang="it"><head><title>Sito</title>'
        '<meta name="citation_title" content="Il bosco">'
        '<meta name="citation_author" content="Rossi, Marco">'
        '<meta name="citation_author_institution" content="Università di Trieste">'
        '<meta name="citation_author" content="Ana Novak">'
        '<meta name="citation_keywords" content="bosco; città"></head>'
        "<body><h1>Il bosco</h1><p>Testo del contributo.</p></body></html>",
        encoding="utf-8",
    )
    paper = prepare(path, language="it").paper
    assert paper.title == "Il bosco"
    assert paper.authors == (ROSSI, Person("Ana Novak"))
    assert paper.keywords == {"it": ("bosco", "città")}
    assert paper.found["title"] == "meta:citation_title"
    assert text(list(paper.blocks)) == "Testo del contributo."


def test_markdown_orcid_with_a_wrong_check_digit_is_said(prepare):
    reading = prepare(
        "---\ntitle: T\nauthor:\n- name: Ana Novak\n  orcid: 0000-0002-1825-0098\n---\n\nX",
        language="en",
    )
    assert reading.paper.authors == (Person("Ana Novak"),)
    assert "orcid-wrong" in codes(reading)


def test_describe_suggests_what_the_manuscript_says(word, tmp_path):
    path = word(
        ("Gozd in mesto v stoletju sprememb", "bold"),
        ("Ana Novak", ""),
        ("Inštitut za gozdove, Ljubljana; ana.novak@iz.si", ""),
        ("Besedilo prispevka o gozdu, ki je nastalo za mesto in je dovolj dolgo.", ""),
    )
    entry = PaperEntry(id="trial", source=path, root=path.parent)
    job = tmp_path / "job"
    job.mkdir()
    described = describe(entry, job)
    assert described.title == "Gozd in mesto v stoletju sprememb"
    assert described.authors == (NOVAK,)
    assert described.language == "sl"


def test_notes_on_names_say_where_people_work():
    line = [
        *string("Ana Novak"),
        note("* Dr., Inštitut za gozdove, Ljubljana, e-pošta: ana.novak@iz.si"),
        {"t": "Space"},
        *string("in Marco Rossi"),
        note("Ta prispevek je nastal s podporo."),
    ]
    found = read_lines([line])
    assert found.people == (
        Person(
            "Ana Novak", ("Dr., Inštitut za gozdove, Ljubljana",), "ana.novak@iz.si"
        ),
        Person("Marco Rossi"),
    )
    assert [text(each["c"]) for each in found.notes] == [
        "Ta prispevek je nastal s podporo."
    ]


def test_marks_of_letters_and_symbols_lead_to_institutions():
    lines = [
        [
            *string("Ana Novak"),
            superscript("a,†"),
            *string(", Marco Rossi"),
            superscript("b"),
        ],
        [superscript("a"), *string(" Inštitut za gozdove")],
        string("b) Università di Trieste"),
        string("† Equal words of a university"),
    ]
    found = read_lines(lines)
    assert found.people == (
        Person("Ana Novak", ("Inštitut za gozdove", "Equal words of a university")),
        ROSSI,
    )
    assert found.used == 4


def test_address_whose_owner_is_unknown_is_left_alone():
    lines = [
        string("Ana Novak, Marco Rossi"),
        string("Univerza v Mariboru, info@um.si"),
    ]
    found = read_lines(lines)
    assert found.people == (Person("Ana Novak"), Person("Marco Rossi"))
    assert found.used == 1


@pytest.mark.parametrize(
    ("words", "orcid"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", ""),
        ("none", ""),
    ],
)
def test_orcid_is_believed_if_its_check_digit_fits(words, orcid):
    assert check_orcid(words) == orcid
