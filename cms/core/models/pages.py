"""What every page has in common, and the general page."""

from django.db import models
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.core import navigation, routing
from cms.core.blocks import BodyBlock
from cms.core.text import plain_text
from cms.core.visibility import restrictions_of

# How deep the front pages stand in the tree.
FRONT_PAGES = 2


class BasePage(Page):
    """A page of the site: it has a language, translations, and a sharing picture."""

    # Fields that hold this page's words, most telling first (see search_text).
    words: tuple[str, ...] = ()

    class Meta:
        abstract = True

    search_fields = [*Page.search_fields, index.SearchField("search_text")]

    def route(self, request, path_components):
        """Find the page at an address below the front page at once.

        Wagtail looks at each page on the way, twice. No page of ours has addresses of
        its own below it.
        """
        if self.depth != FRONT_PAGES:
            return super().route(request, path_components)
        request.front_page = (get_language(), self)
        if not path_components:
            return super().route(request, path_components)
        found = routing.page_at(self, path_components)
        if found is None or not found.live:
            raise Http404
        return RouteResult(found)

    def get_view_restrictions(self):
        return restrictions_of(self)

    def get_context(self, request, *args, **kwargs):
        # Looked up once, for all that asks in turn.
        around = navigation.around(request, self)
        routing.know_locale(self, around.translations)
        routing.know_parent(self, around.above)
        return super().get_context(request, *args, **kwargs)

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
