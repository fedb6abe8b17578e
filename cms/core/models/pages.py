"""What every page has in common, and the general page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.core.blocks import BodyBlock
from cms.core.text import plain_text


class BasePage(Page):
    """A page of the site: it has a language, translations, and a sharing picture."""

    # Fields that hold this page's words, most telling first (see search_text).
    words: tuple[str, ...] = ()

    class Meta:
        abstract = True

    search_fields = [*Page.search_fields, index.SearchField("search_text")]

    @property
    def summary(self) -> str:
        """One or two sentences for lists, search engines and shared links."""
        return self.search_description or getattr(self, "lead", "")

    @property
    def sharing_picture(self):
        """The picture shown where the page is shared, or None."""
        return getattr(self, "picture", None)

    @property
    def search_text(self) -> str:
        """All words of the page without its title, as plain text."""
        values = (getattr(self, name) for name in self.words)
        return " ".join(filter(None, map(plain_text, values)))


class ContentPage(BasePage):
    """A general page: about the project, contact, privacy, accessibility."""

    parent_page_types = ["home.HomePage", "core.ContentPage"]
    subpage_types = ["core.ContentPage"]
    show_in_menus_default = True

    lead = models.TextField(
        _("lead"),
        blank=True,
        help_text=_("One or two sentences that say what the page is about."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    words = ("lead", "body")
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    template = "core/content_page.html"

    class Meta:
        verbose_name = _("general page")
        verbose_name_plural = _("general pages")
