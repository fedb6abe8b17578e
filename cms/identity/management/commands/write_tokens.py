"""Writes cms/static/css/tokens.css from the token file."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.identity.tokens import STYLESHEET, stylesheet


class Command(BaseCommand):
    help = "Write the stylesheet of colours, type and spacing from tokens.toml."

    def handle(self, *args: Any, **options: Any) -> None:
        STYLESHEET.write_text(stylesheet(), encoding="utf-8")
        self.stdout.write(f"{STYLESHEET} written")
