"""Work is handed to the worker."""

from functools import partial

from django.db import transaction
from django.utils.module_loading import import_string


def set_again(submission) -> None:
    """Have the paper set with what is typed now, once the transaction holds."""
    manuscript = submission.manuscript
    if manuscript:
        enqueue = import_string("cms.conference.tasks.render_manuscript").enqueue
        transaction.on_commit(partial(enqueue, manuscript_id=manuscript.pk))
