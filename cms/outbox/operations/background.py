"""Work is handed to the worker."""

from django.db import transaction
from django.utils.module_loading import import_string


def send_soon() -> None:
    """Have the worker look at the outbox once the transaction holds.

    By name, since tasks call operations and not the other way round.
    """
    enqueue = import_string("cms.outbox.tasks.deliver_mails").enqueue
    transaction.on_commit(enqueue)
