import pytest

from cms.press import webtext


def nowhere(_name: str) -> str:
    return ""


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("<script>alert(1)</script>text", "text"),
        (
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
        ),
        ('<p onclick="alert(1)">a</p>', "<p>a</p>"),
        ('<p style="position:fixed">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener">a</a>'),
        ('<a href="data:text/html,x">a</a>', '<a rel="noopener">a</a>'),
        ('<img src="x" alt="A & B" onerror="alert(1)">', "<span>A &amp; B</span>"),
        ('<iframe src="//evil.example"></iframe>', ""),
        ("<svg><script>alert(1)</script></svg>", ""),
        ("<math><mi>x</mi></math>", "<math><mi>x</mi></math>"),
    ],
)
def test_text_is_made_harmless(hostile, harmless):
    assert webtext.fit(hostile, address=nowhere) == harmless


def test_picture_gets_the_given_address():
    fitted = webtext.fit('<img src="a-files/g.png" alt="G">', address=lambda n: f"/{n}")
    assert fitted == '<img src="/a-files/g.png" alt="G" loading="lazy">'


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("data:image/png;base64,AAAA", True),
        ("data:text/html;base64,AAAA", False),
    ],
)
def test_only_pictures_may_come_as_data(address, kept):
    fitted = webtext.fit('<img src="g.png" alt="">', address=lambda _name: address)
    assert (address in fitted) is kept
