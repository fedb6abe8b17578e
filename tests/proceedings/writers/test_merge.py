"""The merged volume is still one tagged, linked and archivable file."""

from pathlib import Path

import pikepdf
import pytest
import typst
from pikepdf import Name

from proceedings.exceptions import ProofFailed
from proceedings.proofs import pdf as proof
from proceedings.writers.merge import Part, merge

SOURCE = """
#set document(title: "{title}", author: "Ana Žagar", date: datetime(year: 2026, month: 1, day: 1))
#set text(lang: "sl")
= Uvod <{id}--uvod>
Besedilo#footnote[Opomba.], povezava #link(<{id}--uvod>)[tja] in #link("{far}")[drugam].
#pagebreak()
== Naprej
#table(columns: 2, table.header[A][B], [1], [2])
"""


def typeset(identifier, title, far="https://example.org/"):
    source = SOURCE.format(id=identifier, title=title, far=far)
    return typst.Compiler(ignore_system_fonts=True).compile(
        input=source.encode(),
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
        timestamp=1_767_225_600,
    )


@pytest.fixture
def parts():
    return [
        Part(typeset("front", "Zbornik", "coop:b"), "front", "sl", numbering="roman"),
        Part(typeset("a", "Prvi"), "a", "sl", "Prvi", first=1),
        Part(typeset("b", "Second"), "b", "en", "Second", first=3),
    ]


def count(pdf, kind):
    return sum(
        element.get(Name.S) == kind
        for element in proof.elements(pdf.Root.StructTreeRoot)
    )


def test_merge_keeps_every_tag(parts, tmp_path):
    target = tmp_path / "volume.pdf"
    assert merge(parts, target, {"b": "Second, page 3"}) == 6
    alone = []
    for number, part in enumerate(parts):
        (tmp_path / f"{number}.pdf").write_bytes(part.pdf)
        alone.append(pikepdf.open(tmp_path / f"{number}.pdf"))
    with pikepdf.open(target) as volume:
        for kind in (Name.H1, Name.H2, Name.P, Name.Note, Name.TH, Name.TD, Name.Link):
            assert count(volume, kind) == sum(count(pdf, kind) for pdf in alone) > 0
        assert count(volume, Name.Document) == 1
        assert count(volume, Name.Part) == 3
    for pdf in alone:
        pdf.close()


def test_merge_passes_its_proof(parts, tmp_path):
    merge(parts, tmp_path / "volume.pdf", {"b": "Second, page 3"})
    assert proof.prove(tmp_path / "volume.pdf", title="Zbornik") == []


def test_merge_resolves_links_between_parts(parts, tmp_path):
    merge(parts, tmp_path / "volume.pdf", {"b": "Second, page 3"})
    with pikepdf.open(tmp_path / "volume.pdf") as volume:
        link = next(
            each
            for each in volume.pages[0].obj.Annots
            if str(each.Contents) == "Second, page 3"
        )
        names = dict(pikepdf.NameTree(volume.Root.Names.Dests).items())
        assert names[str(link.Dest)][0].objgen == volume.pages[4].objgen


def test_merge_labels_pages_and_lists_bookmarks(parts, tmp_path):
    merge(parts, tmp_path / "volume.pdf", {"b": "b"})
    with pikepdf.open(tmp_path / "volume.pdf") as volume:
        assert [page.label for page in volume.pages] == ["i", "ii", "1", "2", "3", "4"]
        with volume.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Uvod", "Prvi", "Second"]
            assert [item.title for item in outline.root[1].children] == ["Uvod"]
        assert b"<xmpTPg:NPages>6<" in volume.Root.Metadata.read_bytes()


def test_merge_of_equal_parts_is_equal(parts, tmp_path):
    merge(parts, tmp_path / "one.pdf", {"b": "b"})
    merge(parts, tmp_path / "two.pdf", {"b": "b"})
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_merge_with_a_dead_link_is_refused(tmp_path):
    part = Part(typeset("a", "Prvi", "coop:nowhere"), "a", "sl")
    with pytest.raises(ProofFailed, match="nowhere"):
        merge([part], tmp_path / "volume.pdf")


def test_merge_with_a_name_used_twice_is_refused(tmp_path):
    part = Part(typeset("a", "Prvi"), "a", "sl")
    with pytest.raises(ProofFailed, match="same name"):
        merge([part, part], tmp_path / "volume.pdf")


def test_plain_page_copy_fails_the_proof(parts, tmp_path):
    """The proof sees what a careless merge loses."""
    (tmp_path / "a.pdf").write_bytes(parts[1].pdf)
    with pikepdf.open(tmp_path / "a.pdf") as source, pikepdf.Pdf.new() as copy:
        for page in source.pages:
            copy.pages.append(page)
        copy.save(tmp_path / "copy.pdf")
    problems = proof.prove(Path(tmp_path / "copy.pdf"), title="Prvi")
    assert "The file does not say that it is tagged." in problems
    assert "The file has no language." in problems
    assert "The file has no output intent." in problems
