"""How much a manuscript holds, counted by readers that are not pandoc.

Each format has a reader of its own here, which shares no code with the one that
makes the paper; `compare` says what the paper lacks.
"""

from proceedings.readers.counting.compare import Loss, compare
from proceedings.readers.counting.tally import KINDS, Tally, words
from proceedings.readers.counting.tree import tally_tree

__all__ = ["KINDS", "Loss", "Tally", "compare", "tally_tree", "words"]
