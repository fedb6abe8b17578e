"""The versions of a file, as its author sent them."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.enums import ManuscriptKind
from cms.conference.models.fields import AppendOnly, private_storage
from cms.conference.models.submissions import Submission


def manuscript_name(manuscript: "Manuscript", _filename: str) -> str:
    """Return a random name: an author's file name never becomes a path."""
    name = secrets.token_hex(16)
    return f"manuscripts/{name[:2]}/{name}.{manuscript.kind}"


class Manuscript(AppendOnly):
    """One version of a file as the author sent it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="manuscripts"
    )
    version = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(
        _("file"), storage=private_storage, upload_to=manuscript_name, max_length=200
    )
    original_filename = models.CharField(_("file name"), max_length=255)
    kind = models.CharField(_("format"), max_length=10, choices=ManuscriptKind.choices)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField(_("size"))
    # Nobody, when a visitor without an account sent it.
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)

    note = models.CharField(
        _("what is new in this version"), max_length=500, blank=True, default=""
    )

    class Meta:
        verbose_name = _("manuscript")
        verbose_name_plural = _("manuscripts")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "version"], name="one_manuscript_per_version"
            )
        ]

    def __str__(self) -> str:
        return self.original_filename
