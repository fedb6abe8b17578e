"""The picture that stands for something where it is shared: one for each language.

An address is known before the card is drawn. It is drawn when it is first asked for,
and kept; what it shows is in its name, so that a changed title has another address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from cms.assets import sizes
from cms.assets.models import CoopImage
from cms.core.addresses import absolute

SIZE = (1200, 630)
# Another number has every card drawn anew.
DESIGN = 1
MARK_LENGTH = 16
PAGE = "page"


@dataclass(frozen=True)
class Card:
    """What a card says, in its language."""

    language: str
    title: str
    kicker: str = ""
    picture: CoopImage | None = None

    @property
    def mark(self) -> str:
        """What is different in the address of another card."""
        picture = sizes.mark(self.picture) if self.picture else ""
        focus = self.picture.get_focal_point() if self.picture else None
        said = (DESIGN, self.language, self.title, self.kicker, picture, repr(focus))
        return sha256(repr(said).encode()).hexdigest()[:MARK_LENGTH]

    @property
    def alt(self) -> str:
        """What the card shows, for those who do not see it."""
        with override(self.language):
            words = _("Card with the title “%(title)s”") % {"title": self.title}
            pictured = self.picture.default_alt_text if self.picture else ""
        return f"{words}: {pictured}" if pictured else words


Finder = Callable[[str, str], Card | None]
_FINDERS: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Have the function asked for cards of a kind, by language and key.

    It answers for what readers may see, and for nothing else.
    """
    _FINDERS[kind] = finder


def find(kind: str, language: str, key: str) -> Card | None:
    """Return the card of something public."""
    finder = _FINDERS.get(kind)
    return finder(language, key) if finder else None


def address(kind: str, key: str, card: Card) -> str:
    return reverse("card", args=[card.language, kind, key, card.mark])


def shown(kind: str, key: str, card: Card) -> dict:
    """Return what Open Graph says of a card."""
    width, height = SIZE
    return {
        "url": absolute(address(kind, key, card)),
        "width": width,
        "height": height,
        "alt": card.alt,
    }


def of_page(page: Page) -> dict:
    """Return what Open Graph says of a page's card."""
    return shown(PAGE, str(page.translation_key), _card(page))


def page_card(language: str, key: str) -> Card | None:
    """Return the card of a public page, by its translation key."""
    try:
        known = UUID(key)
    except ValueError:
        return None
    pages = Page.objects.live().public().filter(translation_key=known)
    page = pages.filter(locale__language_code=language).first()
    return _card(page.specific) if page else None


def _card(page: Page) -> Card:
    return Card(
        language=page.locale.language_code,
        title=getattr(page, "headline", "") or page.title,
        kicker=getattr(page, "kicker", "") or getattr(page, "section", ""),
        picture=getattr(page, "sharing_picture", None),
    )
