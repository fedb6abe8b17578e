"""Kinds of sessions, of clashes and of changes, and what the records name."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SessionKind(TextChoices):
    TALKS = "talks", pgettext_lazy("session", "talks")
    KEYNOTE = "keynote", pgettext_lazy("session", "keynote")
    WORKSHOP = "workshop", pgettext_lazy("session", "workshop")
    BREAK = "break", pgettext_lazy("session", "break")
    SOCIAL = "social", pgettext_lazy("session", "social event")


class ClashKind(TextChoices):
    ROOM = "room", _("Room taken twice")
    PERSON = "person", _("Person in two places")
    OVERLAP = "overlap", _("Talks overlap")
    OUTSIDE_SESSION = "outside-session", _("Talk outside its session")
    OUTSIDE_DAYS = "outside-days", _("Outside the days")
    NOT_ACCEPTED = "not-accepted", _("Paper not accepted")


# Two people may bear one name, so an editor decides about this one.
ADVISORY = frozenset({ClashKind.PERSON})


class ChangeKind(TextChoices):
    ADDED = "added", pgettext_lazy("programme", "Added")
    MOVED = "moved", pgettext_lazy("programme", "Moved")
    REVISED = "revised", pgettext_lazy("programme", "Revised")
    CANCELLED = "cancelled", pgettext_lazy("programme", "Cancelled")


class RecordKind(TextChoices):
    PLACED = "placed", pgettext_lazy("programme", "placed")
    MOVED = "moved", pgettext_lazy("programme", "moved")
    REVISED = "revised", pgettext_lazy("programme", "revised")
    REMOVED = "removed", pgettext_lazy("programme", "removed")
    RELEASED = "released", pgettext_lazy("programme", "released")
