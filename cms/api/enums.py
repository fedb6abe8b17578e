"""What can happen to an entry that partners know."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Event(TextChoices):
    """One step in the life of an entry; the last four are tombstones."""

    CREATED = "created", pgettext_lazy("change", "created")
    UPDATED = "updated", pgettext_lazy("change", "updated")
    DELETED = "deleted", pgettext_lazy("change", "deleted")
    UNPUBLISHED = "unpublished", pgettext_lazy("change", "unpublished")
    WITHDRAWN = "withdrawn", pgettext_lazy("change", "withdrawn")
    SUPERSEDED = "superseded", pgettext_lazy("change", "superseded")


GONE = frozenset({Event.DELETED, Event.UNPUBLISHED, Event.WITHDRAWN, Event.SUPERSEDED})


class Scope(TextChoices):
    """What a key is good for."""

    READ = "read", pgettext_lazy("scope", "read lists and entries")
    CHANGES = "changes", pgettext_lazy("scope", "follow the changes")
    WRITE = "write", pgettext_lazy("scope", "write drafts in its owner's name")


# What a key is good for unless its owner says otherwise.
READING = [Scope.READ, Scope.CHANGES]
