"""Hands issues to the press, each at most once at a time."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from cms.newspaper import permissions, queries
from cms.newspaper.enums import IssueState
from cms.newspaper.exceptions import IssueEmpty, IssueNotAllowed, IssueRunning
from cms.newspaper.models import IssueEdition
from cms.newspaper.queries import IssueInLanguages
from cms.press import operations as press
from cms.press.enums import WorkState
from cms.press.models import LEASE


def compile_issue(*, issue: IssueInLanguages, by, now: datetime) -> IssueEdition:
    """Hand the issue to the press, and return the edition that is to become.

    Raises:
        IssueNotAllowed: when the person may not.
        IssueRunning: when it is being compiled.
        IssueEmpty: when a language of the issue has no article to print.
    """
    if not permissions.may_compile(by):
        message = "This person may not have issues compiled."
        raise IssueNotAllowed(message, issue)
    check_ready(issue)
    settle(key=issue.key, now=now)
    try:
        with transaction.atomic():
            edition = IssueEdition.objects.create(
                issue_key=issue.key, job=press.open_job(), created_by=by, created_at=now
            )
            # By name, since tasks call operations and not the other way round.
            enqueue = import_string("cms.newspaper.tasks.build_issue").enqueue
            transaction.on_commit(partial(enqueue, edition_id=edition.pk))
    except IntegrityError as problem:
        message = "The issue is being compiled."
        raise IssueRunning(message, issue) from problem
    return edition


def check_ready(issue: IssueInLanguages) -> None:
    for language in issue.pages:
        if not queries.printed_articles(issue, language):
            message = "The issue has no article in a language."
            raise IssueEmpty(message, language)


@transaction.atomic
def settle(*, key: UUID, now: datetime) -> None:
    """Give up a build whose worker fell silent or never came."""
    edition = (
        IssueEdition.objects.filter(issue_key=key, state=IssueState.BUILDING)
        .select_related("job")
        .first()
    )
    if edition is None:
        return
    press.fail_abandoned(work=edition.job, now=now)
    waits = edition.job.state == WorkState.QUEUED and edition.created_at + LEASE < now
    if waits:
        press.fail_job(job=edition.job, error="No worker took the issue.")
    if edition.job.state == WorkState.FAILED:
        edition.state = IssueState.FAILED
        edition.save(update_fields=["state"])
