"""What the worker does for the newspaper."""

from django_tasks import task

from cms.newspaper import operations
from cms.newspaper.models import IssueEdition


# An editor is watching: an issue goes before the previews that wait.
@task(queue_name="press", priority=60)
def build_issue(edition_id: int) -> None:
    operations.build_issue(edition=IssueEdition.objects.get(pk=edition_id))
