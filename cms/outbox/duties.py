"""What the outbox has for editors to do."""

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from cms.core.duties import Duty
from cms.outbox import queries
from cms.outbox.enums import MailState


def _listed(state: MailState) -> str:
    return f"{reverse('outbox:index')}?state={state.value}"


DRAFTS = Duty(
    count=queries.waiting_count,
    words=ngettext_lazy(
        "%(count)d mail waits to be read and sent.",
        "%(count)d mails wait to be read and sent.",
        "count",
    ),
    address=lambda: _listed(MailState.DRAFT),
)
TROUBLE = Duty(
    count=queries.trouble_count,
    words=ngettext_lazy(
        "%(count)d mail could not be delivered.",
        "%(count)d mails could not be delivered.",
        "count",
    ),
    address=lambda: reverse("outbox:index"),
)
