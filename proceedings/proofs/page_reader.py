"""Reads the text of pages with pdfium, and remembers which were read."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2

from proceedings.store import Store


def read_pages(path: Path, indexes: Sequence[int]) -> list[str]:
    """Return the text of pages, counted from 0."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [document[at].get_textpage().get_text_range() for at in indexes]
    finally:
        document.close()


class PageReader:
    """Knows pages; with a store, those that an earlier build read are known.

    A page is named by a digest of all that its text depends on.
    """

    def __init__(self, store: Store | None = None, known: Iterable[str] = ()) -> None:
        self._store = store
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

    def keep(self) -> None:
        """Keep the pages of this build for the next one, after all have passed."""
        if self._store and self._seen != self._known:
            self._store.put(self._store.key("pages read"), tuple(sorted(self._seen)))
