"""Proofs as their authors get them, with answers, comments and reminders."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models import AppendOnly, AppendOnlyQuerySet, Submission
from cms.outbox.enums import MailState
from cms.outbox.models import Mail
from cms.press.models import Rendition
from cms.production.enums import ProofAnswer


class Proof(models.Model):
    """One setting of a paper, sent to its author to be approved."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="proofs"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    # Exactly what the author sees; a rendition is never changed.
    rendition = models.ForeignKey(
        Rendition, on_delete=models.PROTECT, related_name="proofs"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    answer = models.CharField(
        _("answer"),
        max_length=10,
        choices=ProofAnswer.choices,
        default=ProofAnswer.NONE,
        blank=True,
        editable=False,
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="one_proof_per_number"
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(answer=ProofAnswer.NONE),
                name="one_open_proof_per_submission",
            ),
            models.CheckConstraint(
                condition=Q(answer=ProofAnswer.NONE) | Q(answered_at__isnull=False),
                name="answered_proof_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=[ProofAnswer.APPROVED, ProofAnswer.CHANGES])
                | Q(answered_by__isnull=False),
                name="author_who_answered_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} · {self.number}"

    @property
    def is_open(self) -> bool:
        return self.answer == ProofAnswer.NONE

    def is_overdue(self, now: datetime) -> bool:
        """Whether the answer should have come by now."""
        return self.is_open and self.due_at < now


class ProofComment(AppendOnly):
    """What the author would like to have changed, on one page or everywhere."""

    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="comments")
    # 0 is the whole paper.
    page = models.PositiveSmallIntegerField(_("page"), default=0)
    text = models.TextField(_("comment"), max_length=4000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["page", "pk"]

    def __str__(self) -> str:
        return self.text


class ReminderQuerySet(AppendOnlyQuerySet):
    def left(self) -> "ReminderQuerySet":
        """Those whose mail was really sent."""
        return self.filter(mail__state=MailState.SENT)


class ProofReminder(AppendOnly):
    """A reminder that was written because no answer had come."""

    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="reminders")
    # Nobody, when the site did it by itself.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    written_at = models.DateTimeField(default=timezone.now)
    mail = models.ForeignKey(
        Mail, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.proof_id} · {self.written_at:%Y-%m-%d}"
