"""Where a printed issue stands, what files it has, and what an article lacks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IssueState(TextChoices):
    """A proof was made of an issue that readers do not see yet."""

    BUILDING = "building", pgettext_lazy("issue edition", "being made")
    PROOF = "proof", pgettext_lazy("issue edition", "proof for editors")
    PUBLISHED = "published", pgettext_lazy("issue edition", "current")
    SUPERSEDED = "superseded", pgettext_lazy("issue edition", "superseded")
    FAILED = "failed", pgettext_lazy("issue edition", "failed")


FINISHED = frozenset({IssueState.PROOF, IssueState.PUBLISHED, IssueState.SUPERSEDED})


class IssueFileKind(TextChoices):
    PDF = "pdf", _("PDF to read")
    EPUB = "epub", "EPUB"
    PRINT = "print", _("PDF for the printer")
    BOOKLET = "booklet", _("PDF for the printer, imposed")
    COVER = "cover", _("first page")


# The printer's files are the editors' own.
FOR_READERS = frozenset({IssueFileKind.PDF, IssueFileKind.EPUB, IssueFileKind.COVER})


class PlaceState(TextChoices):
    """What one article is in one language."""

    MISSING = "missing", pgettext_lazy("article", "missing")
    DRAFT = "draft", pgettext_lazy("article", "draft")
    CHANGED = "changed", pgettext_lazy("article", "live, with unpublished changes")
    LIVE = "live", pgettext_lazy("article", "live")
