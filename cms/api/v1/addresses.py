"""Absolute addresses of things: on the site, in this API, and of files."""

from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from cms.core.addresses import absolute
from cms.publications.models import Edition, EditionFile, EditionPaper, Volume

# What `reverse` leaves as it is in an address.
SAFE = "!$&'()*+,;=/~:@"


@cache
def _before_id(name: str) -> str:
    """Return what all addresses of a resource's entries begin with."""
    return reverse(f"api:{name}-detail", args=["-"]).removesuffix("-/")


@dataclass(frozen=True)
class Addresses:
    """Makes addresses for one request and one language."""

    request: HttpRequest | None
    locale: str

    def of_page(self, page: Page) -> str:
        """Return where people read a page."""
        return self.of_place(page.url_path)

    def of_place(self, url_path: str) -> str:
        """Return where people read the page at this place in the tree."""
        for root, address in self._roots:
            if url_path.startswith(root):
                return address + quote(url_path[len(root) :], safe=SAFE)
        return self.absolute("/")

    @cached_property
    def _roots(self) -> list[tuple[str, str]]:
        """The front pages: their places in the tree, and their addresses."""
        known = Site.get_site_root_paths()
        several = len({each.site_id for each in known}) > 1
        found = []
        for each in known:
            with translation.override(each.language_code):
                path = reverse("wagtail_serve", args=[""])
            address = each.root_url + path if several else self.absolute(path)
            found.append((each.root_path, address))
        return found

    def of_resource(self, name: str, key: object, locale: str = "") -> str:
        """Return where one thing stands in this API."""
        address = f"{_before_id(name)}{quote(str(key), safe=SAFE)}/"
        return self.absolute(f"{address}?locale={locale or self.locale}")

    def of_list(self, name: str) -> str:
        """Return where a list stands in this API."""
        return self.absolute(reverse(f"api:{name}"))

    def of_volume(self, volume: Volume, locale: str = "") -> str:
        """Return the public page of a volume."""
        return self._public(locale, "publications:volume", slug=volume.slug)

    def of_paper(self, volume: Volume, paper: EditionPaper) -> str:
        """Return the public page of a paper."""
        return self._public(
            "", "publications:paper", slug=volume.slug, paper=paper.slug
        )

    def of_recommendations(self, volume: Volume) -> str:
        """Return the public page with a volume's recommendations."""
        return self._public("", "publications:recommendations", slug=volume.slug)

    def of_file(self, volume: Volume, edition: Edition, file: EditionFile) -> str:
        """Return where a file of an edition is downloaded."""
        return self._public(
            "",
            "publications:file",
            slug=volume.slug,
            number=edition.number,
            name=file.name,
        )

    def of_figures(self, volume: Volume, edition: Edition) -> str:
        """Return the address against which names of figures are resolved."""
        name = "publications:file"
        words = {"slug": volume.slug, "number": edition.number}
        return self._public("", name, **words, name="x").removesuffix("x")

    def absolute(self, address: str) -> str:
        """Return the address with scheme and host."""
        return absolute(address)

    def _public(self, locale: str, name: str, /, **words: object) -> str:
        with translation.override(locale or self.locale):
            return self.absolute(reverse(name, kwargs=words))
