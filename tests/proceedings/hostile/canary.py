"""A secret on the disk and an ear on the network: neither may ever be touched."""

import io
import secrets
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# What the samples of the corpus name: a file and an address of everybody.
_FILE = b"/etc/passwd"
_ADDRESS = b"127.0.0.1:18999"
_UP = "../" * 12


@dataclass(slots=True)
class Canary:
    """A file that no job may read, and an address that no job may call."""

    secret: str
    file: Path
    address: str
    calls: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address as links name it."""
        return f"http://{self.address}"

    @property
    def climbing(self) -> str:
        """The file by a relative path from wherever one is."""
        return _UP + str(self.file).lstrip("/")

    def named_in(self, data: bytes) -> bytes:
        """Return a sample that asks for our file and our address."""
        if data.startswith(b"PK\x03\x04"):
            return self._named_in_zip(data)
        return data.replace(_FILE, str(self.file).encode()).replace(
            _ADDRESS, self.address.encode()
        )

    def _named_in_zip(self, data: bytes) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = [(each, archive.read(each)) for each in archive.infolist()]
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
            return data
        changed = [(each, self.named_in(content)) for each, content in entries]
        if changed == entries or sum(len(content) for _, content in entries) > 1 << 20:
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for info, content in changed:
                archive.writestr(info, content)
        return made.getvalue()


@contextmanager
def canary(folder: Path) -> Iterator[Canary]:
    """Lay the secret out under several names, and listen on a port of its own."""
    secret = f"KANARCEK{secrets.token_hex(12)}"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "canary"
    for name, words in _bodies(secret).items():
        (folder / name).write_text(words, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        made = Canary(secret, file, f"127.0.0.1:{server.getsockname()[1]}")
        listener = threading.Thread(target=_listen, args=(server, made), daemon=True)
        listener.start()
        try:
            yield made
        finally:
            # Wakes the listener, which would wait on.
            with socket.create_connection(server.getsockname(), timeout=5) as last:
                last.sendall(b"END")
            listener.join(5)


def _listen(server: socket.socket, made: Canary) -> None:
    while True:
        connection, _ = server.accept()
        with connection:
            connection.settimeout(2)
            try:
                said = connection.recv(200).decode("latin-1")
            except OSError:
                said = "nothing"
        if said == "END":
            return
        made.calls.append(said)


def _bodies(secret: str) -> dict[str, str]:
    """Return the secret in each form that somebody could be tricked into reading."""
    return {
        "canary": secret,
        "canary.txt": secret,
        "canary.tex": secret,
        "canary.bib": f"@book{{root, title={{{secret}}}, author={{{secret}}}}}",
        "canary.json": f'[{{"id": "root", "type": "book", "title": "{secret}"}}]',
        "canary.csv": f"a,b\n{secret},2\n",
        "canary.typ": f'#let secret = "{secret}"\n',
        "canary.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f"<text>{secret}</text></svg>",
    }
