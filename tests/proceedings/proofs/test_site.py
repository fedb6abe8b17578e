"""The pages of the site are asked where they lead and what they tell."""

import pytest

from proceedings.proofs import site

PAGE = """<!DOCTYPE html><html lang="sl"><head><title>N</title></head><body>
<main id="text"><p id="a">Besedilo.</p><a href="#a">a</a>
<a href="other.html#b">b</a> <a href="https://example.org/">c</a>
<img src="a.png" alt=""></main>
<footer>Stavek o podpori.</footer></body></html>"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "other.html").write_text('<p id="b">B</p>', encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"")
    return tmp_path


def asked(folder, page):
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    return site.prove(path, ["Stavek o podpori."], path.parent)


def test_sound_page_passes(folder):
    assert asked(folder, PAGE) == []


@pytest.mark.parametrize(
    ("was", "becomes", "problem"),
    [
        ("#a", "#z", "page.html leads to #z, a place that does not exist."),
        ("html#b", "html#z", "page.html leads to other.html#z, a place that does not exist."),
        ("other.html", "none.html", "page.html leads to none.html#b, which is not there."),
        ("a.png", "b.png", "page.html leads to b.png, which is not there."),
        (' alt=""', "", "A picture has no alternative text: a.png"),
        (' lang="sl"', "", "The page does not say its language."),
        ("<footer>", "<script>1</script><footer>", "The page holds a script."),
        ("Stavek", "Beseda", "The page does not hold: Stavek o podpori."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(folder, was, becomes, problem):
    assert asked(folder, PAGE.replace(was, becomes)) == [problem]


def test_fragment_is_not_asked(folder):
    path = folder / "a.fragment.html"
    path.write_text('<p><a href="#none">a</a></p>', encoding="utf-8")
    assert site.prove(path, ["Stavek o podpori."], path.parent) == []


def test_link_to_another_book_is_asked_when_all_are_there(tmp_path):
    for code in ("sl", "it"):
        (tmp_path / code).mkdir()
    page = PAGE.replace("other.html#b", "../it/other.html#b").replace("a.png", "b.png")
    assert asked(tmp_path / "sl", page) == [
        "page.html leads to b.png, which is not there."
    ]
    assert site.crossings(tmp_path) == [
        "page.html leads to ../it/other.html#b, which is not there."
    ]
    other = tmp_path / "it" / "other.html"
    other.write_text('<html lang="it"><p id="b">B</p></html>', encoding="utf-8")
    assert site.crossings(tmp_path) == []
