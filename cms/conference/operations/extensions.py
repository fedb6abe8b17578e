"""More time is given to one submission, by a link."""

from datetime import datetime

from django.db import transaction

from cms.conference import letters
from cms.conference.exceptions import ExtensionInvalid
from cms.conference.models import Extension, Submission
from cms.core import operations as links
from cms.core.enums import LinkPurpose


def link_key(extension: Extension) -> str:
    return f"extension:{extension.pk}"


@transaction.atomic
def grant_extension(*, extension: Extension, granted_by, now: datetime) -> str:
    """Store an extension, write its letter, and return the token of its link."""
    extension.granted_by = granted_by
    extension.granted_at = now
    extension.save()
    token = links.offer(
        purpose=LinkPurpose.EXTENSION,
        subject_key=link_key(extension),
        address=extension.email,
        expires_at=extension.until,
    )
    letters.offer_extension(extension, token=token, now=now)
    return token


@transaction.atomic
def revoke_extension(*, extension: Extension, now: datetime) -> None:
    """Take an extension back: neither it nor its link works any more."""
    Extension.objects.filter(pk=extension.pk, revoked_at=None).update(revoked_at=now)
    links.revoke(
        subject_key=link_key(extension), purpose=LinkPurpose.EXTENSION, now=now
    )


@transaction.atomic
def use_extension(
    *, extension: Extension, submission: Submission, now: datetime
) -> Extension:
    """Bind the extension to the submission that it is for; it stays there.

    Raises:
        ExtensionInvalid: when it is over, taken back, or another submission's.
    """
    extension = Extension.objects.select_for_update().get(pk=extension.pk)
    usable = extension.revoked_at is None and extension.until >= now
    free = extension.submission_id in {None, submission.pk}
    if not (usable and free and extension.call_id == submission.call_id):
        raise ExtensionInvalid(extension.pk)
    extension.submission = submission
    extension.save(update_fields=["submission"])
    return extension
