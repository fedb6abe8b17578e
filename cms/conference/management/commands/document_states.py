"""Writes the table of states into its page: `manage.py document_states`."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.conference import statetable

PAGE = Path(settings.BASE_DIR) / "docs" / "reference" / "submissions.md"


class Command(BaseCommand):
    """Bring docs/reference/submissions.md up to date with the code."""

    help = "Write the table of states, events and roles into its reference page."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        """Replace what stands between the two marks."""
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(statetable.inserted(page), encoding="utf-8")
