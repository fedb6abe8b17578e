"""Reminds reviewers of what is due, and ends invitations that nobody answered."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.reviewing import operations


class Command(BaseCommand):
    help = (
        "Draft reminders of reviews that are due, and end invitations "
        "without an answer. The worker does it each night."
    )

    def handle(self, **options) -> None:
        now = timezone.now()
        ended = operations.expire_invitations(now=now)
        drafted = operations.remind(now=now)
        self.stdout.write(f"{ended} invitations ended, {drafted} reminders drafted.")
