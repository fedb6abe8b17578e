"""The front page: one in each language."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.core import navigation
from cms.core.blocks import BodyBlock
from cms.core.models import BasePage
from cms.network.models import Partner, PartnersPage
from cms.news.models import NewsIndexPage, NewsPage
from cms.newspaper.models import NewspaperIssuePage

NEWS_ON_FRONT_PAGE = 5


class HomePage(BasePage):
    """What a reader sees first: the lead, a few news, the latest issue."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "core.ContentPage",
        "news.NewsIndexPage",
        "newspaper.NewspaperIndexPage",
        "network.PartnersPage",
    ]
    max_count = 3

    headline = models.CharField(
        _("headline"),
        max_length=200,
        blank=True,
        help_text=_("What the project is, in one line."),
    )
    lead = models.TextField(
        _("lead"),
        blank=True,
        help_text=_("One or two sentences below the headline."),
    )
    lead_news = models.ForeignKey(
        "news.NewsPage",
        verbose_name=_("lead news"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Left empty, the newest news item leads."),
    )
    picture = models.ForeignKey(
        "assets.CoopImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where the front page is shared."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    words = ("headline", "lead", "body")
    # The chosen item is looked up in the page's own language when it is shown.
    override_translatable_fields = [SynchronizedField("lead_news")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [PageChooserPanel("lead_news", "news.NewsPage"), FieldPanel("picture")],
            _("Front"),
        ),
        FieldPanel("body"),
    ]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        news = list(
            NewsPage.objects.descendant_of(self).public_newest_first()[
                : NEWS_ON_FRONT_PAGE + 1
            ]
        )
        lead = self._chosen_lead() or (news[0] if news else None)
        issue = NewspaperIssuePage.objects.descendant_of(self).public_newest_first()
        context["lead_news"] = lead
        context["news"] = [item for item in news if item != lead][:NEWS_ON_FRONT_PAGE]
        context["issue"] = issue.first()
        context["issue_articles"] = (
            list(context["issue"].articles()) if context["issue"] else []
        )
        context["partners_page"] = self._section(request, PartnersPage)
        context["news_page"] = self._section(request, NewsIndexPage)
        context["partners"] = list(Partner.objects.in_language(language))
        return context

    def _chosen_lead(self) -> NewsPage | None:
        if self.lead_news_id is None:
            return None
        chosen = NewsPage.objects.filter(pk=self.lead_news_id)
        return (
            NewsPage.objects.filter(
                translation_key=chosen.values("translation_key")[:1],
                locale_id=self.locale_id,
            )
            .public_newest_first()
            .first()
        )

    def _section(self, request, kind: type[Page]) -> Page | None:
        """Return the public page of that kind below the front page."""
        wanted = ContentType.objects.get_for_model(kind).pk
        sections = navigation.around(request, self).children
        return next((one for one in sections if one.content_type_id == wanted), None)
