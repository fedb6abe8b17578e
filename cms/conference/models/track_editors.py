"""Who edits which tracks."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.conference.models.choices import Track


class TrackEditor(models.Model):
    """Gives one person the submissions of one track, while they have the role."""

    track = models.ForeignKey(
        Track, on_delete=models.CASCADE, related_name="editors", verbose_name=_("track")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="edited_tracks",
        verbose_name=_("person"),
        help_text=_("Only people with the role of a track editor."),
    )

    class Meta:
        verbose_name = _("track editor")
        verbose_name_plural = _("track editors")
        ordering = ["track", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["track", "person"], name="one_row_per_track_editor"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.track}"
