"""A bound volume is one tagged, linked and archivable file, whatever its parts."""

import io
import pickle
import re
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name

from proceedings.exceptions import ProofFailed, ToolFailed
from proceedings.proofs import pdf as proof
from proceedings.typesetter import typeset
from proceedings.writers.binding import Part, Segment, alone, bind, cut
from proceedings.writers.house import TEMPLATES

TIME = 1_767_225_600
HEAD = """
#import "pages.typ": folio, page-range, primer, start
#set document(title: "{words}", author: "Ana Žagar")
#set page(width: 176mm, height: 250mm, header: context {{
  set text(font: "Fira Sans", size: 7.6pt, weight: 600)
  let side = if calc.odd(here().page()) {{ left }} else {{ right }}
  align(side, folio(side))
}})
#set text(font: "Vollkorn", size: 10pt, lang: "sl", number-type: "old-style")
#primer("Vollkorn", "Fira Sans")
#counter(page).update(start)
"""
TEXT = """
= {words} <{id}--uvod>
Besedilo#footnote[Opomba {words}.], povezava #link(<{id}--uvod>)[tja] in
#link("{far}")[drugam].

#par({{
  set text(font: "Fira Sans", size: 7.2pt)
  context if counter(page).final().first() > start [strani~] else [stran~]
  page-range
}})
"""
MORE = """
#pagebreak()
== Naprej
Odstavek, v katerem piše {words}, 1023456789ivxlcdm.,;–
#table(columns: 2, table.header[A][B], [1], [2])
"""
PASSAGE = "\n\n#[#metadata(none)<{id}--p-12ab34cd>]Odstavek z imenom.\n"
DESCRIPTIONS = {"a": "Prvi, stran 7", "b": "Second"}


def typeset_part(identifier, words, far="https://example.org/", more=MORE):
    source = (HEAD + TEXT + more).format(id=identifier, words=words, far=far)
    files = {"main.typ": source.encode(), "pages.typ": TEMPLATES / "pages.typ"}
    return typeset(files, conforming=True, timestamp=TIME)


def cut_part(identifier, *source, language="sl"):
    return cut(typeset_part(identifier, *source), name=identifier, language=language)


@pytest.fixture(scope="module")
def parts():
    front = cut_part("front", "Zbornik", "coop:b--p-12ab34cd")
    first = cut_part("a", "Prvi")
    second = cut_part("b", "Second", "coop:a", 2 * MORE + PASSAGE, language="en")
    return [
        Part(front, "front", "sl", numbering="arabic"),
        Part(first, "a", "sl", "Prvi del", first=7),
        Part(second, "b", "en", first=9),
    ]


@pytest.fixture(scope="module")
def volume(parts, tmp_path_factory):
    target = tmp_path_factory.mktemp("bound") / "volume.pdf"
    return target, bind(parts, target, descriptions=DESCRIPTIONS)


@pytest.fixture
def opened(volume):
    with pikepdf.open(volume[0]) as pdf:
        yield pdf


def texts(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def instructions(page):
    found = page.obj.get(Name.Contents, pikepdf.Array())
    streams = found if isinstance(found, pikepdf.Array) else [found]
    return b"\n".join(stream.read_bytes() for stream in streams)


def tags(pdf):
    kinds = (element.S for element in proof.elements(pdf.Root.StructTreeRoot))
    return Counter(str(kind) for kind in kinds)


# --- tags -------------------------------------------------------------------------
def test_volume_has_the_tags_of_its_parts(parts, opened):
    single = Counter()
    for part in parts:
        with pikepdf.open(io.BytesIO(alone(part.segment))) as pdf:
            single += tags(pdf)
    assert single.pop("/Document") == 3
    assert tags(opened) == single + Counter({"/Document": 1, "/Part": 3})
    assert [single[kind] for kind in ("/Note", "/TH", "/H2")] == [3, 8, 4]


def test_every_mark_of_a_page_is_in_the_parent_tree(opened):
    tree = dict(pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree).items())
    seen = 0
    for page in opened.pages:
        marks = re.findall(rb"/MCID (\d+)", instructions(page))
        if not marks:
            continue
        row = tree[int(page.StructParents)]
        assert len(row) == len(marks)
        for mark in map(int, marks):
            assert mark in [int(kid) for kid in row[mark].K if isinstance(kid, int)]
            assert row[mark].Pg.objgen == page.objgen
        seen += 1
        for annotation in page.get(Name.Annots, ()):
            assert Name.Link == tree[int(annotation.StructParent)].S
    assert seen == 7


def test_ids_are_unique_and_name_their_part(opened):
    ids = [
        bytes(element.ID)
        for element in proof.elements(opened.Root.StructTreeRoot)
        if Name.ID in element
    ]
    assert len(ids) == len(set(ids)) == 11
    named = pikepdf.NameTree(opened.Root.StructTreeRoot.IDTree)
    assert sorted(ids) == sorted(key.encode() for key in named)
    cell = next(
        element
        for element in proof.elements(opened.Root.StructTreeRoot)
        if element.S == Name.TD
    )
    header = next(str(a.Headers[0]) for a in cell.A if Name.Headers in a)
    assert header.startswith("front/")
    assert named[header].S == Name.TH


def test_parts_keep_their_languages(opened):
    elements = proof.elements(opened.Root.StructTreeRoot)
    parts = [str(element.Lang) for element in elements if Name.Part == element.S]
    assert parts == ["sl", "sl", "en"]
    assert str(opened.Root.Lang) == "sl"


def test_volume_passes_its_proof(volume):
    assert proof.prove(volume[0], title="Zbornik") == []


def test_readers_find_no_fault_in_the_syntax(opened):
    assert opened.check_pdf_syntax() == []


# --- page numbers -----------------------------------------------------------------
def test_every_page_shows_its_label(volume, opened):
    target, bound = volume
    assert bound.labels == (*"12", "7", "8", "9", "10", "11", "12")
    assert [page.label for page in opened.pages] == list(bound.labels)
    found = [text.split()[0] if text else "" for text in texts(target)]
    assert found == ["1", "2", "7", "8", "9", "10", "11", ""]


def test_first_page_names_the_pages_of_its_part(volume):
    target, _ = volume
    pages = [" ".join(text.split()) for text in texts(target)]
    assert "strani 1–2." in pages[0]
    assert "strani 7–8." in pages[2]
    assert "strani 9–11." in pages[4]


@pytest.mark.parametrize(
    ("first", "more", "told"),
    [(9, "", "stran 9."), (1999, "", "stran 1999."), (9998, MORE, "strani 9998–9999.")],
)
def test_numbers_of_any_length_fit(tmp_path, first, more, told):
    segment = cut_part("a", "Prvi", "https://example.org/", more)
    bind([Part(segment, "a", "sl", first=first, even=False)], tmp_path / "a.pdf")
    pages = texts(tmp_path / "a.pdf")
    assert told in " ".join(pages[0].split())
    assert pages[0].split()[0] == str(first)


def test_numbers_end_at_the_same_edge(tmp_path):
    edges = []
    for first in (7, 1999):
        segment = cut_part("a", "Prvi", "https://example.org/", "")
        bind([Part(segment, "a", "sl", first=first)], tmp_path / "a.pdf")
        document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
        page = document[0].get_textpage()
        edges.append(page.get_charbox(len(str(first)) - 1, loose=True)[2])
        document.close()
    assert edges[0] == pytest.approx(edges[1], abs=0.05)


def test_signs_that_an_author_writes_are_no_page_number(volume):
    pages = [re.sub(r"\s", "", text) for text in texts(volume[0])]
    assert "pišePrvi,1023456789ivxlcdm.,;–" in pages[3]


# --- links and names ----------------------------------------------------------------
def test_links_between_parts_lead_to_passages_and_say_where(opened):
    links = [each for each in opened.pages[0].Annots if Name.A not in each]
    (link,) = [each for each in links if str(each.Contents) == "Second"]
    names = dict(pikepdf.NameTree(opened.Root.Names.Dests).items())
    page, kind, *_, top, _ = names[str(link.Dest)]
    assert page.objgen == opened.pages[6].objgen
    assert kind == Name.XYZ
    assert 400 < float(top) < float(opened.pages[6].mediabox[3])
    (back,) = [e for e in opened.pages[4].Annots if str(e.Contents) == "Prvi, stran 7"]
    assert names[str(back.Dest)][0].objgen == opened.pages[2].objgen


def test_links_within_a_part_name_the_page_of_the_volume(opened):
    told = [str(each.Contents) for each in opened.pages[4].Annots]
    assert [words for words in told if words.endswith(", stran 9")] == told[1:2]


def test_bookmarks_lead_to_their_pages(opened):
    with opened.open_outline() as outline:
        rows = [(item.title, len(item.children)) for item in outline.root]
        assert rows == [("Zbornik", 1), ("Prvi del", 1), ("Second", 2)]
        (first,) = outline.root[1].children
        assert first.title == "Prvi"
        assert first.destination[0].objgen == opened.pages[2].objgen


def test_link_that_leads_nowhere_is_refused(tmp_path):
    part = Part(cut_part("a", "Prvi", "coop:nowhere"), "a", "sl")
    with pytest.raises(ProofFailed, match="nowhere"):
        bind([part], tmp_path / "volume.pdf")


def test_name_that_is_used_twice_is_refused(parts, tmp_path):
    with pytest.raises(ProofFailed, match="same name"):
        bind([parts[1], parts[1]], tmp_path / "volume.pdf")


# --- bytes ------------------------------------------------------------------------
def test_equal_parts_give_equal_bytes(parts, volume, tmp_path):
    again = []
    for part in parts:
        path = tmp_path / part.name
        path.write_bytes(part.segment.written())
        again.append(Part(Segment.load(path), *part.told()))
    target = tmp_path / "volume.pdf"
    bind(again, target, descriptions=DESCRIPTIONS)
    assert target.read_bytes() == volume[0].read_bytes()


def test_part_that_changes_leaves_the_bytes_of_the_others(parts, volume, tmp_path):
    other = Part(cut_part("a", "Prvi popravljeni"), "a", "sl", "Prvi del", first=7)
    target = tmp_path / "volume.pdf"
    bound = bind([parts[0], other, parts[2]], target, descriptions=DESCRIPTIONS)
    old, new = volume[0].read_bytes(), target.read_bytes()
    for name, same in (("front", True), ("a", False), ("b", True)):
        before = old[slice(*volume[1].spans[name])]
        assert (new[slice(*bound.spans[name])] == before) is same


def test_parts_share_their_fonts(opened):
    fonts = {
        font.objgen: str(font.BaseFont)
        for page in opened.pages
        for font in page.resources.get(Name.Font, {}).values()
    }
    assert sorted(Counter(fonts.values()).values()) == [1] * len(fonts)
    assert len(fonts) == 4


WORDS = {
    "sl": "Čebelji žuželčnjak je — „šest“ let – pod streho št.~12: 50 % več, »da«.",
    "it": "Perché la città è così: «più» università, l’affitto, un’idea; 1ª, 2º.",
    "hr": "Đurđevački šljivik, ćuprija i žič, koji je «gđa» čuvala – 5 × 3 ± 2.",
    "de": "Größe, Übermaß, Öffentlichkeit: § 5, „ähnlich“ … fünf Äpfel!",
    "en": "The first efficient office “Refers” to affiliates; Rx, 10–20 °C, €5 (a/b).",
}


def test_parts_in_all_our_languages_share_their_fonts(tmp_path):
    segments = []
    for language, words in WORDS.items():
        notes = "".join(f"Beseda#footnote[{words}] " for _ in range(12))
        more = f'#set text(lang: "{language}")\n{words} _{words}_ *{words}* {notes}'
        segments.append(cut_part(language, "Naslov", "https://example.org/", more))
    parts = [Part(each, each.head.name, each.head.name) for each in segments]
    bind(parts, tmp_path / "volume.pdf")
    with pikepdf.open(tmp_path / "volume.pdf") as pdf:
        fonts = {
            font.objgen: str(font.BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in page.resources.get(Name.Font, {}).values()
        }
    assert sorted(fonts.values()) == [
        "FiraSans-Regular",
        "FiraSans-SemiBold",
        "Vollkorn-Bold",
        "Vollkorn-Italic",
        "Vollkorn-Regular",
    ]


def test_volume_is_about_as_small_as_one_setting_of_all(tmp_path):
    words = ["Skupnosti", "ob", "meji", "sodelujejo", "perché", "insieme", "together"]
    bodies = [
        "\n\n".join(
            " ".join(words[(number * 5 + at * at) % 7] for at in range(300))
            for _ in range(12)
        )
        for number in range(10)
    ]
    segments = [
        cut_part(f"p{number}", "Naslov", "https://example.org/", body)
        for number, body in enumerate(bodies)
    ]
    bind([Part(each, each.head.name, "sl") for each in segments], tmp_path / "b.pdf")
    plain = "\n".join(
        (TEXT + "#pagebreak()\n" + body).format(
            id=f"p{number}", words="Naslov", far="https://example.org/"
        )
        for number, body in enumerate(bodies)
    )
    head = re.sub(r"#primer.*\n", "", HEAD.format(words="Vse"))
    files = {
        "main.typ": (head + plain).encode(),
        "pages.typ": TEMPLATES / "pages.typ",
    }
    one = typeset(files, conforming=True, timestamp=TIME)
    assert (tmp_path / "b.pdf").stat().st_size <= 1.3 * len(one)


# --- what is refused ------------------------------------------------------------------
def test_file_that_typst_did_not_write_is_refused(volume):
    with pytest.raises(ToolFailed, match="cross-reference"):
        cut(volume[0].read_bytes(), name="a", language="sl")


def test_file_that_is_no_segment_is_refused(parts, tmp_path):
    path = tmp_path / "a.segment"
    path.write_bytes(b"coop-segment-0\n" + parts[0].segment.written()[15:])
    with pytest.raises(ToolFailed, match="version"):
        Segment.load(path)


def test_segment_makes_no_values_but_its_own(parts, tmp_path):
    path = tmp_path / "a.segment"
    written = parts[0].segment.written()
    evil = pickle.dumps(Path("/"))
    size = len(evil).to_bytes(8, "little")
    path.write_bytes(written[:15] + size + written[23:39] + evil)
    with pytest.raises(ToolFailed, match="Not a segment"):
        Segment.load(path)


def test_plain_page_copy_fails_the_proof(volume, tmp_path):
    """The proof sees what a careless join loses."""
    with pikepdf.open(volume[0]) as source, pikepdf.Pdf.new() as copy:
        for page in source.pages:
            copy.pages.append(page)
        copy.save(tmp_path / "copy.pdf")
    problems = proof.prove(tmp_path / "copy.pdf", title="Zbornik")
    assert "The file does not say that it is tagged." in problems
    assert "The file has no language." in problems
    assert "The file has no output intent." in problems


def test_bookmarks_stand_below_the_part_that_leads_them(tmp_path):
    whole = cut(typeset_part("s", "Sklop", more=""), name="s", language="sl")
    papers = [cut_part("a", "Prvi"), cut_part("b", "Drugi")]
    target = tmp_path / "volume.pdf"
    bind(
        [
            Part(whole, "s", "sl"),
            *(Part(each, each.head.name, "sl", within="s") for each in papers),
        ],
        target,
    )
    with pikepdf.open(target) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        assert (top.title, [below.title for below in top.children]) == (
            "Sklop", ["Prvi", "Drugi"],
        )  # fmt: skip
