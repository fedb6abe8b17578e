"""Compiles the translation catalogues: `manage.py compile_catalogues`."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.core.catalogues import compile_catalogues


class Command(BaseCommand):
    """Compile what changed; nothing beyond Python is needed."""

    help = "Compile the translation catalogues that changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        """Compile every catalogue folder of the settings."""
        for folder in settings.LOCALE_PATHS:
            for target in compile_catalogues(folder=Path(folder)):
                self.stdout.write(f"Compiled {target}")
