"""Drafts are started, held, made one's own, and given up."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from cms.accounts import operations as doors
from cms.accounts.enums import AttemptKind
from cms.conference.exceptions import TooMany
from cms.conference.models import Call, Submission
from cms.conference.operations.background import in_background
from cms.conference.operations.deleting import delete_draft
from cms.conference.permissions import Holder

# As long as the session that holds the key.
HELD_FOR = timedelta(seconds=settings.SESSION_COOKIE_AGE)


def start_submission(*, call: Call, submitter, form_key: uuid.UUID) -> Submission:
    """Return the draft of this form: a form that is sent twice makes one draft."""
    return Submission.objects.get_or_create(
        submitter=submitter, form_key=form_key, defaults={"call": call}
    )[0]


def hold_draft(
    *,
    call: Call,
    holder: Holder,
    form_key: uuid.UUID,
    address: str | None,
    now: datetime,
) -> Submission:
    """Return the draft that a visitor without an account holds by a key.

    Raises:
        TooMany: when as many began at this address within the last hour.
    """
    found = Submission.objects.held_by(holder.digest).filter(form_key=form_key).first()
    if found:
        return found
    count_visit(kind=AttemptKind.HELD_DRAFT, address=address, now=now)
    discard_held_drafts(now=now)
    return Submission.objects.get_or_create(
        submitter=None,
        holder=holder.digest,
        form_key=form_key,
        defaults={"call": call, "held_until": now + HELD_FOR},
    )[0]


def count_visit(*, kind: AttemptKind, address: str | None, now: datetime) -> None:
    """Count what visitors without an account ask for.

    Raises:
        TooMany: when the address has had enough within the hour.
    """
    visit = {"kind": kind, "account": address or "", "address": address, "now": now}
    if doors.is_limited(**visit):
        raise TooMany(kind)
    doors.note_attempt(**visit)


@transaction.atomic
def adopt_drafts(*, holder: Holder, user) -> list[Submission]:
    """Make the drafts of the key the person's own, and return them."""
    held = list(
        Submission.objects.held_by(holder.digest).select_for_update().order_by("pk")
    )
    for draft in held:
        draft.submitter = user
        draft.holder = ""
        draft.held_until = None
        draft.save(update_fields=["submitter", "holder", "held_until", "updated_at"])
        draft.typed_steps.filter(typist="").update(typist=str(user.pk))
        if draft.manuscript:
            in_background("render_manuscript", manuscript_id=draft.manuscript.pk)
    return held


@transaction.atomic
def hand_over_draft(
    *, submission: Submission, holder: Holder, now: datetime
) -> Submission:
    """Give a draft without an account to another browser: the old key is void."""
    draft = Submission.objects.select_for_update().get(pk=submission.pk)
    if draft.submitter_id is None:
        draft.holder = holder.digest
        draft.held_until = now + HELD_FOR
        draft.save(update_fields=["holder", "held_until", "updated_at"])
    return draft


def discard_held_drafts(*, now: datetime) -> int:
    """Delete the drafts without an account whose time is over, with their files."""
    over = Submission.objects.filter(submitter=None, held_until__lt=now)
    count = 0
    for draft in over:
        count += _discard(draft)
    return count


@transaction.atomic
def _discard(draft: Submission) -> bool:
    draft = Submission.objects.select_for_update().filter(pk=draft.pk).first()
    if draft is None or draft.submitter_id is not None:
        return False
    delete_draft(draft)
    return True
