"""What every page has in common, and the links that are sent by mail."""

from cms.core.models.links import ScopedLink
from cms.core.models.pages import BasePage, ContentPage

__all__ = ["BasePage", "ContentPage", "ScopedLink"]
