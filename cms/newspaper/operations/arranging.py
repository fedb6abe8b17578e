"""The order of an issue's articles, alike in all its languages."""

from uuid import UUID

from django.db import transaction

from cms.newspaper import permissions
from cms.newspaper.exceptions import IssueNotAllowed
from cms.newspaper.queries import IssueInLanguages


@transaction.atomic
def move_article(*, issue: IssueInLanguages, article: UUID, up: bool, by) -> bool:
    """Move the article one place up or down in every language; False at the end.

    Raises:
        IssueNotAllowed: when the person may not arrange issues.
    """
    _check_allowed(issue, by)
    keys = [row.key for row in issue.rows]
    place = keys.index(article) if article in keys else -1
    other = place - 1 if up else place + 1
    if place < 0 or not 0 <= other < len(keys):
        return False
    keys[place], keys[other] = keys[other], keys[place]
    for language in issue.pages:
        _put_in_order(issue, keys, language)
    return True


@transaction.atomic
def arrange_articles(*, issue: IssueInLanguages, order: list[UUID], by) -> None:
    """Put the articles into this order in every language.

    Articles that the order does not name, since somebody added them meanwhile, keep
    their places after the others.

    Raises:
        IssueNotAllowed: when the person may not arrange issues.
    """
    _check_allowed(issue, by)
    present = [row.key for row in issue.rows]
    wanted = [key for key in dict.fromkeys(order) if key in present]
    wanted += [key for key in present if key not in wanted]
    if wanted == present:
        return
    for language in issue.pages:
        _put_in_order(issue, wanted, language)


def _check_allowed(issue: IssueInLanguages, by) -> None:
    if not permissions.may_compile(by):
        message = "This person may not arrange issues."
        raise IssueNotAllowed(message, issue)


def _put_in_order(issue: IssueInLanguages, keys: list[UUID], language: str) -> None:
    rows = {row.key: row for row in issue.rows}
    wanted = [
        page.pk for key in keys if (page := rows[key].places[language].page) is not None
    ]
    parent = issue.pages[language]
    for pk in wanted:
        # Every move shifts the paths of the others: look each page up anew.
        page = parent.get_children().get(pk=pk)
        parent.refresh_from_db()
        page.move(parent, pos="last-child")
