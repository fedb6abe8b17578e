"""`manage.py publish_scheduled`: in place of Wagtail's command of the same name."""

from django.core.management.base import BaseCommand

from cms.translation import operations


class Command(BaseCommand):
    help = "Publishes what is scheduled, a page with all its translations at once."

    def handle(self, *args: object, **options: object) -> None:
        """Publish what is due; the worker does so too, at the moment itself."""
        operations.publish_due()
