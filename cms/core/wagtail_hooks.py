"""Registers the core with the Wagtail admin."""

from wagtail import hooks

from cms.core import duties
from cms.core.panels import DutiesPanel


@hooks.register("construct_homepage_panels")
def add_duties(request, panels: list) -> None:
    panels.append(DutiesPanel(duties.waiting_for(request.user)))
