"""What we have received, in writing."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.kinds import ReceiptKind
from cms.conference.models.fields import private_storage
from cms.conference.models.manuscripts import Manuscript
from cms.conference.models.submissions import Submission


def receipt_name(receipt: "Receipt", _filename: str) -> str:
    name = receipt.uuid.hex
    return f"receipts/{name[:2]}/{name}.pdf"


class Receipt(models.Model):
    """A dated list of everything that was there when somebody was done."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="receipts"
    )
    kind = models.CharField(max_length=10, choices=ReceiptKind.choices)
    manuscript = models.ForeignKey(
        Manuscript, on_delete=models.PROTECT, null=True, related_name="+"
    )
    given_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    # What was received, in words: [[heading, [[label, text, language], …]], …].
    content = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
    pdf = models.FileField(
        storage=private_storage, upload_to=receipt_name, max_length=200, blank=True
    )

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.kind} {self.at:%Y-%m-%d}"
