"""What the worker does for the publications."""

from django_tasks import task

from cms.publications import operations
from cms.publications.models import Edition


@task(queue_name="press")
def build_edition(edition_id: int) -> None:
    operations.build_edition(edition=Edition.objects.get(pk=edition_id))
