"""Loads the demo content: `manage.py load_demo`."""

import logging

from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from cms.demo.loader import load


class Command(BaseCommand):
    """Create what is missing, never change what is there."""

    help = "Load the demo's pages, people, papers and volume; safe to repeat."

    def handle(self, *args: object, **options: object) -> None:
        """Load everything and say what was new."""

        def say(line: str) -> None:
            if options["verbosity"]:
                self.stdout.write(line)

        # Wagtail tells each page that is published; nobody wants to read that here.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        with translation.override("sl"):
            load(now=timezone.now(), say=say)
