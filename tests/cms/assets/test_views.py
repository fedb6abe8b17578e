"""The media view shows pictures, and nothing else."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from tests.factories.assets import coop_image, png

pytestmark = pytest.mark.django_db


@pytest.fixture
def media() -> Path:
    """The media folder, with a picture, a page, a drawing and a secret beside it."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    (root / "a.png").write_bytes(png(8, 8))
    (root / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (root / "a.html").write_text("<p>page</p>")
    (root.parent / "secret.png").write_bytes(b"secret")
    link = root / "link.png"
    if not link.is_symlink():
        link.symlink_to(root.parent / "secret.png")
    (root / "folder.png").mkdir(exist_ok=True)
    return root


def test_picture_is_sent_to_be_kept(client, media):
    answer = client.get("/media/a.png")
    assert b"".join(answer.streaming_content) == (media / "a.png").read_bytes()
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_picture_that_the_browser_has_is_not_sent_again(client, media):
    first = client.get("/media/a.png")
    first.close()
    changed = first.headers["Last-Modified"]
    answer = client.get("/media/a.png", headers={"if-modified-since": changed})
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "a.svg",
        "a.html",
        "nothing.png",
        "link.png",
        "folder.png",
        "../secret.png",
        "%2e%2e/secret.png",
        "..%2fsecret.png",
        "x/../../secret.png",
        "/etc/passwd",
        "a" * 5000 + ".png",
        "",
    ],
)
def test_anything_else_is_missing(client, media, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_name_with_nul_is_refused(client, media):
    assert client.get("/media/a.png%00").status_code == 400


def test_picture_is_not_posted_to(client, media):
    assert client.post("/media/a.png").status_code == 405


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("sl", "Udeleženci foruma"),
        ("it", "I partecipanti al forum"),
        ("en", "Participants of the forum"),
    ],
)
def test_alt_text_follows_the_language(language, wanted):
    image = coop_image(size=(40, 30))
    with override(language):
        assert image.default_alt_text == wanted


def test_alt_text_of_a_decoration_is_empty():
    assert coop_image(size=(40, 30), is_decorative=True).default_alt_text == ""
