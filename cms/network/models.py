"""The partners of the project, and the page that presents them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.models import BasePage
from cms.network.enums import Country, PartnerKind


class PartnerQuerySet(models.QuerySet):
    """Partners in the order in which they are presented."""

    def in_language(self, language: str):
        return (
            self.filter(locale__language_code=language)
            .select_related("locale")
            .order_by("-is_lead", "sort_order", "name")
        )


class Partner(TranslatableMixin, index.Indexed, models.Model):
    name = models.CharField(_("name"), max_length=200)
    place = models.CharField(_("place"), max_length=120)
    country = models.CharField(_("country"), max_length=2, choices=Country.choices)
    kind = models.CharField(_("kind"), max_length=30, choices=PartnerKind.choices)
    is_lead = models.BooleanField(_("lead partner"), default=False)
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("What the organisation does, and what it does in the project."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Small numbers come first.")
    )

    objects = PartnerQuerySet.as_manager()

    override_translatable_fields = [SynchronizedField("name")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("is_lead")]),
        FieldPanel("website"),
        FieldPanel("description"),
        FieldPanel("sort_order"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name

    def clean(self):
        super().clean()
        leads = Partner.objects.filter(is_lead=True, locale_id=self.locale_id)
        if self.is_lead and leads.exclude(pk=self.pk).exists():
            raise ValidationError({"is_lead": _("There is already a lead partner.")})


class PartnersPage(BasePage):
    """All partners on one page."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    show_in_menus_default = True
    max_count_per_parent = 1

    intro = models.TextField(
        _("lead"), blank=True, help_text=_("One or two sentences above the list.")
    )

    words = ("intro", "partner_words")
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    template = "network/partners_page.html"

    class Meta:
        verbose_name = _("partners page")
        verbose_name_plural = _("partners pages")

    @property
    def summary(self) -> str:
        return self.search_description or self.intro

    @property
    def partner_words(self) -> str:
        """Names, places and descriptions of the partners, for the search."""
        partners = self.partners().values_list("name", "place", "description")
        return " ".join(" ".join(words) for words in partners)

    def partners(self) -> models.QuerySet:
        """Return the partners in this page's language, the lead partner first."""
        return Partner.objects.in_language(self.locale.language_code)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        partners = list(self.partners())
        context["partners"] = partners
        context["countries"] = [
            {"code": code.lower(), "name": name, "partners": members}
            for code, name in Country.choices
            if (members := [each for each in partners if each.country == code])
        ]
        return context
