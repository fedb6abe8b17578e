"""Hands a volume over as a folder that the library builds without this site."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cms.press import orderbook
from cms.press.orders import VolumeOrder

IN_MEMORY_BYTES = 4 << 20
# Of every file: the same papers make the same archive.
NO_DATE = (1980, 1, 1, 0, 0, 0)


def pack(*, order: VolumeOrder, beside: Mapping[str, bytes]) -> IO[bytes]:
    """Return a ZIP with `volume.toml`, the manuscripts, and what lies beside them."""
    packed = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115
    with tempfile.TemporaryDirectory() as place, ZipFile(packed, "w") as archive:
        folder = Path(place)
        orderbook.write_volume(order=order, folder=folder)
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                archive.writestr(_entry(name), path.read_bytes())
        for name, content in beside.items():
            archive.writestr(_entry(name), content)
    packed.seek(0)
    return packed


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, NO_DATE)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o640 << 16
    return entry
