"""Writes the index of the search anew: `manage.py rebuild_search`."""

from django.core.management.base import BaseCommand

from search.operations import rebuild


class Command(BaseCommand):
    """Needed only after data came past Django, or after the analysis changed."""

    help = "Write the index of the search anew."

    def handle(self, *args: object, **options: object) -> None:
        """Readers find the old index until the new one is complete."""
        self.stdout.write(f"{rebuild()} documents")
