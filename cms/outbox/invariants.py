"""What is true of mails at any time."""

from collections.abc import Iterable

from cms.core.invariants import register
from cms.outbox.enums import MailState
from cms.outbox.models import Mail

UNSENT = [MailState.DRAFT, MailState.QUEUED, MailState.SENDING, MailState.FAILED]


@register("A mail that waits knows when it is sent")
def waiting_mails_have_a_time() -> Iterable[str]:
    wrong = Mail.objects.filter(state=MailState.QUEUED, next_at=None)
    return [f"mail {pk}" for pk in wrong.values_list("pk", flat=True)]


@register("A mail keeps secrets only while it may still leave")
def secrets_leave() -> Iterable[str]:
    wrong = Mail.objects.filter(
        state__in=[MailState.SENT, MailState.SUPPRESSED]
    ).exclude(secrets={})
    return [f"mail {pk}" for pk in wrong.values_list("pk", flat=True)]


@register("A secret stands in no text")
def secrets_stand_in_no_text() -> Iterable[str]:
    kept = Mail.objects.filter(state__in=UNSENT).exclude(secrets={})
    for mail in kept.only("pk", "text", "subject", "secrets"):
        if any(url in mail.text + mail.subject for url in mail.secrets.values()):
            yield f"mail {mail.pk}"


@register("A subject is one line")
def subjects_are_one_line() -> Iterable[str]:
    wrong = Mail.objects.filter(subject__regex=r"[\r\n]")
    return [f"mail {pk}" for pk in wrong.values_list("pk", flat=True)]
