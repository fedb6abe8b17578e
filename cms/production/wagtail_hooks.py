"""Registers the board of production with the Wagtail admin."""

from wagtail import hooks

from cms.production.viewsets import ProductionViewSet


@hooks.register("register_admin_viewset")
def register_production() -> ProductionViewSet:
    return ProductionViewSet()
