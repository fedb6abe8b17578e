"""The passages that recommendations and index terms name, found in the papers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from proceedings.book.breaks import anchor_of, leaves, letters
from proceedings.book.numbering import plain
from proceedings.model import Paper, Passage, Volume
from proceedings.report import Finding, Severity

_LONGEST = 80


def found_in(volume: Volume, papers: Iterable[Paper]) -> tuple[Volume, list[Finding]]:
    """Return the volume with its passages found, and findings for those that are not.

    Only papers that are in the book are named any more, and every passage has the
    id of its paragraph or none; then its paper stands for it.
    """
    by_id = {paper.id: paper for paper in papers}
    finder = _Finder(by_id)
    recommendations = tuple(
        replace(
            row,
            papers=tuple(name for name in row.papers if name in by_id),
            rests_on=finder.all(row.rests_on, row.title),
        )
        for row in volume.recommendations
    )
    subjects = tuple(
        replace(each, places=finder.all(each.places, each.term))
        for each in volume.subjects
    )
    volume = replace(volume, recommendations=recommendations, subjects=subjects)
    return volume, finder.findings


class _Finder:
    def __init__(self, papers: Mapping[str, Paper]) -> None:
        self.findings: list[Finding] = []
        self._papers = papers
        # The letters of each passage by its id: only of papers that are named.
        self._read: dict[str, dict[str, str]] = {}

    def all(self, passages: Iterable[Passage], named_by: str) -> tuple[Passage, ...]:
        return tuple(
            self._found(each, named_by)
            for each in passages
            if each.paper in self._papers
        )

    def _found(self, passage: Passage, named_by: str) -> Passage:
        text = self._text(passage.paper)
        if passage.anchor:
            anchor = passage.anchor if passage.anchor in text else ""
        else:
            wanted = letters(passage.words)
            holding = (name for name, told in text.items() if wanted in told)
            anchor = next(holding, "") if wanted else ""
        if not anchor:
            told = passage.anchor or passage.words
            self.findings.append(
                Finding(
                    "passage-missing",
                    Severity.WARNS,
                    where=named_by,
                    values={"passage": told[:_LONGEST], "paper": passage.paper},
                )
            )
        return replace(passage, anchor=anchor)

    def _text(self, identifier: str) -> dict[str, str]:
        if identifier not in self._read:
            blocks = self._papers[identifier].blocks
            told: dict[str, Any] = {}
            for block in leaves(blocks):
                if name := anchor_of(block):
                    told.setdefault(name, letters(plain(block)))
            self._read[identifier] = told
        return self._read[identifier]
