"""An issue is arranged, handed to the press, built and released in all its languages."""

from cms.newspaper.operations.arranging import arrange_articles, move_article
from cms.newspaper.operations.building import build_issue
from cms.newspaper.operations.compiling import compile_issue, settle
from cms.newspaper.operations.releasing import plan_issue_release, waive_language

__all__ = [
    "arrange_articles",
    "build_issue",
    "compile_issue",
    "move_article",
    "plan_issue_release",
    "settle",
    "waive_language",
]
