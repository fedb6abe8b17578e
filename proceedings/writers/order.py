"""What every writer is given, and what it gives back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from proceedings.book.assemble import Book


@dataclass(frozen=True, slots=True)
class Order:
    """A book to be written into the folder `out`; `work` is for what is dropped."""

    book: Book
    offprints: Mapping[str, bytes]
    out: Path
    work: Path
    cache: Path | None = None
    # File names of authors, which no finished file may name.
    sources: Sequence[str] = field(default_factory=tuple)


# Writes the files of one format and returns their paths.
Writer = Callable[[Order], list[Path]]
