import pytest

from cms.press.orderbook import safe_name
from tests.factories.press import paper_order


def test_fingerprint_of_typed_words_does_not_depend_on_the_id():
    assert paper_order(id="a").metadata_sha256 == paper_order(id="b").metadata_sha256


def test_fingerprint_of_typed_words_changes_with_the_title():
    assert (
        paper_order(title="A").metadata_sha256 != paper_order(title="B").metadata_sha256
    )


@pytest.mark.parametrize(
    ("filename", "safe"),
    [
        ("Članek (končni).DOCX", "manuscript.docx"),
        ("../../etc/passwd", "manuscript"),
        ("C:\\tmp\\paper.md", "manuscript.md"),
        ("--lua-filter=x.docx", "manuscript.docx"),
        ("~$clanek.docx", "~$manuscript.docx"),
        ("paper.d/../../x", "manuscript"),
        ("paper.żż", "manuscript"),
        ("paper.averylongending", "manuscript"),
        ("", "manuscript"),
    ],
)
def test_only_a_plain_ending_is_kept_of_a_name(filename, safe):
    assert safe_name(filename) == safe
