"""Renditions of manuscripts, and builds of volumes with their progress."""

import uuid
from datetime import datetime, timedelta

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.press.enums import FOLLOWERS, BuildStep, FindingSeverity, WorkState
from cms.press.exceptions import StateImpossible

# A worker that is alive says so at least every 20 seconds.
LEASE = timedelta(minutes=2)


def private_storage() -> Storage:
    return storages["private"]


def rendition_name(rendition: "Rendition", filename: str) -> str:
    """Return a name of our own; only the ending is taken over."""
    name = rendition.uuid.hex
    ending = filename.rpartition(".")[2]
    return f"renditions/{name[:2]}/{name}.{ending}"


def picture_name(picture: "RenditionPicture", filename: str) -> str:
    """Return a name of our own, beside the other files of the rendition."""
    name = picture.rendition.uuid.hex
    ending = filename.rpartition(".")[2]
    return f"renditions/{name[:2]}/{name}-{picture.name}.{ending}"


class Work(models.Model):
    """Something done in the background, which others watch."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=WorkState.choices,
        default=WorkState.QUEUED,
        editable=False,
    )
    # Objects with code, severity, where, values and paper, and where known page,
    # anchor and fix; words are found at display.
    findings = models.JSONField(default=list, blank=True, editable=False)
    # For those who run the site; editors and authors read the findings.
    error = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True, editable=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def enter(self, state: WorkState) -> None:
        """Pass into a state that may follow this one; the caller saves.

        Raises:
            StateImpossible: when it may not follow.
        """
        if state not in FOLLOWERS[WorkState(self.state)]:
            message = f"{state} cannot follow {self.state}"
            raise StateImpossible(message, self)
        self.state = state

    def is_abandoned(self, now: datetime) -> bool:
        """Whether its worker has been silent for longer than the lease."""
        if self.state != WorkState.RUNNING:
            return False
        return (self.heartbeat_at or self.created_at) + LEASE < now

    @property
    def is_finished(self) -> bool:
        return self.state in {WorkState.DONE, WorkState.FAILED}

    @property
    def blocking_findings(self) -> list[dict]:
        return [f for f in self.findings if f["severity"] == FindingSeverity.BLOCKS]

    @property
    def seconds(self) -> float | None:
        """How long the work took."""
        if not (self.started_at and self.finished_at):
            return None
        return round((self.finished_at - self.started_at).total_seconds(), 1)


class Rendition(Work):
    """A manuscript as the book will set it: a PDF, a web page, and findings."""

    source_sha256 = models.CharField(max_length=64, editable=False)
    metadata_sha256 = models.CharField(max_length=64, editable=False)
    pages = models.PositiveIntegerField(null=True, blank=True, editable=False)
    pdf = models.FileField(
        storage=private_storage,
        upload_to=rendition_name,
        max_length=200,
        blank=True,
        editable=False,
    )
    # What `outline.told` says: paragraphs with their pages, and equations.
    outline = models.JSONField(default=dict, blank=True, editable=False)
    # The text of a web page, sanitised; pictures are part of it as data.
    html = models.FileField(
        storage=private_storage,
        upload_to=rendition_name,
        max_length=200,
        blank=True,
        editable=False,
    )

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_sha256", "metadata_sha256"],
                name="one_rendition_per_content",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WorkState.values), name="known_rendition_state"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class Reading(Work):
    """What a manuscript says of itself and where, and its text as plain passages."""

    source_sha256 = models.CharField(max_length=64, editable=False)
    ending = models.CharField(max_length=12, blank=True, editable=False)
    # As `reader.said_by` returns it, without the passages; empty when the file
    # could not be read.
    said = models.JSONField(default=dict, blank=True, editable=False)
    passages = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_sha256", "ending"], name="one_reading_per_file"
            ),
            models.CheckConstraint(
                condition=Q(state__in=WorkState.values), name="known_reading_state"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class RenditionPicture(models.Model):
    """A picture of a rendition: a page (`page-3`), or one that wants words."""

    rendition = models.ForeignKey(
        Rendition, on_delete=models.CASCADE, related_name="pictures"
    )
    # `page-` with a number, or the key of a picture in the fixes.
    name = models.CharField(max_length=40)
    file = models.FileField(
        storage=private_storage, upload_to=picture_name, max_length=200
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rendition", "name"], name="one_rendition_picture_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class BuildJob(Work):
    """One run of the press over a whole volume, and how far it is."""

    step = models.CharField(
        _("step"),
        max_length=10,
        choices=BuildStep.choices,
        default=BuildStep.WAIT,
        editable=False,
    )
    done = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    # The paper at hand, by its title.
    message = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = _("build")
        verbose_name_plural = _("builds")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WorkState.values), name="known_job_state"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
