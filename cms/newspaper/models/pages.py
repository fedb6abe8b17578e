"""The project newspaper: issues, and the articles of each."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum import issn
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.blocks import BodyBlock, CorrectionsBlock
from cms.core.models import BasePage
from cms.core.navigation import live_translations
from cms.core.visibility import visible
from cms.translation.models import Waiver

ISSUES_PER_PAGE = 12


def validate_issn(value: str) -> None:
    """Refuse an ISSN of another shape, or whose check digit is wrong (ISO 3297)."""
    if not issn.is_valid(value) or value != issn.format(value):
        raise ValidationError(
            _("This is not a valid ISSN, such as 2049-3630."), code="issn"
        )


def validate_imprint(value: str) -> None:
    """Refuse a line that has no label and text."""
    for number, line in enumerate(filled_lines(value), start=1):
        label, _colon, text = line.partition(":")
        if not (label.strip() and text.strip()):
            raise ValidationError(
                _("Line %(number)s needs a label, a colon and a text."),
                code="imprint",
                params={"number": number},
            )


def filled_lines(text: str) -> list[str]:
    """Return the lines that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


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

    nameplate = models.CharField(
        _("nameplate"),
        max_length=80,
        blank=True,
        help_text=_("The name in print. Left empty, the title is taken."),
    )
    subtitle = models.CharField(
        _("subtitle"), max_length=160, blank=True, help_text=_("Below the nameplate.")
    )
    issn_print = models.CharField(
        _("ISSN of the printed edition"),
        max_length=9,
        blank=True,
        validators=[validate_issn],
        help_text=_("Each language edition has its own."),
    )
    price = models.CharField(_("price"), max_length=60, blank=True)
    imprint = models.TextField(
        _("imprint"),
        blank=True,
        validators=[validate_imprint],
        help_text=_("One line each, as in: Publisher: Name of the organisation"),
    )
    contacts = models.TextField(
        _("contacts"), blank=True, help_text=_("One line each.")
    )

    words = ("lead",)
    override_translatable_fields = [SynchronizedField("issn_print")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("nameplate"), FieldPanel("subtitle")]),
                FieldRowPanel([FieldPanel("issn_print"), FieldPanel("price")]),
                FieldPanel("imprint"),
                FieldPanel("contacts"),
            ],
            _("Masthead"),
        ),
    ]
    template = "newspaper/newspaper_index_page.html"

    class Meta:
        verbose_name = _("newspaper")
        verbose_name_plural = _("newspapers")

    @property
    def name(self) -> str:
        """What stands in the nameplate."""
        return self.nameplate or self.title

    def issues(self) -> models.QuerySet:
        """Return the public issues, newest first."""
        return NewspaperIssuePage.objects.child_of(self).public_newest_first()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        issues = self.issues()
        years = [day.year for day in issues.order_by().dates("date", "year", "DESC")]
        asked = request.GET.get("year", "")
        year = next((each for each in years if str(each) == asked), None)
        if year:
            issues = issues.filter(date__year=year)
        pages = Paginator(issues, ISSUES_PER_PAGE)
        context["issues"] = pages.get_page(request.GET.get("page"))
        context["years"] = years
        context["year"] = year
        return context


class IssueQuerySet(PageQuerySet):
    """Issues as readers see them."""

    def public_newest_first(self):
        return (
            visible(self)
            .select_related("picture", "locale")
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
        validators=[validate_issn],
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
        context["files"] = self.files_for_readers()
        out = live_translations(self, request)
        if len(out) < len(settings.LANGUAGES):
            context["waivers"] = self.waived_languages()
        return context

    def waived_languages(self) -> list[dict[str, str]]:
        """Return the languages that the issue appeared without, and why."""
        public = NewspaperIssuePage.objects.live().filter(
            translation_key=self.translation_key
        )
        found = Waiver.objects.filter(
            translation_key=self.translation_key, ended_at=None
        ).exclude(locale__in=public.values("locale"))
        names = dict(settings.LANGUAGES)
        return [
            {"language": names.get(code, code), "reason": reason}
            for code, reason in found.order_by("locale__language_code").values_list(
                "locale__language_code", "reason"
            )
        ]

    def files_for_readers(self) -> list:
        """Return the PDF and the EPUB of the current edition."""
        return list(self.files.for_readers().select_related("edition"))


class ArticleQuerySet(PageQuerySet):
    """Articles as readers see them."""

    def public_in_order(self):
        return visible(self).select_related("picture", "locale").order_by("path")


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
    corrections = StreamField(
        CorrectionsBlock(),
        verbose_name=_("corrections"),
        blank=True,
        help_text=_("Readers see them with their date, below the text."),
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()

    words = ("section", "kicker", "lead", "byline", "body", "corrections")
    override_translatable_fields = [SynchronizedField("byline")]
    content_panels = [
        FieldRowPanel([FieldPanel("section"), FieldPanel("kicker")]),
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("byline"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("caption")], _("Picture")),
        FieldPanel("body"),
        FieldPanel("corrections"),
    ]
    template = "newspaper/article_page.html"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        issue = NewspaperIssuePage.objects.parent_of(self).get()
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
