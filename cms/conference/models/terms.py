"""The glossary of those who translate titles and abstracts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class Term(ClusterableModel):
    """One thing, and how each language calls it."""

    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering = ["pk"]

    def __str__(self) -> str:
        return " / ".join(text.words for text in self.texts.all()) or str(self.pk)


class TermText(models.Model):
    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    words = models.CharField(_("term"), max_length=120)

    class Meta:
        verbose_name = _("term in one language")
        verbose_name_plural = _("term in each language")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"], name="one_term_text_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.words
