"""Who is who at the conference desk."""

from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.accounts import roles
from cms.accounts.models import User
from cms.conference.models import Author, Submission

EDITORS = "Editors"
CHIEF_EDITORS = "Chief editors"
TRACK_EDITORS = "Track editors"
TRANSLATORS = "Translators"


def authors(ids: list[int]) -> set[int]:
    """Return those who have started a submission."""
    found = Submission.objects.filter(submitter__in=ids)
    return set(found.values_list("submitter_id", flat=True))


def coauthors(ids: list[int]) -> set[int]:
    """Return those whose address stands in the by-line of another's submission."""
    by_address = {
        email.lower(): pk
        for pk, email in User.objects.filter(pk__in=ids).values_list("pk", "email")
    }
    named = (
        Author.objects.annotate(address=Lower("email"))
        .filter(address__in=[*by_address])
        .values_list("address", "submission__submitter_id")
    )
    return {
        by_address[address]
        for address, submitter in named
        if by_address[address] != submitter
    }


def register() -> None:
    """Name the roles of this app."""
    roles.register(
        roles.Role(
            "editor",
            EDITORS,
            pgettext_lazy("role", "editor"),
            _("Reads and decides all submissions; writes calls, pages and volumes."),
        ),
        roles.Role(
            "chief",
            CHIEF_EDITORS,
            pgettext_lazy("role", "chief editor"),
            _("What editors may; also overrules decisions, corrects and retracts."),
        ),
        roles.Role(
            "track_editor",
            TRACK_EDITORS,
            pgettext_lazy("role", "track editor"),
            _("Reads and decides the submissions of their own tracks alone."),
        ),
        roles.Role(
            "translator",
            TRANSLATORS,
            pgettext_lazy("role", "translator"),
            _("Translates titles, abstracts and keywords, and pages."),
        ),
        roles.EarnedRole(
            "author",
            pgettext_lazy("role", "author"),
            _("Has started a submission: edits, sends and withdraws it."),
            authors,
        ),
        roles.EarnedRole(
            "coauthor",
            pgettext_lazy("role", "co-author"),
            _("Stands in the by-line of somebody else’s submission."),
            coauthors,
        ),
    )
