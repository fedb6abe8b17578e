"""Fixed printed words and the texts of findings, in each language."""

from proceedings.report import Finding


def explain(finding: Finding, language: str) -> tuple[str, str]:
    """Return what a finding says and what to do about it."""
    raise NotImplementedError


def word(msgid: str, language: str) -> str:
    """Return a fixed printed word (domain `proceedings`) in a language."""
    raise NotImplementedError


def plural(singular: str, several: str, count: int, language: str) -> str:
    """Return the form for a count (domain `proceedings`), with `%(count)d` filled."""
    raise NotImplementedError
