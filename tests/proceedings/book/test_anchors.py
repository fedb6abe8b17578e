"""Passages keep their names when something else in the paper changes."""

from proceedings.book.anchors import with_anchors
from proceedings.readers.tree import nodes

TITLE = "---\ntitle: Naslov\nlang: sl\n---\n\n"
TEXT = """# Uvod {#uvod}

Prvi odstavek z *poudarkom*.[^1]

- točka ena
- točka dve

> Navedek.

    koda

Table: Naslov tabele

| A | B |
|---|---|
| 1 | 2 |

[^1]: Opomba.

Prvi odstavek z *poudarkom*.

$$x = 1$$

![Narisan krog](drawing.png)
"""


def names(blocks):
    found = []
    for node in nodes(list(blocks)):
        if node["t"] in {"Span", "Table", "Figure", "CodeBlock", "Image"}:
            identifier, classes, _ = node["c"][0]
            if node["t"] != "Span" or "anchor" in classes:
                found.append((node["t"], identifier))
    return found


def anchored(reading):
    return names(with_anchors(reading.paper.blocks, "trial"))


def test_every_passage_has_a_name_of_its_own(prepare, picture, tmp_path):
    (tmp_path / "manuscript").mkdir()
    picture.rename(tmp_path / "manuscript" / "drawing.png")
    (tmp_path / "manuscript" / "paper.md").write_text(TEXT, encoding="utf-8")
    found = anchored(prepare(tmp_path / "manuscript" / "paper.md"))
    kinds = [kind for kind, _ in found if kind != "Image"]
    assert kinds == [
        "Span", "Span", "Span", "Span", "CodeBlock", "Table", "Span", "Span", "Figure"
    ]  # fmt: skip
    identifiers = [name for kind, name in found if kind != "Image"]
    assert len(set(identifiers)) == len(identifiers)
    assert all(name.startswith("trial--p-") for name in identifiers)
    # The same words again: the same name, and a number.
    assert identifiers[6] == f"{identifiers[0]}-2"


def test_names_outlast_an_edit_elsewhere(tmp_path, prepare):
    before = with_anchors(
        prepare(f"{TITLE}Ena.\n\nDve.\n\nTri.\n").paper.blocks, "trial"
    )
    manuscript = tmp_path / "manuscript" / "paper.md"
    manuscript.write_text(
        f"{TITLE}Nič.\n\nEna.\n\nDva in pol.\n\nTri.\n", encoding="utf-8"
    )
    after = with_anchors(prepare(manuscript).paper.blocks, "trial")
    assert [names(before)[0], names(before)[2]] == [names(after)[1], names(after)[3]]
    assert names(before)[1] not in names(after)


def test_names_given_twice_stay(prepare):
    once = with_anchors(prepare("Ena.\n\nDve.\n").paper.blocks, "trial")
    assert with_anchors(once, "trial") == once
