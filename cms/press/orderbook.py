"""Writes an order as the folder that the library builds from."""

from pathlib import Path, PurePosixPath

from cms.press import fixing
from cms.press.orders import PaperOrder, VolumeOrder
from proceedings import fixes, volume_file
from proceedings.model import PaperEntry, Volume

# The gate reads a format from the name's ending; anything else it refuses itself.
LONGEST_SUFFIX = 10


def safe_name(filename: str) -> str:
    """Return a file name of our own that keeps only the ending of the author's.

    Word's lock files are known by their first two letters, so these stay too.
    """
    last = PurePosixPath(filename.replace("\\", "/")).name
    suffix = PurePosixPath(last).suffix.lower()
    plain = suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= LONGEST_SUFFIX
    lock = "~$" if last.startswith("~$") else ""
    return f"{lock}manuscript{suffix if plain else ''}"


def write_volume(*, order: VolumeOrder, folder: Path) -> None:
    """Fill an empty folder with the manuscripts and `volume.toml`."""
    foreword = None
    if order.foreword.strip():
        foreword = folder / "foreword.md"
        foreword.write_text(order.foreword, encoding="utf-8")
    volume = Volume(
        title=order.title,
        language=order.language,
        languages=order.languages,
        papers=tuple(_entry(paper, folder) for paper in order.papers),
        subtitle=order.subtitle,
        editors=order.editors,
        publisher=order.publisher,
        publisher_place=order.publisher_place,
        year=order.year,
        issued=order.issued,
        isbn=dict(order.isbn),
        edition=order.edition,
        price=order.price,
        rights=order.rights,
        url=order.url,
        cip=order.cip,
        conference=order.conference,
        foreword=foreword,
        colophon=order.colophon,
        recommendations=order.recommendations,
        newspaper=order.newspaper,
        kind="newspaper" if order.newspaper else order.kind,
    )
    text = volume_file.dump(volume, folder)
    (folder / "volume.toml").write_text(text, encoding="utf-8")


def one_paper_volume(order: PaperOrder) -> VolumeOrder:
    """Return the smallest book that sets this paper."""
    language = order.language or "en"
    return VolumeOrder(
        title=order.title or "COOP",
        language=language,
        languages=(language,),
        papers=(order,),
    )


def _entry(order: PaperOrder, folder: Path) -> PaperEntry:
    # A folder for each paper: nothing of another paper is within its root.
    root = folder / order.id
    root.mkdir()
    source = root / safe_name(order.filename)
    source.write_bytes(order.content)
    for name, content in order.beside.items():
        # Names are ours, but a slip must not leave the paper's folder.
        (root / PurePosixPath(name).name).write_bytes(content)
    if order.fixes:
        decided = fixing.written(order.fixes)
        fixes.beside(source).write_text(decided, encoding="utf-8")
    return PaperEntry(
        id=order.id,
        source=source,
        root=root,
        title=order.title,
        subtitle=order.subtitle,
        language=order.language,
        authors=order.authors,
        abstracts=dict(order.abstracts),
        keywords={code: tuple(words) for code, words in order.keywords.items()},
        session=order.session,
        licence=order.licence,
        doi=order.doi,
        anonymous=order.anonymous,
        blind=order.blind,
    )
