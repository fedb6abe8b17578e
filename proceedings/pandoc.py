"""The only module that runs pandoc: sandboxed, with limits, never on author names.

pandoc builds large tables when they are first needed (of letters for sorting, of
entities): for a paper that takes three times as long as the paper. So one process
stays, and `data/pandoc/serve.lua` in it answers; a request beyond a limit ends it.
"""

import atexit
import functools
import json
import math
import os
import resource
import selectors
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pypandoc

from proceedings.exceptions import LimitExceeded, ToolFailed

Document = dict[str, Any]

API_VERSION = [1, 23, 1]
WALL_SECONDS = 45
CPU_SECONDS = 18
LARGEST_OUTPUT = 64 << 20
HEAP = "-M512M"

_SERVER = Path(__file__).parent / "data" / "pandoc" / "serve.lua"
# Of packed formats, and of what is no text of lines.
_AS_IT_IS = frozenset({"docx", "odt"})
_TAB = 4


@dataclass(frozen=True, slots=True)
class Warned:
    """A line of pandoc's log: its type, e.g. CouldNotConvertTeXMath, and contents.

    The contents of a file that is missing are its name.
    """

    type: str
    text: str
    contents: str = ""


def to_ast(
    path: Path, reader: str, *, media: Path | None = None
) -> tuple[Document, list[Warned]]:
    """Return pandoc's JSON document of a file of ours, and its warnings.

    The path and the reader are ours, never an author's. Pictures inside the file
    are written below `media`.
    """
    text = path.read_bytes()
    if reader.partition("+")[0] not in _AS_IT_IS:
        text = _lines(text)
    request: dict[str, Any] = {"todo": "read", "from": reader}
    if media is not None:
        request["media"] = str(media)
    output, warnings = _answered(request, text)
    return json.loads(output), warnings


def convert(
    document: Document, writer: str, *, shift: int = 0, **options: object
) -> tuple[str, list[Warned]]:
    """Return a document in another format, and pandoc's warnings.

    Headings come so many levels lower as `shift` says. The options are those of
    pandoc's writers, as Lua names them.
    """
    request = {
        "todo": "write",
        "to": writer,
        "shift": shift,
        "options": {"wrap_text": "none", **options},
    }
    output, warnings = _answered(request, _encoded(document))
    return output.decode(), warnings


def bibliography(words: str, name: str) -> list[dict[str, Any]]:
    """Return the works of a BibTeX text as CSL data; `name` is for the problem."""
    try:
        output, _ = _answered(
            {"todo": "works", "from": "biblatex"}, _lines(words.encode())
        )
    except ToolFailed as problem:
        raise ToolFailed(f"{name} cannot be read.", problem.subject) from None
    works: list[dict[str, Any]] = json.loads(output)
    return works


def citeproc(
    document: Document, references: Sequence[dict[str, Any]], style: Path, language: str
) -> tuple[Document, list[Warned]]:
    """Return the document with citations and bibliography set.

    The author's metadata is left out: it could name files and addresses.
    """
    with tempfile.TemporaryDirectory(prefix="coop-") as folder:
        works = Path(folder, "references.json")
        works.write_text(json.dumps(list(references)), encoding="utf-8")
        request = {"todo": "cite", "bibliography": str(works), "csl": str(style)}
        if language:
            request["lang"] = language
        output, warnings = _answered(request, _encoded({**document, "meta": {}}))
    return json.loads(output), warnings


@functools.cache
def version() -> str:
    """Return the version of pandoc."""
    return _told("--version").decode().split(maxsplit=2)[1]


@functools.cache
def _told(question: str) -> bytes:
    """Return what pandoc says of itself."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), question],
        capture_output=True,
        timeout=WALL_SECONDS,
        env={"LANG": "C.UTF-8"},
        check=True,
    )
    return done.stdout


def _lines(text: bytes) -> bytes:
    """Return a text as pandoc's own command takes it: no returns, no tabs."""
    return text.replace(b"\r", b"").decode(errors="replace").expandtabs(_TAB).encode()


def _encoded(document: Document) -> bytes:
    return json.dumps({"pandoc-api-version": API_VERSION, **document}).encode()


def _answered(request: Mapping[str, Any], text: bytes) -> tuple[bytes, list[Warned]]:
    global _server  # noqa: PLW0603 - one a process
    with _one_at_a_time:
        if _server is None or not _server.lives():
            _server = _Server()
        return _server.answer(request, text)


class _Server:
    """A process of pandoc that answers one request after the other."""

    def __init__(self) -> None:
        self._owner = os.getpid()
        self._folder = tempfile.TemporaryDirectory(prefix="coop-pandoc-")
        abbreviations = Path(self._folder.name, "abbreviations")
        abbreviations.write_bytes(_told("--print-default-data-file=abbreviations"))
        # It stays in the process group of its worker, so that one signal ends both;
        # it starts no children of its own, and ends with its standard input.
        self._process = subprocess.Popen(
            [
                pypandoc.get_pandoc_path(),
                "lua",
                *("+RTS", HEAP, "-RTS"),
                str(_SERVER),
                str(abbreviations),
            ],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.name,
            env={"LANG": "C.UTF-8", "HOME": self._folder.name},
        )
        for kind, most in (
            (resource.RLIMIT_FSIZE, LARGEST_OUTPUT),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.prlimit(self._process.pid, kind, (most, most))
        self._read = bytearray()

    def lives(self) -> bool:
        """Whether it is ours and can be asked."""
        return self._owner == os.getpid() and self._process.poll() is None

    def answer(
        self, request: Mapping[str, Any], text: bytes
    ) -> tuple[bytes, list[Warned]]:
        """Return what pandoc makes of a text, and its warnings.

        Raises:
            ToolFailed: when it could not be read.
            LimitExceeded: when it takes too much; the process is ended.
        """
        ends = time.monotonic() + WALL_SECONDS
        try:
            self._limit_time()
            self._send(json.dumps({**request, "length": len(text)}).encode() + b"\n")
            self._send(text)
            told = self._line(ends)
            output = self._exactly(told.get("length", 0), ends)
        except (EOFError, BrokenPipeError):
            raise self._obituary() from None
        except BaseException:
            # What is still to come would be taken for the next answer.
            self.end()
            raise
        if "error" not in told:
            return output, _warnings(told["warnings"])
        message = str(told["error"]).strip()[:2000]
        raise ToolFailed("pandoc could not read its input.", message)

    def end(self) -> None:
        """End the process."""
        if self._owner != os.getpid():
            return
        self._process.kill()
        self._close()

    def _close(self) -> int:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        code = self._process.wait()
        self._folder.cleanup()
        return code

    def _obituary(self) -> LimitExceeded:
        # It gives up by itself only when it gets no more memory.
        if self._close() > 0:
            return LimitExceeded("pandoc needs too much memory.", "memory")
        return LimitExceeded("pandoc used up its time or its output.", "time")

    def _limit_time(self) -> None:
        pid = self._process.pid
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        ticks = sum(map(int, stat.rpartition(")")[2].split()[11:13]))
        allowed = math.ceil(ticks / os.sysconf("SC_CLK_TCK")) + CPU_SECONDS
        hard = resource.prlimit(pid, resource.RLIMIT_CPU)[1]
        resource.prlimit(pid, resource.RLIMIT_CPU, (allowed, hard))

    def _send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[_pipe(self._process.stdin).write(rest) :]

    def _line(self, ends: float) -> dict[str, Any]:
        while b"\n" not in self._read:
            self._receive(ends)
        line, _, rest = self._read.partition(b"\n")
        self._read = rest
        told: dict[str, Any] = json.loads(line)
        return told

    def _exactly(self, length: int, ends: float) -> bytes:
        if length > LARGEST_OUTPUT:
            raise LimitExceeded("pandoc used up its time or its output.", "time")
        while len(self._read) < length:
            self._receive(ends)
        output = bytes(self._read[:length])
        del self._read[:length]
        return output

    def _receive(self, ends: float) -> None:
        answers = _pipe(self._process.stdout)
        with selectors.DefaultSelector() as selector:
            selector.register(answers, selectors.EVENT_READ)
            if not selector.select(max(0.0, ends - time.monotonic())):
                raise LimitExceeded("pandoc takes too long.", "time")
        if len(self._read) > LARGEST_OUTPUT * 2:
            raise LimitExceeded("pandoc used up its time or its output.", "time")
        piece = answers.read(1 << 20)
        if not piece:
            raise EOFError
        self._read += piece


_server: _Server | None = None
_one_at_a_time = threading.Lock()


@atexit.register
def _end() -> None:
    if _server is not None:
        _server.end()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - for the type checker
    return pipe


def _warnings(rows: list[dict[str, Any]]) -> list[Warned]:
    return [
        Warned(
            row.get("type", ""),
            row.get("pretty", ""),
            row.get("contents") or row.get("path", ""),
        )
        for row in rows
        if row.get("verbosity") in {"WARNING", "ERROR"}
    ]
