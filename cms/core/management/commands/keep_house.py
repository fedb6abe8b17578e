"""Clears away what nobody needs any more: `manage.py keep_house`."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.core import housekeeping


class Command(BaseCommand):
    """Do every chore now; the worker does them each night by itself."""

    help = "Clear away expired sessions, links, drafts, previews and task results."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let people look before they sweep."""
        parser.add_argument(
            "--list", action="store_true", help="name the chores and do nothing"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Say how many things each chore has cleared away."""
        if options["list"]:
            for chore in housekeeping.chores():
                self.stdout.write(f"{chore.name}: {chore.does}")
            return
        for name, count in housekeeping.keep_house(now=timezone.now()).items():
            told = "failed, see the log" if count is None else str(count)
            self.stdout.write(f"{name}: {told}")
