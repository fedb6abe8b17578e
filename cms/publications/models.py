"""Volumes as editors compose them, and editions as readers get them."""

import uuid
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from stdnum import isbn
from stdnum.exceptions import ValidationError as NumberInvalid
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.conference.enums import CHOSEN
from cms.core.languages import own_language_first
from cms.publications.enums import (
    FOLLOWERS,
    READABLE,
    EditionState,
    FileKind,
    Level,
    Licence,
    TargetGroup,
)
from cms.publications.exceptions import StateImpossible


def validate_isbn(value: str) -> None:
    """Refuse an ISBN whose length or check digit is wrong."""
    try:
        isbn.validate(value)
    except NumberInvalid as problem:
        raise ValidationError(
            _("This is not a valid ISBN: check its digits."), code="isbn"
        ) from problem


def in_reading_language(by_language: dict, fallback: str):
    """Return the value in the active language, else in `fallback`, else any."""
    wanted = (get_language() or fallback)[:2]
    pairs = own_language_first(by_language, wanted, fallback)
    return next((value for _code, value in pairs if value), None)


class VolumeQuerySet(models.QuerySet):
    def published(self) -> "VolumeQuerySet":
        """Volumes that have an edition which readers may see."""
        return self.filter(current_edition__state=EditionState.PUBLISHED)

    def for_display(self) -> "VolumeQuerySet":
        """With everything that a public list shows, in fixed queries."""
        papers = EditionPaper.objects.defer("html", "abstracts", "citation")
        return self.select_related("current_edition", "cover").prefetch_related(
            "current_edition__files", Prefetch("current_edition__papers", papers)
        )

    def for_reading(self) -> "VolumeQuerySet":
        """With everything that one volume's pages show, in fixed queries."""
        papers = EditionPaper.objects.defer("html", "abstracts", "citation")
        return self.for_display().prefetch_related(
            Prefetch("current_edition__recommendations__papers", papers)
        )


class Volume(ClusterableModel):
    """The proceedings of one conference, as the editors compose them."""

    slug = models.SlugField(
        _("address"),
        unique=True,
        help_text=_("The last part of the volume's address, e.g. coop-2013."),
    )
    language = models.CharField(
        _("main language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language of the title page, the contents and the colophon."),
    )
    year = models.PositiveSmallIntegerField(_("year of issue"))
    issued = models.DateField(_("date of publication"), null=True, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    publisher_place = models.CharField(
        _("place of publication"), max_length=100, blank=True
    )
    edition_statement = models.CharField(
        _("edition statement"),
        max_length=100,
        blank=True,
        help_text=_("As printed in the colophon, e.g. first electronic edition."),
    )
    isbn_pdf = models.CharField(
        _("ISBN of the PDF"), max_length=17, blank=True, validators=[validate_isbn]
    )
    isbn_epub = models.CharField(
        _("ISBN of the EPUB"), max_length=17, blank=True, validators=[validate_isbn]
    )
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY
    )
    price = models.CharField(
        _("price"),
        max_length=60,
        blank=True,
        help_text=_("As printed in the colophon, e.g. free of charge."),
    )
    cip = models.TextField(
        _("CIP record"),
        blank=True,
        help_text=_("The library's cataloguing record, exactly as received."),
    )
    conference_place = models.CharField(
        _("place of the conference"), max_length=100, blank=True
    )
    conference_start = models.DateField(
        _("first day of the conference"), null=True, blank=True
    )
    conference_end = models.DateField(
        _("last day of the conference"), null=True, blank=True
    )
    cover = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover picture"),
        help_text=_("Without one, the volume's first page is shown."),
    )
    call = models.OneToOneField(
        "conference.Call",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="volume",
        editable=False,
        verbose_name=_("call for papers"),
    )
    current_edition = models.OneToOneField(
        "Edition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    objects = VolumeQuerySet.as_manager()

    class Meta:
        verbose_name = _("volume")
        verbose_name_plural = _("volumes")
        ordering = ["-year", "-pk"]
        permissions = [("compile_volume", "Can have volumes compiled")]
        constraints = [
            models.CheckConstraint(
                condition=Q(conference_end__isnull=True)
                | Q(conference_end__gte=F("conference_start")),
                name="conference_ends_after_it_starts",
                violation_error_message=_(
                    "The conference cannot end before it starts."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def text(self) -> "VolumeText | None":
        """The text in the active language, else in the main one, else any."""
        texts = {text.language: text for text in self.texts.all()}
        return in_reading_language(texts, self.language)

    @property
    def main_text(self) -> "VolumeText | None":
        """The text that the book is made with."""
        return next((t for t in self.texts.all() if t.language == self.language), None)

    @property
    def title(self) -> str:
        return self.text.title if self.text else self.slug


class VolumeText(models.Model):
    """What the volume is called and says of itself in one language."""

    volume = ParentalKey(Volume, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=300)
    subtitle = models.CharField(_("subtitle"), max_length=300, blank=True)
    conference_name = models.CharField(
        _("name of the conference"), max_length=300, blank=True
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("A paragraph for the volume's public page."),
    )
    foreword = models.TextField(
        _("foreword"),
        blank=True,
        help_text=_("Markdown. The book prints the foreword of its main language."),
    )

    class Meta:
        verbose_name = _("text of the volume")
        verbose_name_plural = _("texts of the volume")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volume", "language"], name="one_volume_text_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.title


class VolumeEditor(Orderable):
    """A person named as an editor on the title page."""

    volume = ParentalKey(Volume, on_delete=models.CASCADE, related_name="editors")
    name = models.CharField(_("full name"), max_length=200)
    affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("editor of the volume")
        verbose_name_plural = _("editors of the volume")

    def __str__(self) -> str:
        return self.name


class VolumePaper(Orderable):
    """An accepted paper at its place in the volume."""

    volume = ParentalKey(Volume, on_delete=models.CASCADE, related_name="papers")
    submission = models.ForeignKey(
        "conference.Submission",
        on_delete=models.PROTECT,
        related_name="volume_papers",
        limit_choices_to={"state__in": sorted(CHOSEN)},
        verbose_name=_("paper"),
    )
    session = models.CharField(
        _("session"),
        max_length=200,
        blank=True,
        help_text=_("Papers of one session stand together under its title."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("paper of the volume")
        verbose_name_plural = _("papers of the volume")
        constraints = [
            models.UniqueConstraint(
                fields=["volume", "submission"],
                name="paper_once_in_volume",
                violation_error_message=_("This paper is listed twice."),
            )
        ]

    def __str__(self) -> str:
        return str(self.submission)


class Recommendation(TranslatableMixin, ClusterableModel):
    """What the conference recommends to one target group; one row a language."""

    number = models.PositiveSmallIntegerField(_("number"))
    target_group = models.CharField(
        _("target group"), max_length=30, choices=TargetGroup.choices
    )
    level = models.CharField(
        _("level"),
        max_length=10,
        choices=Level.choices,
        blank=True,
        default="",
        help_text=_("Where it is to be acted on."),
    )
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"))
    papers = ParentalManyToManyField(
        "conference.Submission",
        blank=True,
        related_name="recommendations",
        limit_choices_to={"state__in": sorted(CHOSEN)},
        verbose_name=_("papers"),
        help_text=_("The accepted papers on which the recommendation rests."),
    )

    translatable_fields = [
        SynchronizedField("number"),
        SynchronizedField("target_group"),
        SynchronizedField("level"),
        TranslatableField("title"),
        TranslatableField("text"),
        SynchronizedField("papers"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class RecommendationGround(models.Model):
    """A paragraph on which a recommendation rests, whatever its language."""

    translation_key = models.UUIDField(db_index=True)
    submission = models.ForeignKey(
        "conference.Submission",
        on_delete=models.CASCADE,
        related_name="recommendation_grounds",
    )
    # The paragraph's lasting name, without that of the paper.
    anchor = models.CharField(max_length=120)
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "submission", "anchor"],
                name="ground_once_in_recommendation",
            )
        ]

    def __str__(self) -> str:
        return self.words


class VolumeRecommendation(Orderable):
    """A recommendation at its place in the volume; any translation stands for all."""

    volume = ParentalKey(
        Volume, on_delete=models.CASCADE, related_name="recommendations"
    )
    recommendation = models.ForeignKey(
        Recommendation,
        on_delete=models.PROTECT,
        related_name="volume_recommendations",
        verbose_name=_("recommendation"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("recommendation of the volume")
        verbose_name_plural = _("recommendations of the volume")
        constraints = [
            models.UniqueConstraint(
                fields=["volume", "recommendation"],
                name="recommendation_once_in_volume",
                violation_error_message=_("This recommendation is listed twice."),
            )
        ]

    def __str__(self) -> str:
        return str(self.recommendation)


class EditionQuerySet(models.QuerySet):
    def readable(self) -> "EditionQuerySet":
        """Editions that the public may see: published, or published once."""
        return self.filter(state__in=READABLE)

    def current(self) -> "EditionQuerySet":
        """The one edition of each volume that readers get."""
        return self.filter(state=EditionState.PUBLISHED)


class Edition(models.Model):
    """One compiled book: what readers see, unchanged for ever once published.

    `texts` holds, for each language, title, subtitle, description and
    conference_name as they were at compilation; `details` the other words of the
    title page: language, year, issued, publisher, publisher_place, isbn {pdf,
    epub}, licence, editors [{name, affiliation}], conference {place, start, end}.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    volume = models.ForeignKey(
        Volume, on_delete=models.PROTECT, related_name="editions"
    )
    # Given at publication, so that failed attempts leave no gap.
    number = models.PositiveIntegerField(_("number"), null=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=EditionState.choices,
        default=EditionState.BUILDING,
        editable=False,
    )
    job = models.OneToOneField(
        "press.BuildJob", on_delete=models.PROTECT, related_name="edition"
    )
    # The folder below PRIVATE_ROOT/editions; empty until published.
    folder = models.CharField(max_length=36, blank=True, editable=False)
    texts = models.JSONField(default=dict, editable=False)
    details = models.JSONField(default=dict, editable=False)
    # manifest.json of the library, as written beside the files.
    manifest = models.JSONField(default=dict, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volume"],
                condition=Q(state=EditionState.BUILDING),
                name="one_building_edition_per_volume",
            ),
            models.UniqueConstraint(
                fields=["volume"],
                condition=Q(state=EditionState.PUBLISHED),
                name="one_published_edition_per_volume",
            ),
            models.UniqueConstraint(
                fields=["volume", "number"], name="one_edition_per_number"
            ),
            models.CheckConstraint(
                condition=Q(state__in=EditionState.values), name="known_edition_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[EditionState.BUILDING, EditionState.FAILED])
                | Q(number__isnull=False, published_at__isnull=False),
                name="readable_edition_is_numbered_and_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volume_id} · {self.number or self.get_state_display()}"

    def enter(self, state: EditionState) -> None:
        """Pass into a state that may follow this one; the caller saves.

        Raises:
            StateImpossible: when it may not follow.
        """
        if state not in FOLLOWERS[EditionState(self.state)]:
            message = f"{state} cannot follow {self.state}"
            raise StateImpossible(message, self)
        self.state = state

    @property
    def path(self) -> Path:
        """The folder that holds the files of a published edition."""
        return Path(settings.PRIVATE_ROOT) / "editions" / self.folder

    @property
    def language(self) -> str:
        return self.details.get("language", settings.LANGUAGE_CODE)

    @property
    def text(self) -> dict:
        """The words in the active language, else in the main one."""
        return in_reading_language(self.texts, self.language) or {}

    @property
    def text_language(self) -> str:
        """The language in which `text` is."""
        wanted = (get_language() or self.language)[:2]
        pairs = own_language_first(self.texts, wanted, self.language)
        return next((code for code, words in pairs if words), self.language)

    @property
    def isbns(self) -> list[tuple[str, str]]:
        """The numbers with their formats, that of the printable book first."""
        isbn = self.details["isbn"]
        return [(kind, isbn[kind]) for kind in ("pdf", "epub") if isbn.get(kind)]

    @property
    def title(self) -> str:
        return self.text.get("title", "")


class EditionPaperQuerySet(models.QuerySet):
    def current(self) -> "EditionPaperQuerySet":
        """Papers of the editions that readers get."""
        return self.filter(edition__state=EditionState.PUBLISHED)


class EditionPaper(models.Model):
    """A paper as one edition printed it."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="papers"
    )
    # Only to keep a paper's address when the next edition is made.
    submission = models.ForeignKey(
        "conference.Submission",
        on_delete=models.SET_NULL,
        null=True,
        related_name="edition_papers",
    )
    slug = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    subtitle = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=5)
    session = models.CharField(max_length=200, blank=True)
    # One object each: name, affiliations, orcid, corresponding.
    authors = models.JSONField(default=list)
    # By language: a text, a list of words.
    abstracts = models.JSONField(default=dict)
    keywords = models.JSONField(default=dict)
    first_page = models.PositiveIntegerField(null=True)
    last_page = models.PositiveIntegerField(null=True)
    # Sanitised; a picture's address is the name of a file of this edition.
    html = models.TextField(blank=True)
    # CSL-JSON without the addresses, which depend on the site.
    citation = models.JSONField(default=dict)
    licence = models.CharField(max_length=60, blank=True)
    doi = models.CharField(max_length=200, blank=True)

    objects = EditionPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("published paper")
        verbose_name_plural = _("published papers")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "slug"], name="one_paper_per_slug"
            ),
            models.UniqueConstraint(
                fields=["edition", "position"], name="one_paper_per_position"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def author_names(self) -> list[str]:
        return [author["name"] for author in self.authors]

    @property
    def all_keywords(self) -> list[str]:
        """The keywords of every language, the paper's own first."""
        pairs = own_language_first(self.keywords, self.language)
        return [word for _code, words in pairs for word in words]

    @property
    def pages(self) -> str:
        """The range of pages, e.g. 11–24."""
        if self.first_page is None:
            return ""
        if self.last_page in {None, self.first_page}:
            return str(self.first_page)
        return f"{self.first_page}–{self.last_page}"


class EditionRecommendation(models.Model):
    """A recommendation as one edition printed it, with its translations."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="recommendations"
    )
    translation_key = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    target_group = models.CharField(max_length=30, choices=TargetGroup.choices)
    level = models.CharField(
        max_length=10, choices=Level.choices, blank=True, default=""
    )
    # By language: an object with title and text.
    texts = models.JSONField(default=dict)
    # Paragraphs: objects with paper (its slug), anchor (in its page) and words.
    grounds = models.JSONField(default=list)
    papers = models.ManyToManyField(EditionPaper, related_name="recommendations")

    class Meta:
        verbose_name = _("published recommendation")
        verbose_name_plural = _("published recommendations")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "translation_key"],
                name="recommendation_once_in_edition",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def text_language(self) -> str:
        """The language in which the reader gets it."""
        wanted = (get_language() or settings.LANGUAGE_CODE)[:2]
        if wanted in self.texts:
            return wanted
        pairs = own_language_first(self.texts, self.edition.language)
        return pairs[0][0] if pairs else wanted

    @property
    def title(self) -> str:
        return self.texts.get(self.text_language, {}).get("title", "")

    @property
    def text(self) -> str:
        return self.texts.get(self.text_language, {}).get("text", "")


class EditionFileQuerySet(models.QuerySet):
    def readable(self) -> "EditionFileQuerySet":
        """Files that the public may have: of editions published, or once published."""
        return self.filter(edition__state__in=READABLE)

    def current(self) -> "EditionFileQuerySet":
        """Files of the editions that readers get."""
        return self.filter(edition__state=EditionState.PUBLISHED)


class EditionFile(models.Model):
    """A finished file of one edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    paper = models.ForeignKey(
        EditionPaper, on_delete=models.CASCADE, null=True, related_name="files"
    )
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    # The name in addresses, and for the reader's disk.
    name = models.CharField(max_length=150)
    # Below the edition's folder, as the manifest names it.
    path = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField()

    objects = EditionFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an edition")
        verbose_name_plural = _("files of editions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"], name="one_edition_file_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def disk_path(self) -> Path:
        return self.edition.path / self.path
