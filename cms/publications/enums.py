"""The states of an edition, kinds of files, licences and formats."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.production.enums import Level, TargetGroup

__all__ = [
    "FOLLOWERS",
    "READABLE",
    "CitationFormat",
    "EditionState",
    "FileKind",
    "Level",
    "Licence",
    "TargetGroup",
]


class EditionState(TextChoices):
    BUILDING = "building", pgettext_lazy("edition", "being built")
    PUBLISHED = "published", pgettext_lazy("edition", "current")
    SUPERSEDED = "superseded", pgettext_lazy("edition", "superseded")
    FAILED = "failed", pgettext_lazy("edition", "failed")


FOLLOWERS: dict[EditionState, frozenset[EditionState]] = {
    EditionState.BUILDING: frozenset({EditionState.PUBLISHED, EditionState.FAILED}),
    EditionState.PUBLISHED: frozenset({EditionState.SUPERSEDED}),
    EditionState.SUPERSEDED: frozenset(),
    EditionState.FAILED: frozenset({EditionState.BUILDING}),
}
# What the public may read: the current edition and those before it.
READABLE = frozenset({EditionState.PUBLISHED, EditionState.SUPERSEDED})


class FileKind(TextChoices):
    PDF = "pdf", "PDF"
    EPUB = "epub", "EPUB"
    PAPER_PDF = "paper-pdf", "PDF"
    FIGURE = "figure", _("figure")
    COVER = "cover", _("cover")


class Licence(TextChoices):
    CC_BY = "CC BY 4.0", "CC BY 4.0"
    CC_BY_SA = "CC BY-SA 4.0", "CC BY-SA 4.0"
    CC_BY_NC = "CC BY-NC 4.0", "CC BY-NC 4.0"
    CC_BY_ND = "CC BY-ND 4.0", "CC BY-ND 4.0"
    CC_BY_NC_SA = "CC BY-NC-SA 4.0", "CC BY-NC-SA 4.0"
    CC_BY_NC_ND = "CC BY-NC-ND 4.0", "CC BY-NC-ND 4.0"
    RESERVED = "reserved", _("All rights reserved")

    @property
    def url(self) -> str:
        """The address of the licence's text; empty when all rights are reserved."""
        if self is Licence.RESERVED:
            return ""
        kind = self.value.split()[1].lower()
        return f"https://creativecommons.org/licenses/{kind}/4.0/"


class CitationFormat(TextChoices):
    """Files for reference managers; the value is the ending of their name."""

    BIBTEX = "bib", "BibTeX"
    RIS = "ris", "RIS"
    CSL = "json", "CSL-JSON"
