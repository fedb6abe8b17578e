"""Co-authors are told, say "not me", and take up invitations to edit."""

from datetime import datetime, timedelta

from django.db import transaction

from cms.conference import letters
from cms.conference.exceptions import NoSuchAuthor
from cms.conference.models import Author, Submission
from cms.core import operations as links
from cms.core.enums import LinkPurpose

LINK_LIVES = timedelta(days=180)


def link_key(author: Author) -> str:
    return f"author:{author.pk}"


def tell_coauthors(*, submission: Submission, now: datetime) -> int:
    """Write to every co-author who was not told yet; return how many.

    The submitter's own name needs no letter.
    """
    own = submission.submitter.email.lower()
    told = 0
    for author in submission.authors.filter(told_at=None).exclude(email=""):
        if author.email.lower() == own:
            continue
        tell_coauthor(author=author, now=now)
        told += 1
    return told


@transaction.atomic
def tell_coauthor(*, author: Author, now: datetime) -> None:
    """Send one co-author a link to say "not me", or to take up the invitation."""
    links.revoke(subject_key=link_key(author), purpose=LinkPurpose.COAUTHOR, now=now)
    token = links.offer(
        purpose=LinkPurpose.COAUTHOR,
        subject_key=link_key(author),
        address=author.email,
        expires_at=now + LINK_LIVES,
    )
    author.told_at = now
    author.save(update_fields=["told_at"])
    letters.tell_coauthor(author, token=token, now=now)


def author_of_link(*, link) -> Author:
    """Return the author whom a link is about.

    Raises:
        NoSuchAuthor: when the row is gone, or has another address by now.
    """
    _word, _colon, number = link.subject_key.partition(":")
    author = (
        Author.objects.select_related("submission__call", "submission__submitter")
        .filter(pk=number, email__iexact=link.address)
        .first()
    )
    if author is None or author.submission.submitter is None:
        raise NoSuchAuthor(link.subject_key)
    return author


@transaction.atomic
def deny_authorship(*, author: Author, now: datetime) -> Author:
    """Note "that is not me", and tell the submitter; twice is once."""
    author = Author.objects.select_for_update().get(pk=author.pk)
    if author.denied_at is None:
        author.denied_at = now
        author.confirmed_at = None
        author.account = None
        author.save(update_fields=["denied_at", "confirmed_at", "account"])
        letters.tell_denial(author, now=now)
    return author


@transaction.atomic
def confirm_authorship(*, author: Author, now: datetime) -> Author:
    """Note that the author knows of the paper."""
    author = Author.objects.select_for_update().get(pk=author.pk)
    author.confirmed_at = now
    author.denied_at = None
    author.save(update_fields=["confirmed_at", "denied_at"])
    return author


@transaction.atomic
def accept_editing(*, author: Author, user, now: datetime) -> Author:
    """Bind an invitation to edit to the account of whoever accepted it.

    Raises:
        NoSuchAuthor: when there is no invitation, or another account has it.
    """
    author = Author.objects.select_for_update().get(pk=author.pk)
    if not author.may_edit or author.account_id not in {None, user.pk}:
        raise NoSuchAuthor(author.pk)
    author.account = user
    author.confirmed_at = now
    author.denied_at = None
    author.save(update_fields=["account", "confirmed_at", "denied_at"])
    return author
