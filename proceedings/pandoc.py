"""The only module that runs pandoc: sandboxed, with limits, never on author names."""

import functools
import json
import resource
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

from proceedings.exceptions import LimitExceeded, ToolFailed

Document = dict[str, Any]

WALL_SECONDS = 45
CPU_SECONDS = 18
LARGEST_OUTPUT = 64 << 20
HEAP = "-M512M"

_HEAP_EXHAUSTED = 251


@dataclass(frozen=True, slots=True)
class Warned:
    """A line of pandoc's log: its type, e.g. CouldNotConvertTeXMath, and contents.

    The contents of a file that is missing are its name.
    """

    type: str
    text: str
    contents: str = ""


def to_ast(
    path: Path, reader: str, *arguments: str, media: Path | None = None
) -> tuple[Document, list[Warned]]:
    """Return pandoc's JSON document of a file of ours, and its warnings.

    The path and the arguments are ours, never an author's. Pictures inside the
    file are written below `media`.
    """
    if media is not None:
        arguments = (*arguments, f"--extract-media={media}")
    output, warnings = _run(
        [f"--from={reader}", "--to=json", *arguments, str(path.resolve())]
    )
    return _document(output), warnings


def convert(
    document: Document, writer: str, *arguments: str
) -> tuple[str, list[Warned]]:
    """Return a document in another format, and pandoc's warnings."""
    output, warnings = _run(
        ["--from=json", f"--to={writer}", *arguments], json.dumps(document).encode()
    )
    return output.decode(), warnings


def bibliography(words: str, name: str) -> list[dict[str, Any]]:
    """Return the works of a BibTeX text as CSL data; `name` is for the problem."""
    try:
        output, _ = _run(["--from=biblatex", "--to=csljson"], words.encode())
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
    meta = {"lang": {"t": "MetaString", "c": language}} if language else {}
    meta["link-citations"] = {"t": "MetaBool", "c": True}  # type: ignore[dict-item]
    with tempfile.TemporaryDirectory(prefix="coop-") as folder:
        works = Path(folder, "references.json")
        works.write_text(json.dumps(list(references)), encoding="utf-8")
        output, warnings = _run(
            [
                "--from=json",
                "--to=json",
                "--citeproc",
                f"--bibliography={works}",
                f"--csl={style}",
            ],
            json.dumps({**document, "meta": meta}).encode(),
        )
    return _document(output), warnings


@functools.cache
def version() -> str:
    """Return the version of pandoc."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--version"],
        capture_output=True,
        timeout=WALL_SECONDS,
        env={"LANG": "C.UTF-8"},
        check=True,
    )
    return done.stdout.decode().split(maxsplit=2)[1]


def _run(arguments: Sequence[str], text: bytes = b"") -> tuple[bytes, list[Warned]]:
    with tempfile.TemporaryDirectory(prefix="coop-") as folder:
        answer, log = Path(folder, "answer"), Path(folder, "log")
        command = [
            pypandoc.get_pandoc_path(),
            "--sandbox",
            f"--log={log}",
            f"--output={answer}",
            *arguments,
            "+RTS",
            HEAP,
            "-RTS",
        ]
        _call(command, text, Path(folder))
        return answer.read_bytes(), _warnings(log)


def _call(command: list[str], text: bytes, folder: Path) -> None:
    # pandoc stays in the process group of its worker, so that one signal ends both;
    # it is sandboxed and starts no children of its own.
    try:
        done = subprocess.run(
            command,
            input=text,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=folder,
            env={"LANG": "C.UTF-8", "HOME": str(folder)},
            preexec_fn=_limit,  # safe: workers have a single thread
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LimitExceeded("pandoc takes too long.", "time") from None
    if done.returncode == 0:
        return
    message = done.stderr.decode(errors="replace").strip()[:2000]
    if done.returncode == _HEAP_EXHAUSTED:
        raise LimitExceeded("pandoc needs too much memory.", "memory")
    if done.returncode < 0:
        raise LimitExceeded("pandoc used up its time or its output.", "time")
    raise ToolFailed("pandoc could not read its input.", message)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _document(output: bytes) -> Document:
    document: Document = json.loads(output)
    return document


def _warnings(log: Path) -> list[Warned]:
    if not log.exists():
        return []
    return [
        Warned(
            entry.get("type", ""),
            entry.get("pretty", ""),
            entry.get("contents") or entry.get("path", ""),
        )
        for entry in json.loads(log.read_bytes() or b"[]")
        if entry.get("verbosity") in {"WARNING", "ERROR"}
    ]
