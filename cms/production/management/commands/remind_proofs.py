"""Reminds authors of overdue proofs; meant to be run once a day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.production import operations


class Command(BaseCommand):
    help = "Write reminders of overdue proofs; approve those that stay unanswered."

    def handle(self, *_args, **_options) -> None:
        reminded, approved = operations.remind_overdue(now=timezone.now())
        self.stdout.write(f"{reminded} reminded, {approved} approved")
