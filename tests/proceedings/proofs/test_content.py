"""Every product holds what the papers hold, counted in the finished file."""

import shutil
import zipfile
from pathlib import Path, PurePath

import pytest
from PIL import Image

from proceedings import build, checks
from proceedings.book.assemble import assemble
from proceedings.proofs import content
from proceedings.volume_file import load

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
PAPER = """---
title: All kinds
lang: en
author: [{name: Ana Novak}]
---

# One

Words[^1] with [a link](https://example.org) and $x^2$ in line.

[^1]: A note of five words.

![A drawing of a road](map.png "Map"){.decorative}

$$\\sum_{i=1}^n i$$

## Two

- first item
- second item

| Year | Place |
|------|-------|
| 2013 | Maribor |

: Where it was
"""
VOLUME = '[volume]\ntitle = "Trial"\nlanguage = "en"\n'
PRODUCTS = (
    "volume.pdf",
    "volume.epub",
    "papers/all.pdf",
    "papers/all.html",
    "papers/all.fragment.html",
    "papers/all.xml",
)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A volume of a paper of ours and a real one, with all products, and its book."""
    if not CORPUS.is_dir():
        pytest.skip("The shared corpus is not beside this checkout.")
    tmp_path = tmp_path_factory.mktemp("content")
    folder, out = tmp_path / "volume", tmp_path / "out"
    folder.mkdir()
    (folder / "all.md").write_text(PAPER, encoding="utf-8")
    Image.new("RGB", (600, 400), "navy").save(folder / "map.png")
    real = min((CORPUS / "pnz").rglob("Porocilo_F*.docx"))
    shutil.copy(real, folder / "real.docx")
    entries = '[[papers]]\nid = "all"\nsource = "all.md"\n'
    entries += '[[papers]]\nid = "real"\nsource = "real.docx"\n'
    (folder / "volume.toml").write_text(f"{VOLUME}{entries}", encoding="utf-8")
    formats = ("pdf", "offprint", "epub", "html", "jats")
    result = build(folder, out, formats=formats, draft=True)
    assert [f.code for f in result.report if f.code.endswith("-failed")] == []
    volume = load(folder)
    papers = [
        checks.prepare(entry, tmp_path / "job" / entry.id, draft=True).paper
        for entry in volume.papers
    ]
    return out, assemble(volume, papers)


def lacks(out, name, book):
    paper = book.paper(PurePath(name).name.split(".")[0])
    if paper:
        return content.lacking(paper, out / name)
    return content.problems(out / name, book, PurePath(name))


def test_products_hold_all_that_their_papers_hold(finished):
    out, book = finished
    names = [*PRODUCTS, *(name.replace("all", "real") for name in PRODUCTS[2:])]
    lacking = {name: lacks(out, name, book) for name in names}
    assert lacking == {name: [] for name in names}


def test_product_that_lost_something_says_what(finished, tmp_path):
    out, book = finished
    page = (out / "papers" / "all.html").read_text(encoding="utf-8")
    start, end = page.index("<table"), page.index("</table>") + len("</table>")
    damaged = tmp_path / "all.html"
    damaged.write_text(page[:start] + page[end:], encoding="utf-8")
    loss = content.lacking(book.paper("all"), damaged)[0]
    assert (loss.kind, loss.missing, loss.expected) == ("tables", 1, 1)
    assert content.problems(damaged, book, PurePath("style.css")) == []
    epub = tmp_path / "volume.epub"
    with zipfile.ZipFile(epub, "w") as archive:
        archive.writestr("empty.xhtml", "<html><body><p>None.</p></body></html>")
    kinds = [
        problem.split(":")[0]
        for problem in content.problems(epub, book, PurePath("volume.epub"))
    ]
    assert kinds == [
        f"It lacks {kind}"
        for kind in (
            "footnotes",
            "tables",
            "images",
            "equations",
            "headings",
            "list_items",
            "links",
            "words",
        )
    ]
