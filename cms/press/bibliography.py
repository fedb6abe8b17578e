"""Records for reference managers, as the book library writes them.

`bibtex` and `ris` take an item of CSL-JSON and return its entry or record.
"""

from proceedings.writers.bibtex import entry as bibtex
from proceedings.writers.ris import record as ris

__all__ = ["bibtex", "ris"]
