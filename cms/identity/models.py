"""The grant that pays for the work, as every page and mail names it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from cms.identity.grant import Wording, file_wordings, grant_file, prescribed_language


def programme_of_the_grant() -> str:
    return grant_file()["programme"]


def contract_of_the_grant() -> str:
    return grant_file()["contract"]


@register_setting(icon="doc-full")
class GrantProfile(BaseSiteSetting, ClusterableModel):
    programme = models.CharField(
        _("programme"), max_length=300, default=programme_of_the_grant
    )
    contract = models.CharField(
        _("contract number"), max_length=60, default=contract_of_the_grant
    )
    emblem = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("emblem"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Only if the funder prescribes another emblem than that of the "
            "European Union."
        ),
    )

    panels = [
        FieldPanel("programme"),
        FieldPanel("contract"),
        FieldPanel("emblem"),
        InlinePanel("wordings", label=_("wording"), heading=_("Wording by language")),
    ]

    class Meta:
        verbose_name = _("grant and funding statement")

    def __str__(self) -> str:
        return self.contract

    def all_wordings(self) -> dict[str, Wording]:
        """Return the wording of each language; a stored one wins over the file's."""
        stored = [row.wording for row in self.wordings.all()]
        return {wording.language: wording for wording in [*file_wordings(), *stored]}

    def wording(self, language: str) -> Wording:
        """Return the wording in a language, or the prescribed one."""
        known = self.all_wordings()
        return known.get(language[:2]) or known[prescribed_language()]


class GrantWording(Orderable):
    profile = ParentalKey(
        GrantProfile, on_delete=models.CASCADE, related_name="wordings"
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    statement = models.CharField(_("funding statement"), max_length=300)
    disclaimer = models.TextField(_("disclaimer"))

    class Meta(Orderable.Meta):
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "language"], name="one_wording_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.statement}"

    @property
    def wording(self) -> Wording:
        return Wording(self.language, self.statement, self.disclaimer)
