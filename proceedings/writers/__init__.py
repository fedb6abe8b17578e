"""One file a format; `WRITERS` holds them by the name that `--format` takes."""

from proceedings.writers import epub, offprint, pdf, web
from proceedings.writers.order import Order, Writer

WRITERS: dict[str, Writer] = {
    "pdf": pdf.write,
    "offprint": offprint.write,
    "epub": epub.write_order,
    "html": web.write_order,
}
# What needs the pages of each paper, and what only profits from them.
PAGED = frozenset({"pdf", "offprint"})

__all__ = ["PAGED", "WRITERS", "Order", "Writer"]
