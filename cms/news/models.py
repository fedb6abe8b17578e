"""News items and the list that holds them."""

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.blocks import BodyBlock, CorrectionsBlock
from cms.core.models import BasePage
from cms.core.visibility import visible

NEWS_PER_PAGE = 12


class NewsIndexPage(BasePage):
    """The list of news, newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    show_in_menus_default = True
    max_count_per_parent = 1

    lead = models.TextField(
        _("lead"),
        blank=True,
        help_text=_("One or two sentences above the list."),
    )

    words = ("lead",)
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    template = "news/news_index_page.html"

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def news(self) -> models.QuerySet:
        """Return the public items of this list, newest first."""
        return NewsPage.objects.child_of(self).public_newest_first()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        pages = Paginator(self.news(), NEWS_PER_PAGE)
        context["news"] = pages.get_page(request.GET.get("page"))
        return context


class NewsPageQuerySet(PageQuerySet):
    """News items as readers see them."""

    def public_newest_first(self):
        return (
            visible(self).select_related("picture", "locale").order_by("-date", "-pk")
        )


class NewsPage(BasePage):
    """One news item."""

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []

    kicker = models.CharField(
        _("kicker"),
        max_length=80,
        blank=True,
        help_text=_("A word or two above the headline: the topic or the place."),
    )
    lead = models.TextField(
        _("lead"), help_text=_("One or two sentences that carry the news.")
    )
    date = models.DateField(_("date"), default=timezone.localdate)
    byline = models.CharField(
        _("byline"), max_length=160, blank=True, help_text=_("Who wrote it.")
    )
    picture = models.ForeignKey(
        "assets.CoopImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    caption = models.CharField(
        _("caption"),
        max_length=300,
        blank=True,
        help_text=_("The credit comes with the picture."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    corrections = StreamField(
        CorrectionsBlock(),
        verbose_name=_("corrections"),
        blank=True,
        help_text=_("Readers see them with their date, below the text."),
    )

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    words = ("kicker", "lead", "byline", "body", "corrections")
    override_translatable_fields = [SynchronizedField("byline")]
    search_fields = [*BasePage.search_fields, index.FilterField("date")]
    content_panels = [
        FieldPanel("kicker"),
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("date"), FieldPanel("byline")], _("Origin")),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("caption")], _("Picture")),
        FieldPanel("body"),
        FieldPanel("corrections"),
    ]
    template = "news/news_page.html"

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        # In which lists of thousands are read.
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="news_by_date")]
