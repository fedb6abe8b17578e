"""An issue appears in all its languages at one instant, or with a reason why not."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Locale

from cms.newspaper import permissions
from cms.newspaper.exceptions import IssueNotAllowed, ReleasePlanned
from cms.newspaper.queries import IssueInLanguages, latest_release
from cms.translation import operations as translation
from cms.translation.enums import ReleaseState
from cms.translation.exceptions import NotAllowed
from cms.translation.models import Release


@transaction.atomic
def plan_issue_release(*, issue: IssueInLanguages, at: datetime, by) -> Release:
    """Have the issue and its articles published in all languages at that moment.

    Raises:
        IssueNotAllowed: when the person may not arrange issues, or not publish pages.
        ReleasePlanned: when a release of the issue waits already.
    """
    _check_allowed(issue, by)
    latest = latest_release(issue)
    if latest and latest.state == ReleaseState.SCHEDULED:
        message = "A release of this issue is planned already."
        raise ReleasePlanned(message, issue)
    try:
        return translation.plan_release(
            name=issue.main.title, at=at, pages=[issue.main], by=by, subtree=True
        )
    except NotAllowed as problem:
        message = "This person may not publish the issue in all its languages."
        raise IssueNotAllowed(message, issue) from problem


@transaction.atomic
def waive_language(*, issue: IssueInLanguages, language: str, reason: str, by) -> None:
    """Let the issue appear without a language: for itself, and for each article.

    The name and the reason are kept, and readers see the reason.

    Raises:
        IssueNotAllowed: when the person may not arrange issues, or not publish pages.
    """
    _check_allowed(issue, by)
    locale = Locale.objects.get(language_code=language)
    pages = [issue.main]
    for row in issue.rows:
        found = (place.page for place in row.places.values())
        pages.append(next(page for page in found if page is not None))
    try:
        for page in pages:
            translation.waive(page=page, locale=locale, reason=reason, by=by)
    except NotAllowed as problem:
        message = "This person may not publish the issue in all its languages."
        raise IssueNotAllowed(message, issue) from problem


def _check_allowed(issue: IssueInLanguages, by) -> None:
    if not permissions.may_compile(by):
        message = "This person may not arrange issues."
        raise IssueNotAllowed(message, issue)
