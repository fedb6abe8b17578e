"""Work is handed to the worker, by name: tasks call operations, not the reverse."""

from functools import partial

from django.db import transaction
from django.utils.module_loading import import_string

from cms.conference.models import Manuscript


def render(submission_id: int) -> None:
    """Have the newest version set for reviewers, once the transaction holds."""
    enqueue = import_string("cms.reviewing.tasks.render_for_review").enqueue
    transaction.on_commit(partial(enqueue, submission_id=submission_id))


def render_signed(manuscript: Manuscript | None) -> None:
    """Have the version set with the names of its authors."""
    if manuscript is not None:
        enqueue = import_string("cms.conference.tasks.render_manuscript").enqueue
        transaction.on_commit(partial(enqueue, manuscript_id=manuscript.pk))
