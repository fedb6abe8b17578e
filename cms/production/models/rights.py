"""The licence of a paper, and who has certified it."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models import (
    CODE_LETTERS,
    AppendOnly,
    AppendOnlyQuerySet,
    Submission,
)

RECEIPT_LENGTH = 10


def new_receipt() -> str:
    """Return a number for a receipt, without letters that look alike."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(RECEIPT_LENGTH))


class PaperLicence(models.Model):
    """Under which licence a paper appears, as its author chose."""

    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="paper_licence"
    )
    licence = models.CharField(_("licence"), max_length=20)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    chosen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.licence


class CertificationQuerySet(AppendOnlyQuerySet):
    def forget(self) -> int:
        """Take out how the people can be reached; their names stay as printed."""
        # Rows are written once, but for what the law gives a person.
        return models.QuerySet.update(self, email="", account=None)


class Certification(AppendOnly):
    """One author's word: this licence, and the rights in all pictures are clear.

    The name stands as the by-line had it. Another licence asks for another row.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="certifications"
    )
    receipt = models.CharField(
        max_length=RECEIPT_LENGTH, unique=True, default=new_receipt, editable=False
    )
    name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    licence = models.CharField(_("licence"), max_length=20)
    # The words that were certified, in the language in which they were shown.
    statement = models.TextField()
    language = models.CharField(max_length=5)
    certified_at = models.DateTimeField(_("certified"), default=timezone.now)
    # Who was signed in; nobody, when it was done by a link from a mail.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = CertificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        ordering = ["certified_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "name", "email", "licence"],
                name="one_certification_per_author_and_licence",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.licence}"


class RightsWaiver(AppendOnly):
    """An editor lets a paper pass without the word of every author, and says why."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="rights_waivers"
    )
    reason = models.TextField(_("reason"), max_length=2000)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    waived_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["waived_at", "pk"]

    def __str__(self) -> str:
        return self.reason
