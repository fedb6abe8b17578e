"""Asks whether the data still makes sense: `manage.py check_invariants`."""

from django.core.management.base import BaseCommand, CommandError

from cms.core import invariants


class Command(BaseCommand):
    """Name every row that breaks a rule; fail if there is one."""

    help = "Check rules about the data that the database alone cannot hold."

    def handle(self, *args: object, **options: object) -> None:
        """Print each violation, and the number of rules that hold."""
        found = invariants.violations()
        for violation in found:
            self.stderr.write(str(violation))
        if found:
            message = f"{len(found)} violations"
            raise CommandError(message)
        self.stdout.write(f"{len(invariants.rules())} rules hold.")
