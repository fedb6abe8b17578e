"""The project newspaper: issues, and the articles of each."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.blocks import BodyBlock
from cms.core.models import BasePage

ISSUES_PER_PAGE = 12


class NewspaperIndexPage(BasePage):
    """The archive of issues, newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["newspaper.NewspaperIssuePage"]
    show_in_menus_default = True
    max_count_per_parent = 1

    lead = models.TextField(
        _("lead"),
        blank=True,
        help_text=_("One or two sentences above the list."),
    )

    words = ("lead",)
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    template = "newspaper/newspaper_index_page.html"

    class Meta:
        verbose_name = _("newspaper")
        verbose_name_plural = _("newspapers")

    def issues(self) -> models.QuerySet:
        """Return the public issues, newest first."""
        return NewspaperIssuePage.objects.child_of(self).public_newest_first()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        pages = Paginator(self.issues(), ISSUES_PER_PAGE)
        context["issues"] = pages.get_page(request.GET.get("page"))
        return context


class IssueQuerySet(PageQuerySet):
    """Issues as readers see them."""

    def public_newest_first(self):
        return (
            self.live()
            .public()
            .select_related("picture", "locale")
            .prefetch_related("picture__renditions")
            .order_by("-date", "-number", "-pk")
        )


class NewspaperIssuePage(BasePage):
    """One issue; its articles are its subpages, in the order of the tree."""

    parent_page_types = ["newspaper.NewspaperIndexPage"]
    subpage_types = ["newspaper.ArticlePage"]

    number = models.PositiveIntegerField(
        _("number"),
        validators=[MinValueValidator(1)],
        help_text=_("The number within the annual volume."),
    )
    year = models.PositiveIntegerField(
        _("annual volume"),
        validators=[MinValueValidator(1)],
        help_text=_("How many years the newspaper has appeared, this one included."),
    )
    date = models.DateField(_("date"), default=timezone.localdate)
    issn = models.CharField(
        _("ISSN"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{4}-\d{3}[\dX]$", _("Like 1234-5679."))],
        help_text=_("Each language edition has its own."),
    )
    lead = models.TextField(
        _("lead"), blank=True, help_text=_("What this issue is about.")
    )
    picture = models.ForeignKey(
        "assets.CoopImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = PageManager.from_queryset(IssueQuerySet)()

    words = ("lead",)
    override_translatable_fields = [SynchronizedField("issn")]
    search_fields = [*BasePage.search_fields, index.FilterField("date")]
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("year")]),
                FieldRowPanel([FieldPanel("date"), FieldPanel("issn")]),
            ],
            _("Issue"),
        ),
        FieldPanel("lead"),
        FieldPanel("picture"),
    ]
    template = "newspaper/newspaper_issue_page.html"

    class Meta:
        verbose_name = _("newspaper issue")
        verbose_name_plural = _("newspaper issues")

    def articles(self) -> models.QuerySet:
        """Return the public articles in the order of the issue."""
        return ArticlePage.objects.child_of(self).public_in_order()

    def clean(self):
        super().clean()
        same = NewspaperIssuePage.objects.filter(
            year=self.year, number=self.number, locale_id=self.locale_id
        )
        if self.locale_id and same.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"number": _("There is already an issue with this number.")}
            )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["articles"] = list(self.articles())
        return context


class ArticleQuerySet(PageQuerySet):
    """Articles as readers see them."""

    def public_in_order(self):
        return (
            self.live()
            .public()
            .select_related("picture", "locale")
            .prefetch_related("picture__renditions")
            .order_by("path")
        )


class ArticlePage(BasePage):
    """One article of an issue."""

    parent_page_types = ["newspaper.NewspaperIssuePage"]
    subpage_types = []

    section = models.CharField(
        _("section"),
        max_length=80,
        blank=True,
        help_text=_("Where in the newspaper it stands, for example: Interview."),
    )
    kicker = models.CharField(
        _("kicker"),
        max_length=80,
        blank=True,
        help_text=_("A word or two above the headline: the topic or the place."),
    )
    lead = models.TextField(
        _("lead"), help_text=_("One or two sentences that carry the article.")
    )
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

    objects = PageManager.from_queryset(ArticleQuerySet)()

    words = ("section", "kicker", "lead", "byline", "body")
    override_translatable_fields = [SynchronizedField("byline")]
    content_panels = [
        FieldRowPanel([FieldPanel("section"), FieldPanel("kicker")]),
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("byline"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("caption")], _("Picture")),
        FieldPanel("body"),
    ]
    template = "newspaper/article_page.html"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        issue = self.get_parent().specific
        articles = list(issue.articles())
        place = next((i for i, a in enumerate(articles) if a.pk == self.pk), None)
        context["issue"] = issue
        context["previous_article"] = articles[place - 1] if place else None
        context["next_article"] = (
            articles[place + 1]
            if place is not None and place + 1 < len(articles)
            else None
        )
        return context
