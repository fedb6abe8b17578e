"""`manage.py write_api_clients`: renews the clients after the schema has changed."""

from django.core.management import BaseCommand

from cms.api.clients.generate import FOLDER, clients


class Command(BaseCommand):
    help = "Write the clients for JavaScript and Python from the schema."

    def handle(self, **options) -> None:
        for name, text in clients().items():
            (FOLDER / name).write_text(text, "utf-8")
            self.stdout.write(name)
