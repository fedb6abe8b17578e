"""Compiles the interface's translations without gettext's own programs."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(*, folder: Path) -> list[Path]:
    """Write each `.mo` in `folder` that is missing or older than its `.po`."""
    sources = sorted(folder.glob("**/LC_MESSAGES/*.po"))
    return [compile_catalogue(source=source) for source in sources if _is_stale(source)]


def compile_catalogue(*, source: Path) -> Path:
    """Write the `.mo` beside one `.po`, whole or not at all."""
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.parent.parent.name)
    binary = BytesIO()
    write_mo(binary, catalogue)
    target = source.with_suffix(".mo")
    # Several processes may compile at once: each swaps in a whole file.
    part = target.with_name(f".{target.name}.{id(binary)}")
    part.write_bytes(binary.getvalue())
    part.replace(target)
    return target


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime
