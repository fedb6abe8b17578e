"""States of a translation, of a passage, of a job and of a release."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TargetState(models.TextChoices):
    """Where the translation of one page into one language stands."""

    MISSING = "missing", pgettext_lazy("translation", "Missing")
    STALE = "stale", pgettext_lazy("translation", "Outdated")
    IN_PROGRESS = "progress", pgettext_lazy("translation", "In progress")
    IN_REVIEW = "review", pgettext_lazy("translation", "In review")
    LIVE = "live", pgettext_lazy("translation", "Live")


# What waits for a translator.
WANTED = (TargetState.MISSING, TargetState.STALE, TargetState.IN_PROGRESS)


class PassageState(models.TextChoices):
    """Where one passage stands in one language."""

    MISSING = "missing", pgettext_lazy("passage", "Not translated")
    STALE = "stale", pgettext_lazy("passage", "The source has changed")
    MACHINE = "machine", pgettext_lazy("passage", "Machine translation, not reviewed")
    DONE = "done", pgettext_lazy("passage", "Translated")


class JobKind(models.TextChoices):
    """What the worker is asked to do for translators."""

    TRANSLATE = "translate", _("Start translations")
    MACHINE = "machine", _("Translate by machine")
    REFRESH = "refresh", _("Bring translations up to date")


class JobState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    WORKING = "working", pgettext_lazy("job", "At work")
    DONE = "done", pgettext_lazy("job", "Done")
    FAILED = "failed", pgettext_lazy("job", "Failed")


JOB_UNFINISHED = (JobState.QUEUED, JobState.WORKING)


class ReleaseState(models.TextChoices):
    """A release waits for its moment, and then happens whole or not at all."""

    SCHEDULED = "scheduled", pgettext_lazy("release", "Scheduled")
    DONE = "done", pgettext_lazy("release", "Published")
    FAILED = "failed", pgettext_lazy("release", "Not published")
    CANCELLED = "cancelled", pgettext_lazy("release", "Cancelled")


class ProblemKind(models.TextChoices):
    """Why a page must not go live in its language."""

    UNTRANSLATED = "untranslated", _("Passages are not translated")
    SAME = "same", _("Passages are still in the language of the source")
    LANGUAGE = "language", _("The text is in another language")
    ALT = "alt", _("A picture has no alternative text in this language")
    ALONE = "alone", _("Other languages are not public yet")
    TRASH = "trash", _("The page is in the trash")
    NO_PAGE = "no_page", _("There is no page in this language")
