"""Work is handed to the worker."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.module_loading import import_string


def in_background(task: str, **arguments) -> None:
    """Hand a task of this app to the worker once the transaction holds.

    By name, since tasks call operations and not the other way round.
    """
    enqueue = import_string(f"cms.conference.tasks.{task}").enqueue
    transaction.on_commit(partial(enqueue, **arguments))


def in_background_at(task: str, moment: datetime) -> None:
    """Hand a task to the worker that is to begin at a moment, not before.

    A backend that cannot wait does nothing: pages do then what is overdue.
    """
    job = import_string(f"cms.conference.tasks.{task}")
    if job.get_backend().supports_defer:
        transaction.on_commit(job.using(run_after=moment).enqueue)
