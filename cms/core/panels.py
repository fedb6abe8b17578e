"""Panels of the admin's first page."""

from collections.abc import Sequence

from wagtail.admin.ui.components import Component

from cms.core.duties import Waiting


class DutiesPanel(Component):
    """The work that waits for this person, each with its place."""

    order = 40
    template_name = "core/admin/duties.html"

    def __init__(self, waiting: Sequence[Waiting]) -> None:
        self.waiting = waiting

    def get_context_data(self, parent_context: dict | None) -> dict:
        return {"waiting": self.waiting}
