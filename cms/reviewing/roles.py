"""Who reviews."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.accounts import roles
from cms.reviewing.models import Reviewer


def reviewers(ids: list[int]) -> set[int]:
    """Return those who are asked for reviews."""
    found = Reviewer.objects.filter(user__in=ids)
    return set(found.values_list("user_id", flat=True))


def register() -> None:
    """Name the roles of this app."""
    roles.register(
        roles.EarnedRole(
            "reviewer",
            pgettext_lazy("role", "reviewer"),
            _("Reads and reviews the papers that editors give them."),
            reviewers,
        )
    )
