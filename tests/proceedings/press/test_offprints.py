"""An offprint that passed is not examined again; one that differs is."""

from dataclasses import replace

from proceedings import build
from proceedings.proofs.bound import Expected
from proceedings.proofs.volume import Claims, prove_offprints


def test_only_the_same_file_with_the_same_claims_needs_no_proof(desk, tmp_path):
    out = tmp_path / "out"
    paper = build(desk.folder, out, formats=("pdf",)).manifest["papers"][0]
    path = out / "papers" / f"{paper['id']}.pdf"
    page = Expected(str(paper["first_page"]), True, str(paper["first_page"]))
    assert paper["last_page"] == paper["first_page"]
    due = Claims(paper["title"], (), True, (page,))
    found, known = prove_offprints([(path, due)], frozenset())
    assert found == [[]]
    assert prove_offprints([(path, due)], known)[0] == [[]]
    other = replace(due, title="Drugo")
    assert prove_offprints([(path, other)], known)[0] != [[]]
    data = path.read_bytes()
    path.write_bytes(data.replace(b"/Marked true", b"/Marked null"))
    assert prove_offprints([(path, due)], known)[0] == [
        ["The file does not say that it is tagged."]
    ]
