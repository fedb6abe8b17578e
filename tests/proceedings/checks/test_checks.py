import pytest


def codes(reading):
    return sorted({finding.code for finding in reading.findings})


FRONT = (
    "---\ntitle: T\nlang: en\nauthor: [{name: Ana Novak, affiliation: Institute}]\n"
    "abstract: A.\nkeywords: [k]\n---\n\n"
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Text.", []),
        ("**A bold line**\n\nText.", ["heading-faked"]),
        ("[here](https://example.org)", ["link-says-nothing"]),
        ("|  |  |\n|--|--|\n| a | b |\n| c | d |\n", ["table-without-header"]),
        ("| A | B |\n|--|--|\n| a | b |\n| c | d |\n", []),
        ("", ["text-empty"]),
    ],
)
def test_checks_answer_for_the_text(prepare, words, found):
    assert codes(prepare(FRONT + words)) == found


def test_checks_when_the_front_is_bare_name_what_is_missing(prepare):
    assert codes(prepare("x\n")) == [
        "abstract-missing",
        "authors-missing",
        "keywords-missing",
        "language-missing",
        "title-missing",
    ]


def test_checks_when_the_language_is_no_code_say_so(prepare):
    assert "language-unknown" in codes(prepare(FRONT + "x", language="Klingon"))
