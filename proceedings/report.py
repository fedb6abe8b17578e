"""Problems are values: collected, sorted and shown, never raised."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """What a finding means for the book."""

    BLOCKS = "blocks"
    WARNS = "warns"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Fix:
    """What can be decided beside the manuscript, for a program to offer.

    `kind` and `key` name the table of the fixes file (`proceedings.fixes`), e.g.
    `pictures` and the picture's hash. `current` is what stands now: alt text,
    level, language or TeX. `picture` is the name of the picture in
    `Paper.pictures`, where it is about one.
    """

    kind: str
    key: str
    current: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of one manuscript.

    `code` is stable and public, e.g. `picture-without-alt`. `values` fill the
    message of that code, which `phrases` holds in each language. `where` is the
    place in the author's words (heading, excerpt, file or line), `paper` the
    paper's id, empty for the volume. `fix` is set where an editor can decide the
    matter beside the manuscript.
    """

    code: str
    severity: Severity
    where: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    paper: str = ""
    fix: Fix | None = None


@dataclass(slots=True)
class Report:
    """The findings of a run, in the order in which they were met."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, *findings: Finding) -> None:
        """Append findings."""
        self.findings.extend(findings)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Append all findings of an iterable."""
        self.findings.extend(findings)

    def of(self, paper: str) -> list[Finding]:
        """Return the findings of one paper."""
        return [finding for finding in self.findings if finding.paper == paper]

    @property
    def blocking(self) -> list[Finding]:
        """Return the findings that keep a paper out of the book."""
        return [f for f in self.findings if f.severity is Severity.BLOCKS]

    def __iter__(self) -> Iterator[Finding]:
        """Iterate over the findings."""
        return iter(self.findings)
