"""An issue is arranged, handed to the press, and built in all its languages."""

from cms.newspaper.operations.arranging import move_article
from cms.newspaper.operations.building import build_issue
from cms.newspaper.operations.compiling import compile_issue, settle

__all__ = ["build_issue", "compile_issue", "move_article", "settle"]
