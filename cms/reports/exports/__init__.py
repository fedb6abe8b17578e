"""The tables that editors take away, one a file."""

from cms.reports.exports import authors, programme, submissions

__all__ = ["authors", "programme", "submissions"]
