"""Work is handed to the worker."""

from functools import partial

from django.db import transaction
from django.utils.module_loading import import_string


def in_background(task: str, **arguments) -> None:
    """Hand a task of this app to the worker once the transaction holds.

    By name, since tasks call operations and not the other way round.
    """
    enqueue = import_string(f"cms.conference.tasks.{task}").enqueue
    transaction.on_commit(partial(enqueue, **arguments))
