"""Who is a reviewer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.accounts import roles
from cms.reviewing.models import Reviewer


def reviewers(ids: list[int]) -> set[int]:
    """Return those whom editors may ask for reviews."""
    found = Reviewer.objects.active().filter(user__in=ids)
    return set(found.values_list("user_id", flat=True))


def register() -> None:
    """Name the role of this app."""
    roles.register(
        roles.EarnedRole(
            "reviewer",
            pgettext_lazy("role", "reviewer"),
            _("May be asked for reviews; sees nothing but the papers to review."),
            reviewers,
        )
    )
