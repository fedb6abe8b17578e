from proceedings.checks import glyphs
from proceedings.readers.tree import text


def blocking(reading):
    return [
        (f.code, f.values["point"]) for f in reading.findings if f.severity == "blocks"
    ]


def test_coverage_holds_the_letters_of_our_languages():
    letters = "čšžćđ àèéìòù ČŠŽ „“ «» – — … € ✓ • λ Ж → ≤"
    assert {
        letter for letter in letters if ord(letter) not in glyphs.coverage()
    } == set()


def test_letters_without_glyph_block_and_show(prepare):
    reading = prepare("A word 中 here.", title="T", language="en")
    assert blocking(reading) == [("glyph-missing", "U+4E2D")]
    assert text(list(reading.paper.blocks)) == "A word □ here."


def test_symbols_of_word_become_what_they_look_like(prepare):
    reading = prepare("A \uf0b7 B \uf0fc.", title="T", language="en")
    assert blocking(reading) == []
    assert text(list(reading.paper.blocks)) == "A • B ✓."


def test_private_letters_that_nobody_knows_block(prepare):
    reading = prepare("A \ue123 B.", title="T", language="en")
    assert blocking(reading) == [("glyph-private", "U+E123")]


def test_composed_letters_are_joined_and_invisible_ones_dropped(prepare):
    reading = prepare("Zc\u030cetek\u200b \ufb01n.", title="T", language="sl")
    assert text(list(reading.paper.blocks)) in {"Zčetek fin.", "Zčetek \ufb01n."}
