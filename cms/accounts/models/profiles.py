"""What people say of themselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.accounts.models.people import User
from cms.accounts.orcid import validate_orcid


class Profile(models.Model):
    """What a person says of themselves; by-lines are written apart from it."""

    person = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="profile"
    )
    affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True)
    orcid = models.CharField(
        "ORCID iD", max_length=19, blank=True, validators=[validate_orcid]
    )
    languages = models.JSONField(
        _("languages that you read"),
        default=list,
        blank=True,
        help_text=_("Papers for review are chosen by them."),
    )
    expertise = models.CharField(
        _("fields of expertise"),
        max_length=500,
        blank=True,
        help_text=_("Separate with commas."),
    )

    def __str__(self) -> str:
        return str(self.person)

    @property
    def expertise_list(self) -> list[str]:
        """The fields one by one."""
        return [word.strip() for word in self.expertise.split(",") if word.strip()]


class ProfileText(models.Model):
    """The biographical note in one language."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    biography = models.TextField(_("biographical note"), max_length=2000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "language"], name="one_biography_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.profile} ({self.language})"
