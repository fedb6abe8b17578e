"""What was decided beside a manuscript, so that it outlives the next version."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.enums import FixKind
from cms.conference.models.fields import AppendOnly, private_storage
from cms.conference.models.submissions import Submission


def fix_picture_name(fix: "ManuscriptFix", filename: str) -> str:
    """Return a name of our own, from the key of the picture."""
    ending = filename.rpartition(".")[2]
    return f"fixes/{fix.submission.code.lower()}/{fix.key}.{ending}"


class ManuscriptFix(AppendOnly):
    """One decision about a picture, heading, table, passage or equation.

    The last row about a thing holds; one without values takes the decision back.
    `key` is a hash of the picture or the words, never a place: whatever version of
    the file holds them, the decision fits.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="fixes"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=FixKind.choices)
    key = models.CharField(max_length=16)
    values = models.JSONField(default=dict)
    # What a form shows when no finding speaks of the thing any more.
    where = models.CharField(max_length=300, blank=True)
    picture = models.FileField(
        storage=private_storage,
        upload_to=fix_picture_name,
        max_length=200,
        blank=True,
    )
    # Nobody, when a visitor without an account did.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("fix of a manuscript")
        verbose_name_plural = _("fixes of manuscripts")
        ordering = ["pk"]
        indexes = [models.Index(fields=["submission", "kind", "key"])]

    def __str__(self) -> str:
        return f"{self.kind}.{self.key}"
