import contextlib
import io

import pypdfium2
import pytest
from PIL import Image

from proceedings import pictures
from proceedings.pictures import PictureUnreadable


def write(path, form, mode="RGB", size=(40, 20), **options):
    Image.new(mode, size).save(path, form, **options)
    return path


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_decode_when_the_format_is_allowed_makes_a_new_file(tmp_path, form):
    made = pictures.decode(write(tmp_path / "in", form), tmp_path)
    assert (made.width, made.height) == (40, 20)
    assert made.media_type in {"image/png", "image/jpeg"}
    assert made.path == tmp_path / made.name


def test_decode_when_the_colours_are_for_print_makes_them_rgb(tmp_path):
    source = write(tmp_path / "in.jpg", "JPEG", mode="CMYK")
    made = pictures.decode(source, tmp_path)
    with Image.open(made.path) as image:
        assert image.mode == "RGB"


def test_decode_drops_metadata(tmp_path):
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    source = write(tmp_path / "in.jpg", "JPEG", exif=exif)
    made = pictures.decode(source, tmp_path)
    assert b"SECRET" not in made.path.read_bytes()


def test_decode_when_a_pdf_takes_its_first_page(tmp_path):
    document = pypdfium2.PdfDocument.new()
    document.new_page(144, 72)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    (tmp_path / "in.pdf").write_bytes(buffer.getvalue())
    made = pictures.decode(tmp_path / "in.pdf", tmp_path)
    assert (made.width, made.height) == (500, 250)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x01\x00\x00\x00 enhanced metafile", "picture-format"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "picture-format"),
        (b"push graphic-context", "picture-unreadable"),
        (b"\x89PNG\r\n\x1a\n", "picture-unreadable"),
        (b'<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>', "picture-unreadable"),
    ],
)
def test_decode_when_it_cannot_be_read_names_the_reason(tmp_path, content, code):
    (tmp_path / "in").write_bytes(content)
    with pytest.raises(PictureUnreadable) as problem:
        pictures.decode(tmp_path / "in", tmp_path)
    assert problem.value.subject == code


def test_decode_when_too_many_pixels_refuses(tmp_path):
    source = write(tmp_path / "in.png", "PNG", mode="1", size=(8000, 6000))
    with pytest.raises(PictureUnreadable) as problem:
        pictures.decode(source, tmp_path)
    assert problem.value.subject == "picture-large"


def test_decode_when_a_drawing_has_scripts_leaves_them_out(tmp_path):
    (tmp_path / "in.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5" onload="x()">'
        "<script>alert(1)</script><foreignObject><p>x</p></foreignObject>"
        '<image href="http://example.org/x.png"/><use href="file:///etc/passwd"/>'
        '<rect width="5" height="5" style="fill:url(http://example.org);stroke:red"/>'
        "</svg>"
    )
    made = pictures.decode(tmp_path / "in.svg", tmp_path)
    assert made.path.read_text() == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5">'
        '<use /><rect width="5" height="5" stroke="red" /></svg>'
    )


def test_decode_when_hostile_never_raises_anything_else(corpus, tmp_path):
    for source in sorted((corpus / "images-hostile").rglob("*")):
        if source.is_file():
            with contextlib.suppress(PictureUnreadable):
                pictures.decode(source, tmp_path)
