"""Receipts are given: a list of what was received, and its PDF."""

from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation

from cms.conference import inventory, letters
from cms.conference.enums import SubmissionEvent
from cms.conference.kinds import ReceiptKind
from cms.conference.models import Receipt, Submission
from cms.conference.operations.background import in_background
from cms.outbox import attachments
from cms.outbox.attachments import Attached
from cms.outbox.exceptions import AttachmentAway
from cms.press import letterpress
from cms.press.exceptions import PressError

SOURCE = "receipt"

KINDS = {
    SubmissionEvent.SUBMIT: ReceiptKind.SUBMITTED,
    SubmissionEvent.RESUBMIT: ReceiptKind.REVISED,
    SubmissionEvent.SUBMIT_REVISION: ReceiptKind.REVISED,
}


def give_receipt(
    *, submission: Submission, kind: ReceiptKind, given_to, now: datetime
) -> Receipt:
    """Write down all that was received, in the person's language, for ever."""
    with translation.override(given_to.language):
        receipt = Receipt.objects.create(
            submission=submission,
            kind=kind,
            manuscript=submission.manuscript,
            given_to=given_to,
            language=given_to.language,
            content=inventory.of(submission),
            at=now,
        )
    in_background("make_receipt", receipt_id=receipt.pk)
    return receipt


@transaction.atomic
def say_done(*, submission: Submission, actor, now: datetime) -> Receipt:
    """Confirm by mail and receipt that somebody is done with changes."""
    receipt = give_receipt(
        submission=submission, kind=ReceiptKind.CHANGED, given_to=actor, now=now
    )
    letters.send_receipt(receipt, attached=attachment(receipt), now=now)
    return receipt


def attachment(receipt: Receipt) -> Attached:
    """Return the receipt as it goes along with a mail."""
    return Attached(f"{receipt.submission.code}.pdf", f"{SOURCE}:{receipt.uuid}")


@attachments.register(SOURCE)
def bytes_of(uuid: str) -> bytes | None:
    """Return the PDF of a receipt, which is made if it is not there yet."""
    receipt = Receipt.objects.filter(uuid=uuid).first()
    if receipt is None:
        return None
    try:
        with make_receipt(receipt_id=receipt.pk).pdf.open("rb") as pdf:
            return pdf.read()
    except (PressError, OSError) as problem:
        raise AttachmentAway(f"{SOURCE}:{uuid}") from problem


def make_receipt(*, receipt_id: int) -> Receipt:
    """Set the PDF of a receipt, unless it is there already."""
    receipt = Receipt.objects.select_related("submission__call", "given_to").get(
        pk=receipt_id
    )
    if receipt.pdf:
        return receipt
    with translation.override(receipt.language):
        letter = inventory.letter(receipt)
    receipt.pdf.save("receipt.pdf", ContentFile(letterpress.typeset(letter)))
    return receipt


@transaction.atomic
def delete_receipts(*, given_to) -> int:
    """Delete somebody's receipts, and their files once the transaction holds."""
    receipts = Receipt.objects.filter(given_to=given_to)
    for receipt in receipts.exclude(pdf=""):
        transaction.on_commit(partial(receipt.pdf.storage.delete, receipt.pdf.name))
    return receipts.delete()[0]
