"""Mails as rows of the transaction that caused them."""

import uuid
from email.header import decode_header, make_header

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.outbox.enums import WAITING, MailState, Why


class MailQuerySet(models.QuerySet):
    def due(self, now) -> "MailQuerySet":
        """What the worker sends now, the longest waiting first."""
        return self.filter(
            state__in=sorted(WAITING), next_at__isnull=False, next_at__lte=now
        ).order_by("next_at", "pk")

    def drafts(self) -> "MailQuerySet":
        """What an editor may release: drafts that wait for nothing else."""
        return self.filter(state=MailState.DRAFT, hold="")


class Mail(models.Model):
    """One mail to one person, from the draft to the mail server's answer."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The same cause never makes two mails.
    key = models.CharField(max_length=200, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    # What it is about, as "submission:ABC1234".
    about = models.CharField(_("about"), max_length=100, blank=True, db_index=True)
    # What it goes out with; empty when an editor may release it by itself.
    hold = models.CharField(max_length=100, blank=True, db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    address = models.EmailField(_("recipient"), blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    reply_to = models.CharField(_("replies go to"), max_length=320, blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"), max_length=20_000)
    # What the placeholders stand for, so that the template can be filled again.
    values = models.JSONField(default=dict, blank=True)
    # Links with tokens; emptied as soon as the mail has left.
    secrets = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=MailState.choices,
        default=MailState.DRAFT,
        editable=False,
    )
    why = models.CharField(max_length=20, choices=Why.choices, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    # Which worker has it, and since when.
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at", "-pk"]
        permissions = [("release_mail", "Can release mails")]
        indexes = [models.Index(fields=["state", "next_at"], name="mail_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="known_mail_state"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[MailState.DRAFT, MailState.SUPPRESSED],
                )
                | Q(released_at__isnull=False),
                name="mail_leaves_released",
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.SENT)
                | Q(sent_at__isnull=False, secrets={}),
                name="sent_mail_has_time_no_secrets",
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.SENDING)
                | Q(claim__isnull=False, claimed_at__isnull=False),
                name="mail_being_sent_is_claimed",
            ),
            models.CheckConstraint(
                condition=Q(hold="")
                | Q(state__in=[MailState.DRAFT, MailState.SUPPRESSED]),
                name="held_mail_is_not_released",
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.SUPPRESSED) | ~Q(why=""),
                name="suppressed_mail_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def replies_to(self) -> str:
        """Name and address for answers, as people read them."""
        return str(make_header(decode_header(self.reply_to)))

    @property
    def is_given_up(self) -> bool:
        """Whether every attempt failed, and nobody tries again by itself."""
        return self.state == MailState.FAILED and self.next_at is None
