"""A reviewer's task: one paper in one round."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models import AppendOnly, Manuscript, Submission
from cms.core.enums import LinkPurpose
from cms.core.models import ScopedLink
from cms.outbox.models import Mail
from cms.reviewing.enums import OPEN, TAKING_PART, ReviewEvent, ReviewState
from cms.reviewing.models.reviewers import Reviewer

LINK_PREFIX = "review:"


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, viewer) -> "AssignmentQuerySet":
        """All that the viewer may know of; everything else does not exist.

        `viewer` is an account, or the link of one review. Reviewers know of their
        own since they were asked. Editors know of all but those of their own papers.
        """
        if isinstance(viewer, ScopedLink):
            return self._behind(viewer)
        if not viewer.is_authenticated or not viewer.is_active:
            return self.none()
        own = Q(reviewer__user=viewer, asked_at__isnull=False)
        if not viewer.has_perm("conference.decide_submission"):
            return self.filter(own)
        desk = Submission.objects.on_desk_of(viewer)
        return self.filter(own | Q(submission__in=desk))

    def _behind(self, link: ScopedLink) -> "AssignmentQuerySet":
        prefix, key = link.subject_key[: len(LINK_PREFIX)], link.subject_key
        if link.purpose != LinkPurpose.REVIEW or prefix != LINK_PREFIX:
            return self.none()
        return self.filter(uuid=key.removeprefix(LINK_PREFIX), asked_at__isnull=False)

    def taking_part(self) -> "AssignmentQuerySet":
        """Those who review, or may still."""
        return self.filter(state__in=sorted(TAKING_PART))

    def overdue(self, now: datetime) -> "AssignmentQuerySet":
        return self.filter(
            state__in=sorted(OPEN), invited_at__isnull=False, due_at__lt=now
        )

    def for_display(self) -> "AssignmentQuerySet":
        """With everything that a page shows, in a fixed number of queries."""
        return self.select_related(
            "submission__call", "reviewer", "manuscript", "review"
        ).prefetch_related(
            "submission__texts",
            "submission__authors",
            "submission__call__texts",
            "submission__answers__question__texts",
            "review__scores",
        )


class Assignment(models.Model):
    """What one reviewer is asked to do with one paper in one round."""

    # Tells nothing of the paper or the person, so it may stand in addresses.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(
        Submission,
        on_delete=models.PROTECT,
        related_name="review_assignments",
        verbose_name=_("submission"),
    )
    reviewer = models.ForeignKey(
        Reviewer,
        on_delete=models.PROTECT,
        related_name="assignments",
        verbose_name=_("reviewer"),
    )
    # The version that is reviewed; later ones are for later rounds.
    manuscript = models.ForeignKey(
        Manuscript, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    state = models.CharField(
        _("state"),
        max_length=24,
        choices=ReviewState.choices,
        default=ReviewState.INVITED,
        editable=False,
    )
    # Before that the editors only plan, and the reviewer knows nothing.
    asked_at = models.DateTimeField(null=True, blank=True)
    # Since then the time runs: the invitation has left the editors' desk.
    invited_at = models.DateTimeField(null=True, blank=True)
    invitation = models.ForeignKey(
        Mail, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer_by = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.TextField(blank=True, max_length=2000)
    suggestion = models.TextField(blank=True, max_length=2000)
    # What the editors want to know of a review that they gave back.
    question = models.TextField(blank=True, max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["round", "created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "reviewer", "round"],
                name="one_review_per_reviewer_and_round",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReviewState.values), name="known_review_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ReviewState.INVITED, ReviewState.CANCELLED])
                | Q(asked_at__isnull=False),
                name="only_who_was_asked_answers",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.SUBMITTED)
                | Q(submitted_at__isnull=False),
                name="submitted_review_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.round}"

    @property
    def link_key(self) -> str:
        """What links to this review are about."""
        return f"{LINK_PREFIX}{self.uuid}"

    @property
    def is_planned(self) -> bool:
        return self.state == ReviewState.INVITED and self.asked_at is None

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should be there by now; never stored."""
        waits = self.state in OPEN and self.invited_at is not None
        return waits and self.due_at is not None and self.due_at < now


class LogEntry(AppendOnly):
    """One event of a review: who, when, from which state to which."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="log"
    )
    event = models.CharField(max_length=20, choices=ReviewEvent.choices)
    from_state = models.CharField(max_length=24, choices=ReviewState.choices)
    to_state = models.CharField(max_length=24, choices=ReviewState.choices)
    # Nobody, when it was the site or a reviewer without an account.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    by_link = models.BooleanField(default=False)
    reason = models.TextField(blank=True, max_length=2000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_event_display()
