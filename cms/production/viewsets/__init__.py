"""The board of production in the Wagtail admin."""

from cms.production.viewsets.board import ProductionViewSet

__all__ = ["ProductionViewSet"]
