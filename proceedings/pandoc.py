"""The only module that runs pandoc: sandboxed, with limits, never on author names."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

Document = dict[str, Any]


def to_ast(path: Path, reader: str, *arguments: str) -> tuple[Document, list[str]]:
    """Return pandoc's JSON document of a file, and its warnings."""
    raise NotImplementedError


def convert(document: Document, writer: str, *arguments: str) -> tuple[str, list[str]]:
    """Return a document in another format, and pandoc's warnings."""
    raise NotImplementedError


def citeproc(
    document: Document, references: Sequence[dict[str, Any]], style: Path, language: str
) -> tuple[Document, list[str]]:
    """Return the document with citations and bibliography set."""
    raise NotImplementedError


def version() -> str:
    """Return the version of pandoc."""
    raise NotImplementedError
