"""A folder of manuscripts becomes a book, or says why not."""

import hashlib
import json
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from proceedings import Press, build, check
from proceedings.book.breaks import page_texts
from proceedings.exceptions import WrongUsage
from proceedings.pipeline import Progress
from proceedings.proofs import epub as epub_proof
from proceedings.proofs.pdf import elements

VOLUME = """
[volume]
title = "Zbornik"
language = "sl"
languages = ["sl", "en"]
publisher = "Založba"
publisher_place = "Maribor"
year = 2013

[[papers]]
id = "prvi"
source = "prvi.md"
title = "Prvi prispevek"
language = "sl"
abstracts = { sl = "Povzetek.", en = "An abstract." }
keywords = { sl = ["delo"], en = ["work"] }
[[papers.authors]]
name = "Žiga Šuštar"
affiliations = ["Zavod, Maribor"]

[[papers]]
id = "second"
source = "second.md"
title = "The second paper"
language = "en"
abstracts = { en = "An abstract." }
keywords = { en = ["work"] }
[[papers.authors]]
name = "Ana Čebular"
affiliations = ["Institute, Liverpool"]

[[recommendations]]
id = "r1"
title = "Naročila"
text = "Pridržite del naročil."
target_group = "Občine"
papers = ["prvi"]
"""
FIRST = "# Uvod\n\nBesedilo z opombo.^[Opomba.] Enačba $x^2$.\n\n# Sklep\n\nKonec.\n"
SECOND = "# Start\n\nText with a note.^[A note.]\n\n|a|b|\n|-|-|\n|1|2|\n"
BROKEN = "# Start\n\n![](missing.png)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "volume"
    folder.mkdir()
    (folder / "volume.toml").write_text(VOLUME, encoding="utf-8")
    (folder / "prvi.md").write_text(FIRST, encoding="utf-8")
    (folder / "second.md").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture
def broken(folder: Path) -> Path:
    (folder / "second.md").write_text(BROKEN, encoding="utf-8")
    return folder


def files(out: Path) -> set[str]:
    return {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}


def test_build_writes_all_formats(folder, tmp_path):
    out = tmp_path / "out"
    result = build(folder, out)
    assert result.exit_code == 0
    assert files(out) == {
        "manifest.json",
        "volume.pdf",
        "volume.epub",
        "index.html",
        "style.css",
        "cover.png",
        "media/eu-emblem.svg",
        "colophon.html",
        "recommendations.html",
        "names.html",
        "organisations.html",
        "subjects.html",
        "papers/prvi.pdf",
        "papers/prvi.html",
        "papers/prvi.fragment.html",
        "papers/second.pdf",
        "papers/second.html",
        "papers/second.fragment.html",
    }


def test_manifest_tells_of_papers_and_outputs(folder, tmp_path):
    out = tmp_path / "out"
    result = build(folder, out)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["outputs"] == result.manifest["outputs"]
    first, second = manifest["papers"]
    assert list(first) == [
        "id",
        "source",
        "source_sha256",
        "title",
        "authors",
        "language",
        "status",
        "first_page",
        "last_page",
        "findings",
    ]
    assert (first["source"], first["status"], first["first_page"]) == (
        "prvi.md",
        "ok",
        1,
    )
    assert second["first_page"] == 3
    for output in manifest["outputs"]:
        data = (out / output["path"]).read_bytes()
        assert output["bytes"] == len(data)
        assert output["sha256"] == hashlib.sha256(data).hexdigest()


def test_same_folder_gives_the_same_bytes(folder, tmp_path):
    one, two = build(folder, tmp_path / "a"), build(folder, tmp_path / "b")
    assert one.manifest["outputs"] == two.manifest["outputs"]


def test_volume_has_labels_outline_and_all_tags(folder, tmp_path):
    out = tmp_path / "out"
    build(folder, out, formats=("pdf",))
    with pikepdf.open(out / "volume.pdf") as pdf:
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        labels = [page.label for page in pdf.pages]
        notes = list(pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree))
    assert "Prvi prispevek" in titles
    assert "The second paper" in titles
    assert labels[2:6] == ["i", "ii", "iii", "iv"]
    assert labels[labels.index("1") :][:4] == ["1", "2", "3", "4"]
    assert len(notes) == len(set(notes))


def test_volume_keeps_every_tag_of_its_offprints(folder, tmp_path):
    out = tmp_path / "out"
    build(folder, out, formats=("pdf",))

    def text_tags(path):
        with pikepdf.open(path) as pdf:
            kinds = Counter(str(e.S) for e in elements(pdf.Root.StructTreeRoot))
        return Counter({kind: kinds[kind] for kind in ("/Note", "/TD", "/Formula")})

    offprints = [text_tags(path) for path in sorted(out.glob("papers/*.pdf"))]
    assert text_tags(out / "volume.pdf") == sum(offprints, Counter())


def test_blocked_paper_stops_the_build(broken, tmp_path):
    out = tmp_path / "out"
    result = build(broken, out)
    assert result.exit_code == 1
    assert {f.paper for f in result.report.blocking} == {"second"}
    assert not out.exists()


def test_failed_build_leaves_the_old_edition(folder, tmp_path):
    out = tmp_path / "out"
    build(folder, out, formats=("html",))
    before = files(out)
    (folder / "second.md").write_text(BROKEN, encoding="utf-8")
    build(folder, out)
    assert files(out) == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_keep_going_leaves_the_blocked_paper_out(broken, tmp_path):
    result = build(broken, tmp_path / "out", keep_going=True)
    assert result.exit_code == 0
    assert result.manifest["left_out"] == ["second"]
    assert [p["status"] for p in result.manifest["papers"]] == ["ok", "blocked"]


def test_draft_sets_every_paper_and_claims_nothing(broken, tmp_path):
    out = tmp_path / "out"
    result = build(broken, out, draft=True, formats=("pdf", "html"))
    assert result.exit_code == 0
    assert result.manifest["left_out"] == []
    with pikepdf.open(out / "papers" / "second.pdf") as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode()
    assert "pdfuaid:part" not in metadata


def test_unreadable_manuscript_is_a_finding(folder, tmp_path):
    (folder / "second.md").write_bytes(b"")
    result = build(folder, tmp_path / "out", keep_going=True)
    assert result.manifest["papers"][1]["status"] == "blocked"
    assert result.exit_code == 0


def test_wrong_isbn_blocks(folder, tmp_path):
    text = (folder / "volume.toml").read_text(encoding="utf-8")
    text = text.replace("year = 2013", 'year = 2013\nisbn = { pdf = "9789616354000" }')
    (folder / "volume.toml").write_text(text, encoding="utf-8")
    report = check(folder)
    assert [f.code for f in report.blocking] == ["isbn-wrong"]


def test_unknown_format_is_wrong_usage(folder, tmp_path):
    with pytest.raises(WrongUsage):
        build(folder, tmp_path / "out", formats=("docx",))


def test_output_may_not_replace_the_manuscripts(folder):
    with pytest.raises(WrongUsage):
        build(folder, folder)


def test_progress_ends_each_step(folder, tmp_path):
    seen: list[Progress] = []
    build(folder, tmp_path / "out", progress=seen.append)
    steps = list(dict.fromkeys(each.step for each in seen))
    assert steps == ["read", "assemble", "set", "write", "proof"]
    last = {each.step: (each.done, each.total) for each in seen}
    assert all(done == total for done, total in last.values())


def test_epubcheck_has_no_messages(folder, tmp_path):
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java.")
    out = tmp_path / "out"
    build(folder, out, formats=("epub",))
    assert epub_proof.epubcheck(out / "volume.epub") == "pass"
    assert zipfile.is_zipfile(out / "volume.epub")


def test_preview_of_one_paper_is_an_offprint_and_a_page(folder, tmp_path):
    out = tmp_path / "out"
    build(folder, out, formats=("offprint", "html"), draft=True)
    assert "volume.pdf" not in files(out)
    assert "papers/prvi.pdf" in files(out)


def test_proof_looks_like_the_finished_page_but_for_a_word_in_its_foot(
    folder, tmp_path
):
    with Press(folder) as press:
        press.build(tmp_path / "book", formats=("offprint",))
        press.build(tmp_path / "proof", formats=("offprint",), proof=True)
        press.build(tmp_path / "draft", formats=("offprint",), draft=True)
    book, proof, draft = (
        page_texts((tmp_path / name / "papers" / "prvi.pdf").read_bytes())
        for name in ("book", "proof", "draft")
    )
    assert ["Korektura" in text for text in proof] == [True] * len(book)
    assert "Osnutek" not in "".join(proof)
    assert "Osnutek" in "".join(draft)
    words = [Counter(text.split()) for text in proof]
    assert [one - Counter(["Korektura"]) for one in words] == [
        Counter(text.split()) for text in book
    ]


def test_cache_gives_the_same_book(folder, tmp_path):
    cache = tmp_path / "cache"
    one = build(folder, tmp_path / "a", cache=cache, formats=("pdf",))
    two = build(folder, tmp_path / "b", cache=cache, formats=("pdf",))
    assert one.manifest["outputs"] == two.manifest["outputs"]


def test_draft_without_a_language_is_set_in_that_of_the_volume(folder, tmp_path):
    text = (folder / "volume.toml").read_text(encoding="utf-8")
    (folder / "volume.toml").write_text(
        text.replace('source = "prvi.md"\ntitle = "Prvi prispevek"\nlanguage = "sl"',
                     'source = "prvi.md"\ntitle = "Xyz"'),
        encoding="utf-8",
    )  # fmt: skip
    (folder / "prvi.md").write_text("Xyz.\n", encoding="utf-8")
    out = tmp_path / "out"
    result = build(folder, out, draft=True, formats=("offprint",))
    assert result.exit_code == 0
    with pikepdf.open(out / "papers" / "prvi.pdf") as pdf:
        assert str(pdf.Root.Lang) == "sl"
