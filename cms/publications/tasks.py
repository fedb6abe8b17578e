"""What the worker does for the publications."""

from django_tasks import task

from cms.publications import operations
from cms.publications.models import Edition


# An editor is watching: a book goes before the previews that wait.
@task(queue_name="press", priority=70)
def build_edition(edition_id: int) -> None:
    operations.build_edition(edition=Edition.objects.get(pk=edition_id))
