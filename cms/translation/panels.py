"""What a person finds on the first page of the admin."""

from collections.abc import Sequence

from wagtail.admin.ui.components import Component

from cms.translation.models import Target


class TasksPanel(Component):
    """The next translations that wait for this person."""

    order = 50
    template_name = "translation/admin/tasks.html"
    longest = 10

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = targets

    def get_context_data(self, parent_context: dict | None) -> dict:
        return {"targets": self.targets}
