"""The states of a mail, and which states may follow."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class MailState(TextChoices):
    DRAFT = "draft", pgettext_lazy("mail", "draft")
    QUEUED = "queued", pgettext_lazy("mail", "waiting to be sent")
    SENDING = "sending", pgettext_lazy("mail", "being sent")
    SENT = "sent", pgettext_lazy("mail", "sent")
    FAILED = "failed", pgettext_lazy("mail", "not sent yet")
    BOUNCED = "bounced", pgettext_lazy("mail", "returned")
    SUPPRESSED = "suppressed", pgettext_lazy("mail", "not to be sent")


S = MailState

FOLLOWS: dict[MailState, frozenset[MailState]] = {
    S.DRAFT: frozenset({S.QUEUED, S.SUPPRESSED}),
    S.QUEUED: frozenset({S.SENDING, S.SUPPRESSED}),
    # Back to `queued`, when a worker died before the mail server had taken it.
    S.SENDING: frozenset({S.SENT, S.FAILED, S.BOUNCED, S.QUEUED}),
    S.SENT: frozenset({S.BOUNCED}),
    S.FAILED: frozenset({S.SENDING, S.QUEUED, S.SUPPRESSED}),
    S.BOUNCED: frozenset({S.QUEUED, S.SUPPRESSED}),
    S.SUPPRESSED: frozenset(),
}
# What the worker takes when its time has come.
WAITING = frozenset({S.QUEUED, S.FAILED})
EDITABLE = frozenset({S.DRAFT})


class Why(TextChoices):
    """Why a mail is not to be sent."""

    DISCARDED = "discarded", pgettext_lazy("mail", "discarded by an editor")
    NO_ADDRESS = "no_address", pgettext_lazy("mail", "no valid address")
    ACCOUNT_CLOSED = "account_closed", pgettext_lazy("mail", "the account is closed")
    CAUSE_GONE = "cause_gone", pgettext_lazy("mail", "what it tells of was taken back")
