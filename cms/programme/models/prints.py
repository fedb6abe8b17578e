"""The programme as a file for paper, one in each language."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.press.models import private_storage
from cms.programme.models.programmes import ProgrammeRelease


def print_name(made: "ProgrammePrint", _filename: str) -> str:
    """Return a random name, as for everything in the private folder."""
    name = secrets.token_hex(16)
    return f"programmes/{name[:2]}/{name}.pdf"


class ProgrammePrint(models.Model):
    """One release as the press has set it, in one language."""

    release = models.ForeignKey(
        ProgrammeRelease, on_delete=models.CASCADE, related_name="prints"
    )
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    file = models.FileField(
        storage=private_storage, upload_to=print_name, max_length=200
    )
    pages = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "language"], name="one_print_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.release} ({self.language})"
