"""What every writer is given, and what it gives back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from proceedings.book.assemble import Book
from proceedings.model import Paper
from proceedings.store import Store
from proceedings.workbench import Workbench
from proceedings.writers.earlier import Earlier

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Order:
    """A book to be written into the folder `out`; `work` is for what is dropped.

    `segments` holds the file of each paper as it was set. `folder` is that of the
    volume, and `options` are the words of the command line that order the same.
    """

    book: Book
    out: Path
    work: Path
    segments: Mapping[str, Path] = field(default_factory=dict)
    # File names of authors, which no finished file may name.
    sources: Sequence[str] = field(default_factory=tuple)
    store: Store | None = None
    bench: Workbench | None = None
    folder: Path | None = None
    options: Sequence[str] = ()
    # What stands where the folder `out` will stand.
    earlier: Earlier | None = None

    def each(
        self, call: Callable[..., _Made], *arguments: object
    ) -> Iterator[tuple[Paper, _Made]]:
        """Yield each paper of the book with `call(paper, *arguments)`.

        See `map` for where that runs, and when it does not have to.

        Raises:
            ProceedingsError: as the call raised it.
        """
        papers = self.book.papers
        made = self.map(call, [(paper, *arguments) for paper in papers])
        yield from zip(papers, made, strict=True)

    def map(
        self, call: Callable[..., _Made], rows: Sequence[tuple[Any, ...]]
    ) -> Iterator[_Made]:
        """Yield `call(*row)` for each row, in order.

        The calls run in the workers, and not at all where one with the same row
        was kept: what they give may depend on nothing but the row. `call` is
        importable by name; rows and results can be pickled, and results are made
        of the library's own values, words, numbers, tuples, lists and mappings.

        Raises:
            ProceedingsError: as the call raised it.
        """
        if self.store is None or self.bench is None:
            yield from (call(*row) for row in rows)
            return
        store = self.store
        keys = [store.key("made", call, row) for row in rows]
        new = [key for key in keys if not store.has(key)]
        outcomes = self.bench.run(
            (_make, (store, key, call, row))
            for key, row in zip(keys, rows, strict=True)
            if key in set(new)
        )
        waiting = iter(new)
        following = next(waiting, None)
        for key, row in zip(keys, rows, strict=True):
            if key == following:
                outcome = next(outcomes)
                following = next(waiting, None)
                if outcome.problem:
                    raise outcome.problem
                yield outcome.value[0]
                continue
            kept = store.get(key)
            # What was there a moment ago may be damaged.
            yield kept[0] if kept else call(*row)


def _make(
    store: Store, key: str, call: Callable[..., Any], row: tuple[Any, ...]
) -> tuple[Any]:
    """Make and keep one value: a job for the workbench."""
    made = (call(*row),)
    store.put(key, made)
    return made


# Writes the files of one format and returns their paths.
Writer = Callable[[Order], list[Path]]
