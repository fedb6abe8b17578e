"""A bag of RFC 8493 in a zip whose bytes depend on its contents alone.

Nothing is compressed: another version of zlib would pack differently, and what is
stored plainly survives damage elsewhere in the file.
"""

import hashlib
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

_CHUNK = 1 << 20
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# The first moment that a zip can name.
_EARLIEST = 315_532_800


class Bag:
    """A bag being written; `name` is its folder in the zip, `timestamp` its date."""

    def __init__(self, target: Path, name: str, timestamp: int) -> None:
        moment = datetime.fromtimestamp(max(timestamp, _EARLIEST), UTC)
        self._date = (
            moment.year, moment.month, moment.day,
            moment.hour, moment.minute, moment.second // 2 * 2,
        )  # fmt: skip
        self._name = name
        self._archive = zipfile.ZipFile(target, "w", zipfile.ZIP_STORED)
        self._payload: dict[str, str] = {}
        self._octets = 0

    def __enter__(self) -> "Bag":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._archive.close()

    def add_file(self, name: str, path: Path) -> None:
        """Add a file to the payload; one whose name is no Unicode is left out."""
        if not _is_unicode(name):
            return
        digest = hashlib.sha256()
        info = self._entry(f"data/{name}")
        info.file_size = path.stat().st_size
        with path.open("rb") as source, self._archive.open(info, "w") as target:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                target.write(chunk)
        self._note(name, digest.hexdigest(), info.file_size)

    def add(self, name: str, content: bytes) -> None:
        """Add a file of these bytes to the payload."""
        self._archive.writestr(self._entry(f"data/{name}"), content)
        self._note(name, hashlib.sha256(content).hexdigest(), len(content))

    def finish(self, about: Iterable[tuple[str, str]]) -> None:
        """Add the tag files; empty lines of `bag-info.txt` are left out."""
        lines = [*about, ("Payload-Oxum", f"{self._octets}.{len(self._payload)}")]
        tags = {
            "bagit.txt": _DECLARATION,
            "bag-info.txt": "".join(f"{k}: {v}\n" for k, v in lines if v),
            "manifest-sha256.txt": _manifest(self._payload),
        }
        digests = {
            name: hashlib.sha256(words.encode()).hexdigest()
            for name, words in tags.items()
        }
        for name, words in {
            **tags,
            "tagmanifest-sha256.txt": _manifest(digests),
        }.items():
            self._archive.writestr(self._entry(name), words.encode())

    def _entry(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(f"{self._name}/{name}", self._date)
        info.create_system = 3
        info.external_attr = 0o100644 << 16
        return info

    def _note(self, name: str, digest: str, octets: int) -> None:
        self._payload[f"data/{name}"] = digest
        self._octets += octets


def _manifest(digests: dict[str, str]) -> str:
    return "".join(f"{digests[name]}  {_escaped(name)}\n" for name in sorted(digests))


def _escaped(name: str) -> str:
    """Return a path as a manifest has it: RFC 8493, 2.1.3."""
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
