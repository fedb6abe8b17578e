"""`manage.py rebuild_board`: writes the translation board anew."""

from django.core.management.base import BaseCommand

from cms.translation import operations


class Command(BaseCommand):
    help = "Writes down where every page stands in every language."

    def handle(self, *args: object, **options: object) -> None:
        """Needed after pages were written past Django, for example by SQL."""
        count = operations.settle_all()
        self.stdout.write(f"Pages on the board: {count}")
