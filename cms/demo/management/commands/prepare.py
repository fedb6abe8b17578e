"""Prepares the demo site: `manage.py prepare`, or `make demo`."""

from django.core.management.base import BaseCommand

from cms.demo import preparation
from cms.demo.console import step


class Command(BaseCommand):
    """Run every step that still has something to do."""

    help = "Migrate, load the demo content, compile the demo volume."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        """Say what is being done, and how long it took."""
        out = self.stdout._out
        out.write("Preparing COOP Press\n")
        with step(out, "Translations") as line:
            preparation.translate(line)
        with step(out, "Database") as line:
            preparation.migrate(line)
        with step(out, "Static files") as line:
            preparation.collect_static(line)
        with step(out, "Demo content") as line:
            preparation.load_content(line)
        with step(out, "Demo volume") as line:
            preparation.compile_volumes(line)
        with step(out, "Newspaper") as line:
            preparation.order_issues(line)
