"""Rich text as partners get it: clean, complete, with absolute addresses."""

import pytest

from cms.api.v1.markup import clean_html

BASE = "https://coop.example.org/en/proceedings/z/p/"


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ('<p class="x" style="color: red">a</p>', "<p>a</p>"),
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ('<img src="p-1.png" alt="b">', f'<img src="{BASE}p-1.png" alt="b">'),
        ('<a href="#n">c</a>', '<a href="#n">c</a>'),
        ('<a href="javascript:x()">d</a>', "<a>d</a>"),
    ],
)
def test_markup_is_cleaned(given, clean):
    assert clean_html(given, base=BASE) == clean


def test_equation_keeps_its_notes_apart_from_its_signs():
    """An annotation without its element would be read as part of the text."""
    equation = (
        '<math display="block"><semantics><menclose notation="box"><mi>x</mi>'
        '</menclose><annotation encoding="application/x-tex">\\boxed{x}</annotation>'
        "</semantics></math>"
    )
    assert clean_html(equation, base=BASE) == equation
