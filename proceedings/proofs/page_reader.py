"""Reads the text of pages with pdfium, in workers, and remembers which were read."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pypdfium2

from proceedings.store import Store
from proceedings.workbench import Workbench

# So many pages one job reads.
_CHUNK = 100


def read_pages(path: Path, indexes: Sequence[int]) -> list[str]:
    """Return the text of pages, counted from 0: a job for the workbench."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [document[at].get_textpage().get_text_range() for at in indexes]
    finally:
        document.close()


class PageReader:
    """Reads pages; with a store, those that an earlier build read are known.

    A page is named by a digest of all that its text depends on.
    """

    def __init__(
        self,
        store: Store | None = None,
        bench: Workbench | None = None,
        known: Iterable[str] = (),
    ) -> None:
        self._store = store
        self._bench = bench
        kept = store.get(store.key("pages read")) if store else None
        self._known: frozenset[str] = frozenset(kept or known)
        self._seen: set[str] = set()

    @property
    def known(self) -> frozenset[str]:
        """All pages that were read, now or before."""
        return self._known | self._seen

    @property
    def seen(self) -> frozenset[str]:
        """The pages of the files of this build."""
        return frozenset(self._seen)

    def knows(self, page: str) -> bool:
        """Whether a page like this was read."""
        return page in self._known or page in self._seen

    def learn(self, pages: Iterable[str]) -> None:
        """Take note of the pages of a file."""
        self._seen.update(pages)

    def read(self, path: Path, indexes: Sequence[int]) -> Iterator[str]:
        """Yield the text of pages in this order.

        Raises:
            ProceedingsError: when a page cannot be read within the limits of a job.
        """
        chunks = [indexes[at : at + _CHUNK] for at in range(0, len(indexes), _CHUNK)]
        if self._bench is None or len(chunks) < 2:
            for chunk in chunks:
                yield from read_pages(path, chunk)
            return
        for outcome in self._bench.run((read_pages, (path, c)) for c in chunks):
            if outcome.problem:
                raise outcome.problem
            yield from outcome.value

    def keep(self) -> None:
        """Keep the pages of this build for the next one, after all have passed."""
        if self._store and self._seen != self._known:
            self._store.put(self._store.key("pages read"), tuple(sorted(self._seen)))
