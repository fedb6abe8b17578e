"""What the press found, in the words of a reader."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from cms.press.enums import FindingSeverity
from cms.press.models import Work
from proceedings import phrases
from proceedings.report import Finding, Severity

TONES = {
    FindingSeverity.BLOCKS: "error",
    FindingSeverity.WARNS: "warning",
    FindingSeverity.NOTES: "notice",
}


@dataclass(frozen=True, slots=True)
class PressFinding:
    """One problem of one manuscript, in words."""

    code: str
    severity: FindingSeverity
    where: str
    message: str
    remedy: str
    paper: str = ""
    # Counted from 1; 0 where the place cannot be told.
    page: int = 0
    anchor: str = ""
    # What can be decided beside the manuscript: kind, key, current, picture.
    fix: dict | None = None

    @property
    def label(self) -> str:
        """The weight of the finding, in words."""
        return str(self.severity.label)

    @property
    def tone(self) -> str:
        """The weight of the finding, as the component for findings names it."""
        return TONES[self.severity]


def explain(*, finding: dict, language: str | None = None) -> PressFinding:
    """Put a stored finding into words of a language, else of the active one."""
    language = (language or get_language() or settings.LANGUAGE_CODE)[:2]
    message, remedy = phrases.explain(
        Finding(
            code=finding["code"],
            severity=Severity(finding["severity"]),
            where=finding["where"],
            values=finding["values"],
            paper=finding["paper"],
        ),
        language,
    )
    return PressFinding(
        code=finding["code"],
        severity=FindingSeverity(finding["severity"]),
        where=finding["where"],
        message=message,
        remedy=remedy,
        paper=finding["paper"],
        page=finding.get("page", 0),
        anchor=finding.get("anchor", ""),
        fix=finding.get("fix"),
    )


def explained_findings(work: Work, language: str | None = None) -> list[PressFinding]:
    """Return all findings of a rendition or a build in words, the gravest first."""
    explained = [explain(finding=row, language=language) for row in work.findings]
    order = list(TONES)
    return sorted(explained, key=lambda finding: order.index(finding.severity))
