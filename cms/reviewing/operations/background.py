"""Work is handed to the worker."""

from functools import partial

from django.db import transaction
from django.utils.module_loading import import_string


def render(submission_id: int) -> None:
    """Have the newest version set for reviewers, once the transaction holds.

    By name, since tasks call operations and not the other way round.
    """
    enqueue = import_string("cms.reviewing.tasks.render_for_review").enqueue
    transaction.on_commit(partial(enqueue, submission_id=submission_id))
