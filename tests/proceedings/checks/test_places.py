"""Where findings are, and what is left out of account."""

import pytest

FRONT = (
    "---\ntitle: T\nlang: en\nauthor: [{name: Ana Novak, affiliation: Institute}]\n"
    "abstract: A.\nkeywords: [k]\n---\n\n"
)
ADDRESS = "<https://example.org/a/long/address>"


def found(reading):
    return [(finding.code, finding.where) for finding in reading.findings]


def test_place_is_the_heading_and_the_beginning(prepare):
    words = "# Method\n\nText.\n\n**A bold line**\n\nSee [here](https://example.org).\n"
    assert found(prepare(FRONT + words)) == [
        ("heading-faked", "Method \u203a A bold line"),
        ("link-says-nothing", "A bold line \u203a here"),
    ]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (f"# Text\n\nSee {ADDRESS}.\n", ["link-bare"]),
        (f"# References\n\nNovak, A. 2011. *Title*. {ADDRESS}\n", []),
        (f"# Text\n\nText.[^1]\n\n[^1]: Novak, {ADDRESS}\n", []),
    ],
)
def test_addresses_may_stand_in_notes_and_lists_of_works(prepare, words, codes):
    assert [code for code, _ in found(prepare(FRONT + words))] == codes


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["• one", "• two"], ["list-typed"]),
        (["– And who?", "– We."], []),
        (["– one", "– two", "– three"], ["list-typed"]),
        (["1) one", "2) two"], ["list-typed"]),
        (["1905 was good.", "1906 was bad."], []),
        (["• one", "Words between.", "• two"], []),
    ],
)
def test_typed_lists_need_more_than_one_line(prepare, lines, codes):
    words = "\n\n".join(line.replace(")", "\\)") for line in lines)
    assert [code for code, _ in found(prepare(FRONT + words))] == codes


def test_an_anonymous_paper_is_not_asked_for_its_authors(prepare):
    words = "---\ntitle: T\nlang: en\nabstract: A.\nkeywords: [k]\n---\n\nText.\n"
    assert found(prepare(words, anonymous=True)) == []
