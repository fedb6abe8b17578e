"""The index of the search: documents, their terms, and the words readers know.

An inverted index in plain tables, so that the same queries run on SQLite and on
PostgreSQL. Neither database's own full-text engine knows Slovenian.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.core.visibility import visible
from cms.network.models import Partner
from cms.publications.enums import EditionState
from cms.publications.models import Edition, EditionPaper, EditionRecommendation
from search.enums import Kind

LONGEST_TERM = 60


class DocumentQuerySet(models.QuerySet):
    def visible(self) -> "DocumentQuerySet":
        """Documents whose source every reader may see at this moment."""
        pages = visible(Page.objects.all()).order_by()
        return self.filter(
            Q(page__in=pages)
            | Q(edition__state=EditionState.PUBLISHED)
            | Q(partner__isnull=False)
        )

    def for_readers_of(self, language: str) -> "DocumentQuerySet":
        """Documents in the language, and those that have no version in it."""
        return self.filter(Q(language=language) | Q(everywhere=True))


class Document(models.Model):
    """One thing that can be found, in one language."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    # The same for all languages of one thing.
    key = models.CharField(max_length=200, db_index=True)
    # Of the text; empty for names, which are in no language.
    language = models.CharField(max_length=5, blank=True)
    title_language = models.CharField(max_length=5, blank=True)
    # Whether readers of every language get it.
    everywhere = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=500)
    text = models.TextField()
    # The words of title and text as they are compared, a space around each.
    folded = models.TextField()
    page = models.ForeignKey(Page, models.CASCADE, null=True, related_name="+")
    edition = models.ForeignKey(Edition, models.CASCADE, null=True, related_name="+")
    paper = models.ForeignKey(EditionPaper, models.CASCADE, null=True, related_name="+")
    recommendation = models.ForeignKey(
        EditionRecommendation, models.CASCADE, null=True, related_name="+"
    )
    partner = models.ForeignKey(Partner, models.CASCADE, null=True, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("searchable document")
        verbose_name_plural = _("searchable documents")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="known_document_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """What all forms of a word have in common, in one language."""

    language = models.CharField(max_length=5, blank=True)
    key = models.CharField(max_length=LONGEST_TERM)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "language"], name="one_term_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Word(models.Model):
    """A form of a word as it is written somewhere, in small letters."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="words")
    shown = models.CharField(max_length=LONGEST_TERM)
    folded = models.CharField(max_length=LONGEST_TERM)
    # The first letters of `folded`: an index for beginnings on every database.
    head = models.CharField(max_length=3, db_index=True)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints = [
            models.UniqueConstraint(fields=["term", "shown"], name="one_word_per_term")
        ]

    def __str__(self) -> str:
        return self.shown


class Gram(models.Model):
    """Three letters in a row of a word, for finding words that are written alike."""

    word = models.ForeignKey(Word, models.CASCADE, related_name="grams")
    gram = models.CharField(max_length=3)
    length = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("gram")
        verbose_name_plural = _("grams")
        indexes = [
            models.Index(fields=["gram", "length", "word"], name="words_with_gram")
        ]
        constraints = [
            models.UniqueConstraint(fields=["word", "gram"], name="gram_once_in_word")
        ]

    def __str__(self) -> str:
        return self.gram


class Posting(models.Model):
    """A term in a document, with what it weighs there."""

    term = models.ForeignKey(Term, models.CASCADE, db_index=False, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, related_name="postings")
    # The part of BM25 that depends on the document alone.
    weight = models.FloatField()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        indexes = [
            models.Index(fields=["term", "document", "weight"], name="postings_of_term")
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.document_id}"
