"""Pages of the newspaper, and what the press has made of an issue."""

from cms.newspaper.models.editions import IssueEdition, IssueFile
from cms.newspaper.models.pages import (
    ISSUES_PER_PAGE,
    ArticlePage,
    ArticleQuerySet,
    IssueQuerySet,
    NewspaperIndexPage,
    NewspaperIssuePage,
)

__all__ = [
    "ISSUES_PER_PAGE",
    "ArticlePage",
    "ArticleQuerySet",
    "IssueEdition",
    "IssueFile",
    "IssueQuerySet",
    "NewspaperIndexPage",
    "NewspaperIssuePage",
]
