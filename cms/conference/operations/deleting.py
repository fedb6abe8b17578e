"""A draft goes, with everything that belongs to it."""

from functools import partial

from django.db import transaction

from cms.conference.models import Submission


@transaction.atomic
def delete_draft(submission: Submission) -> None:
    """Delete the rows now, and the files once the transaction holds."""
    files = [manuscript.file for manuscript in submission.manuscripts.all()]
    submission.manuscripts.all().delete()
    submission.delete()
    for file in files:
        transaction.on_commit(partial(file.storage.delete, file.name))
