"""LaTeX's own lists of works, and pictures that Word calls decorative."""

import docx
import pytest
from docx.oxml import parse_xml

from proceedings.readers.tree import nodes, text

PAPER = r"""\documentclass{article}
\begin{document}
\title{T}\maketitle
As in \cite{a}, \cite{b,c} and \cite[p.~5]{a}.
\begin{thebibliography}{9}
\bibitem{a} Novak, A. \emph{Book}. 2001.
\bibitem[Kos 2002]{b} Kos, B. Other.

\bibitem[Zajc(2003)Zajc and Kos]{c}
Zajc, C. Third.
\end{thebibliography}
\end{document}
"""
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec='
    '"http://schemas.microsoft.com/office/drawing/2017/decorative" val="%s"/></a:ext>'
    "</a:extLst>"
)


def words(reading):
    return " ".join(text(list(reading.paper.blocks)).split())


def blocking(reading):
    return [f.code for f in reading.findings if f.severity == "blocks"]


def test_latex_list_of_works_is_cited_by_number_or_label(prepare, bundle):
    reading = prepare(bundle({"paper.tex": PAPER}), title="T", language="en")
    assert words(reading) == (
        "As in [1], [Kos 2002, Zajc 2003] and [1, p.\xa05]. References "
        "[1] Novak, A. Book. 2001. [Kos 2002] Kos, B. Other. Zajc, C. Third."
    ).replace("\xa0", " ")
    assert blocking(reading) == []
    links = [
        n["c"][2][0] for n in nodes(list(reading.paper.blocks)) if n["t"] == "Link"
    ]
    names = {n["c"][0][0] for n in nodes(list(reading.paper.blocks)) if n["t"] == "Div"}
    assert {link.removeprefix("#") for link in links} <= names
    assert len(links) == 4


def test_latex_citation_that_the_list_does_not_hold_blocks(prepare, bundle):
    source = PAPER.replace(r"\cite{a}", r"\cite{nobody}")
    reading = prepare(bundle({"paper.tex": source}), title="T", language="en")
    assert blocking(reading) == ["citation-unresolved"]


def test_heading_of_works_when_there_are_none_is_dropped(prepare):
    reading = prepare("# One\n\nWords.\n\n# References\n", title="T", language="en")
    assert words(reading) == "One Words."


@pytest.mark.parametrize(
    ("value", "codes"), [("1", []), ("0", ["picture-without-alt"])]
)
def test_word_picture_called_decorative_needs_no_words(
    prepare, tmp_path, picture, value, codes
):
    document = docx.Document()
    document.add_paragraph("Words of a paper.")
    shape = document.add_picture(str(picture))
    shape._inline.docPr.append(parse_xml(DECORATIVE % value))
    path = tmp_path / "paper.docx"
    document.save(path)
    reading = prepare(path, title="T", language="en")
    assert blocking(reading) == codes


def test_word_picture_that_is_decoration_only_once_needs_words(
    prepare, tmp_path, picture
):
    document = docx.Document()
    document.add_paragraph("Words of a paper.")
    shape = document.add_picture(str(picture))
    shape._inline.docPr.append(parse_xml(DECORATIVE % "1"))
    document.add_picture(str(picture))
    path = tmp_path / "paper.docx"
    document.save(path)
    reading = prepare(path, title="T", language="en")
    assert blocking(reading) == ["picture-without-alt"]
