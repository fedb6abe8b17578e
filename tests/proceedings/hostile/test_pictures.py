"""Pictures of authors: bombs, false names, scripts, and where they were taken."""

import struct
import zlib

import pytest
from PIL import Image

from proceedings import pictures, typesetter
from proceedings.pictures import PictureUnreadable
from proceedings.workbench import Workbench
from tests.proceedings.hostile.artefacts import texts
from tests.proceedings.hostile.watch import peak_of_children

MEGABYTE = 1 << 20
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>'
# Nine groups, each of which draws the one before ten times.
_USES = "<g id='g0'/>" + "".join(
    f"<g id='g{n}'>" + f"<use href='#g{n - 1}'/>" * 10 + "</g>" for n in range(1, 9)
)


def chunk(kind, data):
    packed = struct.pack(">I", len(data)) + kind + data
    return packed + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, data=b""):
    """Return a PNG that says how large it is, whatever it holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


REFUSED = {
    "png-65535": (png(65535, 65535), "picture-large"),
    "png-lying": (png(10, 10, b"x"), "picture-unreadable"),
    "png-of-nothing": (png(0, 10), "picture-unreadable"),
    "eps": (b"%!PS-Adobe-3.0\n(/etc/passwd) run", "picture-format"),
    "emf": (b"\x01\x00\x00\x00" + bytes(80), "picture-format"),
    "wmf": (b"\xd7\xcd\xc6\x9a" + bytes(80), "picture-format"),
    "mvg": (b"push graphic-context\nimage over 0,0 'x'", "picture-unreadable"),
    "psd": (b"8BPS" + bytes(80), "picture-unreadable"),
    "fits": (b"SIMPLE  =" + bytes(80), "picture-unreadable"),
    "html": (b"<html><script>x</script>", "picture-unreadable"),
    "pdf": (b"%PDF-1.7\n1 0 obj<<>>endobj", "picture-unreadable"),
    "svg-entity": (
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
        "picture-unreadable",
    ),
    "svg-laughs": (
        b'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
        "picture-unreadable",
    ),
    "svg-deep": ((_SVG % ("<g>" * 100 + "</g>" * 100)).encode(), "picture-unreadable"),
    "svg-uses": ((_SVG % _USES).encode(), "picture-unreadable"),
    "svg-loop": (
        (_SVG % '<g id="a"><use href="#a"/></g>').encode(),
        "picture-unreadable",
    ),
    "svg-large": (b"<svg>" + b" " * (5 * MEGABYTE), "picture-large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_for_a_book_is_refused(tmp_path, name):
    data, code = REFUSED[name]
    source = tmp_path / "in.png"
    source.write_bytes(data)
    with pytest.raises(PictureUnreadable) as problem:
        pictures.decode(source, tmp_path)
    assert problem.value.subject == code


def test_a_picture_does_not_tell_where_it_was_taken(tmp_path):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (46.0, 33.0, 0.0)
    exif[0x013B] = "SKRIVNOST"
    Image.effect_noise((60, 40), 90).convert("RGB").save(
        tmp_path / "in.jpg", exif=exif, comment=b"SKRIVNOST"
    )
    made = pictures.decode(tmp_path / "in.jpg", tmp_path)
    with Image.open(made.path) as image:
        assert dict(image.getexif()) == {}
        assert image.info.keys() & {"exif", "comment", "xmp", "icc_profile"} == set()
    assert b"SKRIVNOST" not in made.path.read_bytes()


def test_a_drawing_reads_no_file_and_draws_its_words(tmp_path, monkeypatch):
    (tmp_path / "other.svg").write_text(_SVG % "<text>SKRIVNOST</text>")
    drawing = _SVG % (
        '<image href="other.svg"/><use href="other.svg#x"/><text>Beseda</text>'
        '<style>@import "other.svg";</style><script>x</script><a href="x"><g/></a>'
        '<rect width="1" height="1" fill="url(other.svg#x)" onload="x"/>'
    )
    (tmp_path / "in.svg").write_text(drawing)
    made = pictures.decode(tmp_path / "in.svg", tmp_path)
    words = made.path.read_text()
    for forbidden in ("other", "script", "import", "onload", "<a", "image"):
        assert forbidden not in words
    code = b'#set document(title: "x")\n#image("in.svg", alt: "x")'
    files = {"main.typ": code, "in.svg": made.path}
    made = typesetter.typeset(files, conforming=True, timestamp=0)
    assert "SKRIVNOST" not in "".join(texts(made))


@pytest.mark.parametrize(
    ("mode", "form"),
    [("CMYK", "JPEG"), ("RGBA", "PNG"), ("I;16", "TIFF"), ("P", "GIF")],
)
def test_the_largest_picture_is_decoded_within_the_limit_of_memory(
    tmp_path, mode, form
):
    source = tmp_path / "in"
    options = {"compression": "tiff_lzw"} if form == "TIFF" else {}
    Image.new(mode, (8000, 5000)).save(source, form, **options)
    with peak_of_children() as peak, Workbench(1, cpu_seconds=40) as bench:
        (outcome,) = bench.run([(pictures.decode, (source, tmp_path))])
    assert outcome.problem is None
    assert (outcome.value.width, outcome.value.height) == (8000, 5000)
    assert peak.process <= 768 * MEGABYTE


def test_every_hostile_picture_is_one_or_says_why_not(corpus, tmp_path):
    sources = [p for p in (corpus / "images-hostile").rglob("*") if p.is_file()]
    sources += [
        corpus / "hostile-generated" / n for n in ("xss.svg", "xxe.svg", "mvg.png")
    ]
    jobs = [(pictures.decode, (path, tmp_path)) for path in sources]
    with peak_of_children() as peak, Workbench(2, wall_seconds=20) as bench:
        outcomes = list(bench.run(jobs))
    codes = {each.problem.subject for each in outcomes if each.problem}
    assert codes <= {"picture-large", "picture-unreadable", "picture-format"}
    assert peak.process <= 256 * MEGABYTE


SECRET = b"SECRET-THAT-NO-ONE-MAY-SEE"


def told_png(*, after=b"", text=False):
    """Return a small PNG of rows, with what it should not bring along."""
    rows = b"".join(b"\0" + bytes([40 * row] * 3) * 4 for row in range(4))
    head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head)
    body += chunk(b"tEXt", b"Comment\0" + SECRET) if text else b""
    body += chunk(b"IDAT", zlib.compress(rows) + after)
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"") + (SECRET if text else b"")


@pytest.mark.parametrize(
    "data",
    [
        told_png(text=True),
        told_png(after=SECRET),
        told_png(after=zlib.compress(SECRET)),
    ],
    ids=["remarks", "behind the pixels", "packed behind the pixels"],
)
def test_of_a_picture_its_pixels_are_kept_and_nothing_else(tmp_path, data):
    source = tmp_path / "in.png"
    source.write_bytes(data)
    made = pictures.decode(source, tmp_path)
    kept = made.path.read_bytes()
    assert SECRET not in kept
    assert zlib.compress(SECRET) not in kept
    with Image.open(source) as before, Image.open(made.path) as after:
        assert before.tobytes() == after.tobytes()


def test_plain_pixels_are_not_packed_anew(tmp_path):
    source = tmp_path / "in.png"
    source.write_bytes(told_png(text=True))
    made = pictures.decode(source, tmp_path)
    assert made.path.read_bytes() == told_png()
