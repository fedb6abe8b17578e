"""Who wrote a paper, as the by-line prints it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.accounts.orcid import validate_orcid
from cms.conference.models.submissions import Submission


class Author(models.Model):
    """A name in the by-line; needs no account."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="authors"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True)
    orcid = models.CharField(
        "ORCID iD", max_length=19, blank=True, validators=[validate_orcid]
    )
    corresponding = models.BooleanField(_("corresponding author"), default=False)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "position"], name="one_author_per_position"
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(corresponding=True),
                name="one_corresponding_author",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def affiliation_line(self) -> str:
        """The affiliation with its country, as printed."""
        return ", ".join(part for part in [self.affiliation, self.country] if part)
