import uuid

from cms.demo.loader.markup import to_blocks, to_html

KEY = uuid.UUID(int=1)


def picture_number(file: str) -> int:
    return {"a.png": 7}[file]


def test_html_of_paragraphs_headings_and_lists():
    words = "## One\n\nA **b** *c*\nd & e\n\n- x\n- y\n\n1. p\n2. q"
    assert to_html(words) == (
        "<h2>One</h2><p>A <b>b</b> <i>c</i> d &amp; e</p>"
        "<ul><li>x</li><li>y</li></ul><ol><li>p</li><li>q</li></ol>"
    )


def test_blocks_join_text_and_set_quotes_and_pictures_apart():
    words = "One\n\nTwo\n\n> Said | Ana\n\n{{a.png}}\n\nThree"
    blocks = to_blocks(words, picture=picture_number, caption="C", key=KEY)
    assert [(block["type"], block["value"]) for block in blocks] == [
        ("text", "<p>One</p><p>Two</p>"),
        ("quote", {"quote": "Said", "source": "Ana"}),
        ("picture", {"image": 7, "caption": "C"}),
        ("text", "<p>Three</p>"),
    ]


def test_blocks_have_the_same_ids_in_every_language():
    slovenian = to_blocks("En\n\n> Dva", picture=picture_number, key=KEY)
    english = to_blocks("One\n\n> Two", picture=picture_number, key=KEY)
    assert [b["id"] for b in slovenian] == [b["id"] for b in english]
