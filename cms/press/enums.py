"""The states of background work on books, and which may follow which."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class WorkState(TextChoices):
    """Where a rendition or a build stands."""

    QUEUED = "queued", pgettext_lazy("build", "waiting")
    RUNNING = "running", pgettext_lazy("build", "in progress")
    DONE = "done", pgettext_lazy("build", "finished")
    FAILED = "failed", pgettext_lazy("build", "failed")


# Finished and failed work can be queued again; nothing else goes backwards.
FOLLOWERS: dict[WorkState, frozenset[WorkState]] = {
    WorkState.QUEUED: frozenset({WorkState.RUNNING, WorkState.FAILED}),
    WorkState.RUNNING: frozenset({WorkState.DONE, WorkState.FAILED}),
    WorkState.DONE: frozenset({WorkState.QUEUED}),
    WorkState.FAILED: frozenset({WorkState.QUEUED}),
}


class BuildStep(TextChoices):
    """The steps of a build, in the library's order, in the editor's words."""

    WAIT = "wait", pgettext_lazy("build step", "Waiting for the background worker")
    READ = "read", pgettext_lazy("build step", "Reading the manuscripts")
    SET = "set", pgettext_lazy("build step", "Setting the papers")
    ASSEMBLE = "assemble", pgettext_lazy("build step", "Assembling the volume")
    WRITE = "write", pgettext_lazy("build step", "Writing PDF, EPUB and web pages")
    PROOF = "proof", pgettext_lazy("build step", "Proofing the finished files")
    PUBLISH = "publish", pgettext_lazy("build step", "Publishing the edition")


class FindingSeverity(TextChoices):
    """What a finding means for the book; the library's own three words."""

    BLOCKS = "blocks", pgettext_lazy("finding", "must be corrected")
    WARNS = "warns", pgettext_lazy("finding", "should be corrected")
    NOTES = "notes", pgettext_lazy("finding", "note")
