"""Links and names that every format may hold."""

import pytest

from proceedings.readers.tree import nodes


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.eu/x#tabs|Name:y", "https://a.eu/x#tabs%7CName:y"),
        (
            "https://doi.org/10.1(96)009&lt;33:M&gt;2",
            "https://doi.org/10.1(96)009%3C33:M%3E2",
        ),
        ("https://a.eu/50%?q=a%20b", "https://a.eu/50%25?q=a%20b"),
        ("https://a.eu/č", "https://a.eu/%C4%8D"),
    ],
)
def test_address_when_a_character_is_not_allowed_is_encoded(prepare, given, kept):
    reading = prepare(f"[there](<{given}>)\n", title="T", language="en")
    links = [
        n["c"][2][0] for n in nodes(list(reading.paper.blocks)) if n["t"] == "Link"
    ]
    assert links == [kept]


@pytest.mark.parametrize("title", ["Footnotes", "fn1", "fnref2"])
def test_heading_named_like_our_notes_gets_another_name(prepare, title):
    reading = prepare(f"# {title}\n\nWords.[^1]\n\n[^1]: N.\n", title="T")
    assert reading.paper.blocks[0]["c"][1][0] == f"trial--{title.lower()}-x"
